"""Scoring runs: one calculation with its whole input, which anyone can recompute."""
