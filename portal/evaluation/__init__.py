"""Conflicts, seats, sheets and marks, moderation, and the runs that combine them."""
