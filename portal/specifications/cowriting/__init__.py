"""A specification written together: rounds, suggestions, answers, versions (P10)."""
