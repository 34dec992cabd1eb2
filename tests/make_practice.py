"""Builders of practice: an invented answer, and evaluators who try it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from portal.evaluation.practice import operations as act
from portal.evaluation.practice.operations import PracticeFacts
from portal.evaluation.queries import seat_of
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from tests import make
from tests.make_evaluation import OPENED, Marking

WRITING = datetime(2026, 9, 20, 9, tzinfo=UTC)
ANSWER, BECAUSE = "Twice a year we ask everybody with a form.", "It tells who asks, and not why."


def criterion_in(tender: Tender, code: str = "Q1") -> Criterion:
    """A question of the tender."""
    return next(each for each in criteria_of(tender) if each.code == code)


def write(made: Marking, code: str = "Q1", mark: int = 2) -> None:
    """The lead's invented answer to a question, worth a mark."""
    with made.writing(WRITING) as tender:
        facts = PracticeFacts(ANSWER, Decimal(mark), BECAUSE)
        act.write_practice(made.house.lead.actor, tender, criterion_in(tender, code), facts)


def tries(made: Marking, human: make.Human, mark: int | None, code: str = "Q1") -> None:
    """An evaluator gives the invented answer a mark, or passes."""
    with made.writing(OPENED) as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        given = None if mark is None else Decimal(mark)
        act.practise(seat, criterion_in(tender, code), given)
