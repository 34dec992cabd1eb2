"""Reads of decisions, letters and notices."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person, Provider
from portal.accounts.queries import addresses_of as addresses_of
from portal.accounts.queries import providers_by_id
from portal.bids.models import Bid
from portal.bids.queries import origins_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Run, Seat
from portal.evaluation.models_runs import Reopening
from portal.outcomes.approving.course import Course
from portal.outcomes.approving.queries import Words, order_of, words_by_decision
from portal.outcomes.models import Approval, AwardNotice, Decision, Letter, LetterOpening
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Decided:
    """One version of a decision, the bid that it chooses (or none), and the approver's word.

    `run`: the number of the run that it was made on; `is_overtaken`: that run counts no
    more, so neither does the decision; `approver`: who gave the last word.
    """

    decision: Decision
    bid: Bid | None
    word: Approval | None
    run: int = 1
    is_overtaken: bool = False
    approver: str = ""


def is_overtaken() -> ColumnElement[bool]:
    """Whether the run of a decision counts no more: a mistake was found in it, or a later one
    stands beside it, since a bid was disregarded or put back (R11, R17)."""
    own, later = aliased(Run), aliased(Run)
    has_mistake = exists().where(Reopening.run_id == Decision.run_id)
    is_older = exists().where(
        own.id == Decision.run_id, later.tender_id == own.tender_id, later.number > own.number
    )
    return has_mistake | is_older


def decisions_of(tender: Tender) -> list[Decided]:
    """Every version of the decision, the last one first."""
    rows = db.session.execute(
        select(Decision, Bid, Approval, Run.number, is_overtaken(), Person.name)
        .join(Run, Decision.run_id == Run.id)
        .outerjoin(Bid, Decision.bid_id == Bid.id)
        .outerjoin(Approval, Approval.id == Decision.id)
        .outerjoin(Person, Approval.given_by == Person.id)
        .where(Decision.tender_id == tender.id)
        .order_by(Decision.version.desc())
    )
    return [Decided(*row[:5], row[5] or "") for row in rows]


def course_of(tender: Tender, decided: Sequence[Decided] | None = None) -> Course:
    """Where the decision that stands is on its way through the approvers."""
    found = decisions_of(tender) if decided is None else decided
    order = order_of(tender)
    if not found or found[0].is_overtaken:
        return Course(order=order)
    last = found[0]
    words = words_by_decision(tender).get(last.decision.id, Words())
    return Course(last.decision, last.word, words, order)


def last_decision(tender: Tender) -> tuple[Decision | None, Approval | None]:
    """The decision that stands, and the approver's word on it, as far as there are any."""
    found = decisions_of(tender)
    return (found[0].decision, found[0].word) if found else (None, None)


def holds_seat(actor: Actor, tender: Tender) -> bool:
    """Whether the actor has, or had, a seat in this tender: then they don't approve (R20)."""
    seat = select(Seat.id).where(Seat.tender_id == tender.id, Seat.person_id == actor.person_id)
    return db.session.scalar(seat) is not None


def people_with_seats(tender: Tender) -> set[uuid.UUID]:
    """Everybody who has, or had, a seat in this tender."""
    return set(db.session.scalars(select(Seat.person_id).where(Seat.tender_id == tender.id)))


def bidders_by_bid(tender: Tender) -> dict[uuid.UUID, Provider]:
    """Which provider each bid is from, by the bid's id; only after the reveal."""
    origins = origins_of(tender)
    providers = providers_by_id([origin.provider_id for origin in origins.values()])
    return {bid_id: providers[origin.provider_id] for bid_id, origin in origins.items()}


def all_letters_of(tender: Tender) -> Sequence[Letter]:
    """Every letter that was ever released, replaced ones too, the first ones first."""
    wanted = select(Letter).where(Letter.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(Letter.issue)).all()


def letters_of(tender: Tender) -> dict[uuid.UUID, Letter]:
    """The newest released letters by the bid's id; none before the release."""
    return {letter.bid_id: letter for letter in all_letters_of(tender)}


def own_letters_of(actor: Actor, tender: Tender) -> Sequence[Letter]:
    """All letters to the actor's own provider, the newest first."""
    wanted = select(Letter).where(
        Letter.tender_id == tender.id, Letter.provider_id == actor.provider_id
    )
    return db.session.scalars(wanted.order_by(Letter.issue.desc())).all()


def own_letter_of(actor: Actor, tender: Tender) -> Letter | None:
    """The newest letter to the actor's own provider."""
    return next(iter(own_letters_of(actor, tender)), None)


@dataclass(frozen=True)
class Again:
    """What letters had told is decided again: which letters, from when, since when, and why."""

    issue: int
    first_told_at: datetime
    told_at: datetime
    opened_at: datetime
    ground: str
    reason: str


def again_of(tender: Tender) -> Again | None:
    """The last time that what letters told was opened to be decided again; asks nothing of a
    tender where that never was."""
    if tender.reopened_at is None:
        return None
    made = db.session.scalars(
        select(Reopening)
        .where(Reopening.tender_id == tender.id, Reopening.issue.is_not(None))
        .order_by(Reopening.issue.desc())
        .limit(1)
    ).one()
    told = select(func.min(Letter.released_at), func.max(Letter.released_at)).where(
        Letter.tender_id == tender.id, Letter.issue <= made.issue
    )
    first, last = db.session.execute(told).one()
    assert made.issue is not None, "the query asks for it"
    return Again(made.issue, first, last, made.reopened_at, made.ground, made.reason)


def openings_of(tender: Tender) -> dict[uuid.UUID, LetterOpening]:
    """The first opening of each letter, by the letter's id."""
    rows = db.session.scalars(
        select(LetterOpening)
        .where(LetterOpening.tender_id == tender.id)
        .order_by(LetterOpening.opened_at.desc())
    )
    return {opening.letter_id: opening for opening in rows}


def opening_of(actor: Actor, letter: Letter) -> LetterOpening | None:
    """When the actor first opened a letter."""
    return db.session.scalar(
        select(LetterOpening).where(
            LetterOpening.letter_id == letter.id, LetterOpening.person_id == actor.person_id
        )
    )


def award_notice_of(tender: Tender) -> AwardNotice | None:
    """The award notice that stands; one from before it was decided again doesn't."""
    last = next(iter(award_notices_of(tender)), None)
    is_old = last and tender.reopened_at and last.recorded_at <= tender.reopened_at
    return None if is_old else last


def award_notices_of(tender: Tender) -> Sequence[AwardNotice]:
    """Every version of the award notice's date, the last one first."""
    return db.session.scalars(
        select(AwardNotice)
        .where(AwardNotice.tender_id == tender.id)
        .order_by(AwardNotice.version.desc())
    ).all()
