"""Builders of outcomes: a tender that is decided, approved, revealed, released."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from portal.accounts.models import APPROVER
from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core import clock
from portal.outcomes import operations as act
from portal.outcomes import operations_letters as letters
from portal.tenders.models import Tender
from tests import make, make_bids, make_moderation
from tests.make_moderation import Panel
from tests.shelf import shelved

DECIDED = datetime(2026, 11, 16, 9, tzinfo=UTC)
RELEASED = datetime(2026, 11, 23, 9, tzinfo=UTC)


def deciding_tender(
    house: make.House, n: int = 3, *, fails_gate: bool = False, **facts: Any
) -> Panel:
    """Moderation is closed; the first of `n` bidders has the best marks.

    With `fails_gate` the last one failed the pass/fail question, and wasn't marked.
    """
    return make_moderation.deciding_tender(
        house, n, fails_gate=fails_gate, professional=1, young=1, **facts
    )


@shelved
def decided_tender(house: make.House, *, choose: int | None = 0, **more: Any) -> Panel:
    """The lead has chosen the bidder in this place, or none."""
    made = deciding_tender(house, **more)
    with then(made) as tender:
        bid = None if choose is None else bid_in(made, tender, choose)
        act.decide(house.lead.actor, tender, bid, "It has the best answers.")
    return made


@shelved
def approved_tender(house: make.House, **more: Any) -> Panel:
    """The approver has approved the decision."""
    made = decided_tender(house, **more)
    with then(made) as tender:
        act.approve(house.staff[APPROVER].actor, tender, "Fair and complete.")
    return made


@shelved
def revealed_tender(house: make.House, **more: Any) -> Panel:
    """The lead has revealed which provider each bid is from."""
    made = approved_tender(house, **more)
    with then(made) as tender:
        act.reveal(house.lead.actor, tender)
    return made


@shelved
def released_tender(house: make.House, **more: Any) -> Panel:
    """The letters are out, since `RELEASED`."""
    made = revealed_tender(house, **more)
    release(made)
    return made


def release(made: Panel, at: datetime = RELEASED) -> None:
    """The lead reads each letter, and then releases all."""
    lead = made.house.lead.actor
    with then(made, at) as tender:
        letters.read_letters(lead, tender)
    with then(made, at) as tender:
        act.release_letters(lead, tender)


@contextmanager
def then(made: Panel, at: datetime = DECIDED) -> Iterator[Tender]:
    """One transaction on the tender, at a moment of its story."""
    with clock.at(at), made.writing():
        yield made.tender()


def bid_in(made: Panel, tender: Tender, place: int) -> Bid:
    """The bid of the bidder in this place."""
    return next(bid for bid in bids_of(tender) if bid.label == made.labels[place])


@shelved
def tied_tender(house: make.House) -> Panel:
    """Three bids of one price; the first two have the same marks everywhere, the third fewer."""
    with patch.object(make_bids, "price_of", lambda number: "600000"):
        made = make_moderation.moderating_tender(house, 3, professional=1, young=1, title="A tie")
    make_moderation.record_all(made, dict(zip(made.labels, (3, 3, 2), strict=True)))
    make_moderation.sign_all(made)
    make_moderation.closed(made)
    return made
