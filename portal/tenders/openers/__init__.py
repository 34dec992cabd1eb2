"""Who opens the bids: two officers with a phrase each, and a recovery code kept offline (R29)."""
