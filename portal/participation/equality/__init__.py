"""Optional equality questions, apart from everything else, seen in numbers alone (P6, R19)."""
