"""Who may what with a published tender beside its bids, for the matrix; see access_table."""

from __future__ import annotations

PUBLISHED: dict[str, dict[str, str]] = {
    "published.ending.may_see_end": {"lead": "-++++++++++"},
    "published.ending.may_end": {"lead": "-+++++++++-"},
}

PAGES_OF_PUBLISHED: dict[str, tuple[tuple[str, str], ...]] = {
    "published.end": (("open", "lead"), ("drafting", "-lead")),
    "published.end POST": (("released", "lead"), ("drafting", "-lead")),
}
