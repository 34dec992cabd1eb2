"""The safety store: worries about somebody's safety, read by two people and nobody else (R31)."""
