"""Words in a table for spreadsheets: whatever they begin with, no program takes them for more."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(text: str) -> str:
    """A text that a spreadsheet reads as a text, whatever it begins with."""
    return f"'{text}" if text.startswith(FORMULA) else text
