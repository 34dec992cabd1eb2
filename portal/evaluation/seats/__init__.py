"""What stands before marking: pass/fail confirmed, seats given, conflicts declared and decided."""
