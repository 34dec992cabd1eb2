"""A second person reads what will be published, and says yes or sends it back (R4)."""
