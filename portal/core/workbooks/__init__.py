"""Workbooks that come back filled in, read cell by cell."""
