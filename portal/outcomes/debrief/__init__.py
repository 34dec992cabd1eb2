"""What providers ask about their letters, and what they are answered (R21, R26)."""
