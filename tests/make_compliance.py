"""Builders of compliance: a question to one bidder, and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from portal.bids.queries import bid_by_label
from portal.core import clock
from portal.core.database import db
from portal.evaluation.compliance import operations as act
from portal.evaluation.compliance.queries import own_question
from portal.tenders.models import Tender
from tests import make
from tests.make_moderation import Panel

PRICE = "Your price is far below the others. Show us how you can do the work for it."


@contextmanager
def on(made: Panel, at: datetime) -> Iterator[Tender]:
    """A transaction on the tender at a moment."""
    with clock.at(at), make.writing(made.house.id):
        yield made.tender()


def ask(
    made: Panel, place: int, purpose: str, at: datetime, words: str = PRICE, days: int = 5
) -> int:
    """The lead asks one bidder, in the order of prices; the question's number."""
    with on(made, at) as tender:
        bid = bid_by_label(tender, made.labels[place])
        until = at + timedelta(days=days)
        asked = act.Question(purpose, words, until)
        return act.ask_bidder(made.house.lead.actor, tender, bid, asked).number


def answer(
    made: Panel, place: int, number: int, at: datetime, words: str, *, is_last: bool = True
) -> None:
    """The bidder says so."""
    with on(made, at) as tender:
        actor = made.members[place].actor
        act.answer_question(
            actor, tender, own_question(actor, tender, number), words, is_last=is_last
        )


def rule(
    made: Panel, place: int, ground: str, at: datetime, *, is_out: bool, reason: str = "Heard."
) -> None:
    """The lead decides."""
    with on(made, at) as tender:
        bid = bid_by_label(tender, made.labels[place])
        act.rule(made.house.lead.actor, tender, bid, ground, is_out=is_out, reason=reason)
        db.session.flush()
