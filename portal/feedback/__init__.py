"""Told afterwards (P20): you said, we did; promises; questions to an answer; who is told how."""
