"""Reads of narratives, of notes of talks, and of reasons by group."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from portal.core.database import db
from portal.evaluation.models import Mark, Run, Seat, Sheet
from portal.evaluation.models_room import GroupTalk
from portal.evaluation.queries import voices_of, voided_of
from portal.outcomes.voices.models import Narrative, NarrativeYes, ViewsTalk
from portal.outcomes.voices.policy import LIVED
from portal.specifications.models import Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

Part = tuple[uuid.UUID, uuid.UUID]
"""A bid and a criterion."""


@dataclass(frozen=True)
class Told:
    """A group of young people or parents, every version of its words, the last one first, and
    whether all who count in it stand by the last one."""

    group: Group
    versions: Sequence[Narrative]
    yeses: frozenset[uuid.UUID]
    seats: frozenset[uuid.UUID]

    @property
    def last(self) -> Narrative | None:
        """The words that stand."""
        return self.versions[0] if self.versions else None

    @property
    def is_agreed(self) -> bool:
        """Whether everybody who counts has said yes to them; who wrote them has."""
        return self.last is not None and self.seats <= self.yeses

    def is_by(self, seat: Seat) -> bool:
        """Whether this seat stands by the last words already."""
        return seat.sheets_seat_id in self.yeses


def narratives_of(tender: Tender) -> list[Told]:
    """What each group of young people or parents wrote, in the order of the groups."""
    written: dict[uuid.UUID, list[Narrative]] = defaultdict(list)
    wanted = select(Narrative).where(Narrative.tender_id == tender.id)
    for row in db.session.scalars(wanted.order_by(Narrative.version.desc())):
        written[row.group_id].append(row)
    said: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    yeses = select(NarrativeYes).where(NarrativeYes.tender_id == tender.id)
    for yes in db.session.scalars(yeses):
        said[yes.narrative_id].add(yes.seat_id)
    seats: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for seat in voices_of(tender):
        seats[seat.group_id].add(seat.id)
    found = []
    for group in groups_of(tender):
        versions = written[group.id]
        stand = {versions[0].seat_id, *said[versions[0].id]} if versions else set()
        if group.kind in LIVED:
            found.append(Told(group, versions, frozenset(stand), frozenset(seats[group.id])))
    return found


def narrative_for(tender: Tender, seat: Seat) -> Told | None:
    """What the group of one seat wrote."""
    return next((each for each in narratives_of(tender) if each.group.id == seat.group_id), None)


class Talk(NamedTuple):
    """A note of how differences were talked through, and the number of its run."""

    note: ViewsTalk
    run: int


def talks_of(tender: Tender) -> list[Talk]:
    """Every note of a talk about differences, the last one first."""
    rows = db.session.execute(
        select(ViewsTalk, Run.number)
        .join(Run, ViewsTalk.run_id == Run.id)
        .where(ViewsTalk.tender_id == tender.id)
        .order_by(Run.number.desc(), ViewsTalk.version.desc())
    )
    return [Talk(*row) for row in rows]


class Reason(NamedTuple):
    """Why somebody of a group gave a mark, or several; nobody's name (R18)."""

    group_id: uuid.UUID
    seat_id: uuid.UUID
    words: str


_LATER = aliased(Mark)
_STANDS = ~exists().where(
    _LATER.authority_id == Mark.authority_id,
    _LATER.sheet_id == Mark.sheet_id,
    _LATER.criterion_id == Mark.criterion_id,
    _LATER.version > Mark.version,
)
"""Nobody has changed this mark since."""


def reasons_on(tender: Tender, parts: Collection[Part]) -> dict[Part, list[Reason]]:
    """The reasons that count on some bids' criteria, in the order of random ids."""
    gone = voided_of(tender)
    rows = db.session.execute(
        select(Sheet.bid_id, Mark.criterion_id, Seat.group_id, Seat.id, Mark.reason)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .where(
            Mark.tender_id == tender.id,
            Sheet.sent_at.is_not(None),
            Sheet.bid_id.in_({bid for bid, _criterion in parts}),
            _STANDS,
        )
        .order_by(Sheet.id)
    )
    found: dict[Part, list[Reason]] = defaultdict(list)
    for bid, criterion, group, seat, words in rows:
        if (bid, criterion) in parts and gone.why(seat, bid) is None:
            found[bid, criterion].append(Reason(group, seat, words))
    return found


def all_words_of(tender: Tender) -> list[Reason]:
    """All that one seat gave as reasons for one bid, together: the database puts it together, so
    that thousands of reasons are some hundreds of rows."""
    gone = voided_of(tender)
    rows = db.session.execute(
        select(Sheet.bid_id, Seat.group_id, Seat.id, func.aggregate_strings(Mark.reason, "\n"))
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .where(Mark.tender_id == tender.id, Sheet.sent_at.is_not(None), _STANDS)
        .group_by(Sheet.bid_id, Seat.group_id, Seat.id)
    )
    return [
        Reason(group, seat, words) for bid, group, seat, words in rows if not gone.why(seat, bid)
    ]


def group_talks_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID, uuid.UUID], str]:
    """What a group said among itself in moderation, by bid, criterion and group: the last words."""
    rows = select(GroupTalk).where(GroupTalk.tender_id == tender.id).order_by(GroupTalk.version)
    return {
        (row.bid_id, row.criterion_id, row.group_id): row.words for row in db.session.scalars(rows)
    }
