"""How many hours an evaluator will read and mark, and whether a panel finds that fine (P14)."""
