"""No code of evaluators can learn whose a bid is: read from the source (ARCHITECTURE, R10)."""

from __future__ import annotations

from tests.source import sources

BETWEEN = {"bid_of_provider", "provider_of"}
"""How a question or a day for an interview finds its bidder, and an answer the way back."""

UNBLINDING = {
    "Origin",
    "Submission",
    "OpenedBid",
    "Provider",
    "BidPrice",
    "BidEntry",
    "origins_of",
    "standing_submissions",
    "prices_of",
    "bidders_of",
    "provider_names",
    *BETWEEN,
}
"""What tells whose a bid is, or its price."""

WHO_MAY_UNBLIND = {
    "portal/evaluation/seats/": {"Origin", "Provider", "bidders_of", "origins_of"},
    "portal/evaluation/compliance/": {"Provider", "bidders_of", "prices_of"} | BETWEEN,
    "portal/evaluation/interviews/": BETWEEN,
    "portal/evaluation/runs/": {"prices_of", "BidPrice", "provider_names"},
}
"""Conflicts are declared against names (R16) and kept from bids; a run needs the prices (R9), and
its page has the names that the reveal has made known."""


def test_no_code_of_evaluators_can_learn_whose_a_bid_is() -> None:
    wrong = [
        f"{source.path}: {name}"
        for source in sources("portal/evaluation")
        for _module, name in source.imports
        if name in UNBLINDING and name not in _allowed(source.path)
    ]
    assert wrong == []


def _allowed(path: str) -> set[str]:
    return {
        name
        for folder, names in WHO_MAY_UNBLIND.items()
        if path.startswith(folder)
        for name in names
    }
