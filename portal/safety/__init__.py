"""The safety store: worries about somebody's safety, which two people read and nobody else (R31)."""
