"""Thanks as promised and given, a private diary of hours, a certificate of taking part (P23)."""
