"""What comes after a contract: the register of contracts, and when the next cycle begins."""
