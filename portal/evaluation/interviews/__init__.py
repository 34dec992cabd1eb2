"""Interviews: planned, held, marked by who was there, before they are talked about (P14)."""
