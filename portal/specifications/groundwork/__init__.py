"""What a tender stands on beside its words: conflicts, duties, money for taking part (R16, R30)."""
