"""Amendments of a published tender before its deadline: new versions that show what changed."""
