"""Prepared tenders: made once, copied for each test."""

from tests.shelf import prepared, shelf

__all__ = ["prepared", "shelf"]
