"""A briefing at which young people and parents speak to providers before bids are due (P13)."""
