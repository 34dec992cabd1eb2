"""Packages of the price schedule: bidders price all, the contract buys one, with a reason (P12)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest

from portal.bids.models import Bid
from portal.bids.schedule import priced
from portal.core.errors import Refused
from portal.outcomes.contracting import entering, packages
from portal.specifications.models import PriceLine
from portal.specifications.price_lines import packages_of, told_lines
from portal.tenders.models import Tender
from tests import make_outcomes
from tests.shelf import Prepared

WORDS = ("Support", "Drop-in", "One to one")
LINES = [
    PriceLine(title=title, unit="hour", quantity=10, years=2, package=package)
    for title, package in zip(WORDS, ("", "A", "B"), strict=True)
]


def test_p12_a_package_comes_to_its_lines_and_those_outside_of_packages() -> None:
    assert packages_of(LINES) == ["A", "B"]
    assert [each.get("package") for each in told_lines(LINES)] == [None, "A", "B"]
    bid = Bid(label="K")
    told: Any = {bid.id: priced(LINES, {"1": "1", "2": "2.50", "3": "4"})}
    with (
        patch.object(packages, "lines_of", lambda tender: LINES),
        patch.object(packages, "priced_lines_of", lambda tender: told),
    ):
        found = packages.packages_in(Tender(), bid)
    assert [(each.name, each.total) for each in found] == [
        ("A", Decimal("70.00")),
        ("B", Decimal("100")),
    ]


def test_p12_no_contract_is_entered_before_a_package_is_chosen_with_a_reason(
    prepared: Prepared,
) -> None:
    made = prepared(make_outcomes.released_tender)
    for bought in ((), ("C", "Best liked"), ("A", "")):
        with (
            patch.object(entering, "lines_of", lambda tender: LINES),
            pytest.raises(Refused) as refused,
            make_outcomes.then(made) as tender,
        ):
            day = make_outcomes.RELEASED.date()
            entering.enter_contract(made.house.lead.actor, tender, day, day, day, *bought)
        assert refused.value.field in ("package", "package_reason")
