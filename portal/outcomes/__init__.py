"""Decision, approval, the reveal, outcome letters, their release, and the standstill."""
