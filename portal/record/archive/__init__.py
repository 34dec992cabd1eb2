"""Everything of one tender in one archive, to be kept as long as the law asks (R26)."""
