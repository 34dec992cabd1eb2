"""Two views side by side, and the words of those who would use the service (P18, P19)."""
