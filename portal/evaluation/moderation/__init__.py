"""Moderation: views are talked through, marks agreed, and each member signs the record."""
