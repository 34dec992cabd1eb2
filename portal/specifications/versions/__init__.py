"""Versions of a specification: kept as they stood, read again, and compared (P10)."""
