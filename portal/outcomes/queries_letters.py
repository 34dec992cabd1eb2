"""Reads of what letters gain, what they leave out, and until when may be asked about them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from portal.accounts.models import EVALUATOR, Person, Role
from portal.bids.models import Bid
from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.outcomes.models_letters import (
    DebriefDay,
    LetterAddition,
    WithheldEnd,
    WithheldPassage,
)
from portal.tenders.models import Look, Tender

LETTER = "letter"
"""The part of a letter that is no criterion's: codes of criteria have capitals."""
DEBRIEF_DAYS = timedelta(days=14)
Part = tuple[uuid.UUID, str]


def additions_of(tender: Tender) -> dict[Part, LetterAddition]:
    """The newest addition to each part of each letter, by bid and part."""
    rows = db.session.scalars(
        select(LetterAddition)
        .where(LetterAddition.tender_id == tender.id)
        .order_by(LetterAddition.version)
    )
    return {(each.bid_id, each.part): each for each in rows}


def versions_of(bid: Bid, part: str) -> Sequence[LetterAddition]:
    """Every version of one addition, the newest first."""
    return db.session.scalars(
        select(LetterAddition)
        .where(LetterAddition.bid_id == bid.id, LetterAddition.part == part)
        .order_by(LetterAddition.version.desc())
    ).all()


def withheld_of(tender: Tender) -> Sequence[WithheldPassage]:
    """The passages that are kept back now, in the order in which that was said."""
    ended = select(WithheldEnd.id).where(WithheldEnd.tender_id == tender.id)
    return db.session.scalars(
        select(WithheldPassage)
        .where(WithheldPassage.tender_id == tender.id, WithheldPassage.id.not_in(ended))
        .order_by(WithheldPassage.withheld_at, WithheldPassage.id)
    ).all()


def passages_of(bid: Bid, part: str) -> Sequence[WithheldPassage]:
    """Every passage of a reason that was ever kept back, also what is shown again."""
    return db.session.scalars(
        select(WithheldPassage)
        .where(WithheldPassage.bid_id == bid.id, WithheldPassage.part == part)
        .order_by(WithheldPassage.number)
    ).all()


def debrief_days_of(tender: Tender) -> Sequence[DebriefDay]:
    """Every day until which providers were told that they may ask, the last one first."""
    return db.session.scalars(
        select(DebriefDay)
        .where(DebriefDay.tender_id == tender.id)
        .order_by(DebriefDay.version.desc())
    ).all()


def debrief_until(tender: Tender) -> date:
    """Until the end of which day providers may ask; a fortnight where nobody chose a day.

    A day that was told with letters that stand no more is none of the new ones.
    """
    last = next(iter(debrief_days_of(tender)), None)
    if last and (tender.reopened_at is None or last.set_at > tender.reopened_at):
        return last.day
    return (tender.released_at or clock.now()).astimezone(clock.LONDON).date() + DEBRIEF_DAYS


def people_unnamed(tender: Tender) -> list[str]:
    """The names that no letter may have: of those who marked (R18, R19)."""
    seated = select(Seat.person_id).where(Seat.tender_id == tender.id)
    evaluates = select(Role.person_id).where(Role.name == EVALUATOR, Role.tender_id == tender.id)
    wanted = select(Person.name).where(
        Person.id.in_(seated.union(evaluates)), Person.erased_at.is_(None)
    )
    return sorted(set(db.session.scalars(wanted)))


def letters_read_by(person_id: uuid.UUID | None, tender: Tender) -> set[str]:
    """What a person has read of the letters: 'letter:read LABEL HASH', as looks are kept."""
    wanted = select(Look.at_what).where(
        Look.tender_id == tender.id,
        Look.person_id == person_id,
        Look.at_what.startswith("letter:read "),
    )
    return set(db.session.scalars(wanted))
