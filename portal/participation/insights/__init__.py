"""What people said before, kept so that nobody is asked twice (P4)."""
