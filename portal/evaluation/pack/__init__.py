"""A workbook for those who mark away from a screen: taken, filled in, read back, shown first."""
