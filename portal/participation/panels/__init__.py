"""Panels of young people, and of parents and carers (P5 to P7)."""
