"""Builders of tenders that are being marked, and of tenders whose marking is closed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from portal.accounts.models import EVALUATOR, PARTICIPATION, Role
from portal.accounts.signed_in import actor_of
from portal.bids.queries import bidders_of, bids_of
from portal.core import clock
from portal.core.database import db
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.models import Declaration
from portal.evaluation.practice import operations as practice
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.operations import ConflictAnswer
from portal.evaluation.seats.queries import criteria_marked_by
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.shelf import shelved

OPENED = datetime(2026, 10, 13, 9, tzinfo=UTC)
MARKING = datetime(2026, 10, 14, 9, tzinfo=UTC)


@dataclass
class Marking:
    """A tender of `make_specification` with its bids and its evaluators, by the kind of group."""

    house: make.House
    id: uuid.UUID
    bidders: list[make.Human]
    evaluators: dict[str, list[make.Human]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where the tender's pages begin."""
        return f"/{self.house.slug}/tenders/{self.id}"

    @property
    def everybody(self) -> list[make.Human]:
        """All evaluators."""
        return [human for humans in self.evaluators.values() for human in humans]

    @contextmanager
    def writing(self, at: datetime = MARKING) -> Iterator[Tender]:
        """One transaction on the tender, at a moment of its story."""
        with clock.at(at), make.writing(self.house.id):
            yield db.session.get_one(Tender, (self.house.id, self.id))


@shelved
def opened_tender(house: make.House | None = None, bids: int = 3, **facts: object) -> Marking:
    """A tender whose bids are open; nobody is seated yet."""
    house = house or make.house()
    tender_id, bidders = make_bids.opened_tender(
        house, make_bids.published_tender(house, **facts), bids
    )
    return Marking(house, tender_id, bidders)


@shelved
def seated_tender(
    house: make.House | None = None,
    bids: int = 3,
    professional: int = 2,
    young: int = 2,
    **facts: object,
) -> Marking:
    """The same with gates confirmed and seats given; nobody has declared yet."""
    made = opened_tender(house, bids, **facts)
    confirm_gates(made)
    made.evaluators = {
        "professional": [evaluator(made, "professional") for _ in range(professional)],
        "young": [evaluator(made, "young") for _ in range(young)],
    }
    return made


@shelved
def marking_tender(
    house: make.House | None = None,
    bids: int = 3,
    professional: int = 2,
    young: int = 2,
    kept_from: tuple[str, int, int] | None = None,
) -> Marking:
    """Seated, declared, started; `kept_from` is (kind, which evaluator, which bidder)."""
    made = seated_tender(house, bids, professional, young)
    tied, bidder = None, None
    if kept_from:
        kind, which, whose = kept_from
        tied, bidder = made.evaluators[kind][which], made.bidders[whose]
    for human in made.everybody:
        declare(made, human, bidder if human is tied else None)
    if tied and bidder:
        keep_from(made, tied, bidder)
    for human in made.everybody:
        promise(made, human)
    with made.writing() as tender:
        seats.start_marking(made.house.lead.actor, tender)
    return made


@shelved
def marked_tender(
    house: make.House | None = None, bids: int = 3, professional: int = 2, young: int = 2
) -> Marking:
    """All sheets marked and sent, and marking closed."""
    made = marking_tender(house, bids, professional, young)
    for human in made.everybody:
        mark_all(made, human)
    with made.writing(MARKING + timedelta(days=1)) as tender:
        marking.close_marking(made.house.lead.actor, tender)
    return made


def confirm_gates(made: Marking, failed: tuple[str, ...] = ()) -> None:
    """The lead confirms every pass/fail question; bids under `failed` labels fail."""
    with made.writing(OPENED) as tender:
        for bid in bids_of(tender):
            for gate in gates_of(tender):
                passed, reason = bid.label not in failed, "We read what they sent."
                seats.confirm_gate(made.house.lead.actor, tender, bid, gate, passed, reason)


def evaluator(made: Marking, kind: str, *codes: str) -> make.Human:
    """A new person with a seat in the group of this kind, for all its criteria or these."""
    with made.writing(OPENED) as tender:
        person = make.new_person(kind)
        group = next(each for each in groups_of(tender) if each.kind == kind)
        criteria = criteria_marked_by(group, criteria_of(tender))
        chosen = [each for each in criteria if not codes or each.code in codes]
        seats.give_seat(made.house.lead.actor, tender, person, group, chosen)
        db.session.flush()
        role = db.session.query(Role).filter_by(person_id=person.id, name=EVALUATOR).one()
        return make.Human(person.name, person.email or "", actor_of(person.id, role), role.id)


def declare(
    made: Marking, human: make.Human, interest: make.Human | None = None, at: datetime = OPENED
) -> None:
    """An evaluator answers about every bidder: no link, but for one bidder's member."""
    tied_to = interest.actor.provider_id if interest else None
    with made.writing(at) as tender:
        answers = {
            provider.id: ConflictAnswer(
                has_used=False,
                has_interest=provider.id == tied_to,
                details="My sister works there." if provider.id == tied_to else "",
            )
            for provider in bidders_of(tender)
        }
        seat = seat_of(human.actor, tender)
        assert seat
        seats.declare_conflicts(human.actor, tender, seat, answers)


def promise(made: Marking, human: make.Human) -> None:
    """An evaluator promises to keep what they read to themselves."""
    with made.writing(OPENED) as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        practice.promise(human.actor, tender, seat)


def keep_from(made: Marking, human: make.Human, bidder: make.Human) -> None:
    """The participation lead keeps an evaluator from a bidder's bid."""
    with made.writing(OPENED) as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        declared = db.session.query(Declaration).filter_by(
            seat_id=seat.id, provider_id=bidder.actor.provider_id
        )
        lead = made.house.staff[PARTICIPATION].actor
        seats.decide_conflict(lead, tender, declared.one(), True, "A close relative works there.")


def mark_all(made: Marking, human: make.Human, mark: int = 2, send: bool = True) -> None:
    """An evaluator gives the same mark everywhere, and sends every sheet."""
    with made.writing() as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        for own in own_sheets(tender, seat):
            for criterion in own.criteria:
                words = f"A reason for {criterion.code}."
                marking.record_mark(human.actor, tender, own.sheet, criterion, Decimal(mark), words)
            db.session.flush()
            if send:
                marking.send_sheet(human.actor, tender, own.sheet)
