"""What happens to a published tender beside its bids: questions, amendments, briefing, its end."""
