"""Thanks: a private diary of hours, and a certificate of taking part (P23)."""
