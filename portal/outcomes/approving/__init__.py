"""Who approves a decision, in which order, and what they ask before they do (R20)."""
