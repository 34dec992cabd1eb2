"""The room: sessions of moderation, what lies on the table, and who talks about it first."""
