"""What influence a panel has, and whether it agrees with what is published (P3, P15, R4)."""
