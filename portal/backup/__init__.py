"""Backups: one archive of the database, the keys and the settings, and the way back (R26)."""
