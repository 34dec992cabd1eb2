"""From the letters to the contract: the standstill, who challenges it, and the contract itself."""
