"""Bids from another system: a workbook and files, checked whole, confirmed by a second person."""
