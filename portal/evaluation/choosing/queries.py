"""Reads of choosing: what was opened, who would like to, who has voted, who was chosen (P14)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy.orm import joinedload

from portal.audit.models import Event
from portal.core import clock
from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models_choosing import (
    BallotBox,
    Candidate,
    Choosing,
    ChoosingResult,
    Place,
    Voted,
)
from portal.evaluation.queries import voided_of
from portal.participation.panels.models import Member
from portal.tenders.models import Tender

DRAWS = ("choosing:opened", "choosing:voted")
BEFORE_MARKING = ("open", "closed", "opened")


@dataclass(frozen=True)
class Standing:
    """Where one choosing stands; nothing here tells for whom anybody voted."""

    choosing: Choosing
    candidates: Sequence[Candidate] = ()
    voted: Collection[uuid.UUID] = ()
    result: ChoosingResult | None = None
    places: Sequence[Place] = ()
    gone: Collection[uuid.UUID] = ()
    """Seats that don't count any more."""
    refused: Collection[uuid.UUID] = ()
    """Members who were refused in this tender, in whichever choosing."""
    is_uncounted: bool = False
    """Too few voted, and the votes are gone: the panel agrees together instead (R19)."""

    @property
    def way(self) -> str:
        """`vote` or `agreement`, as it is settled now."""
        return "agreement" if self.is_uncounted else self.choosing.way

    @property
    def phase(self) -> str:
        """`forward`, `voting`, `over` or `decided`; for an agreement there is no voting."""
        today, closes_on = clock.today(), self.choosing.closes_on
        if self.result:
            return "decided"
        if today <= self.choosing.forward_until:
            return "forward"
        return "voting" if closes_on and today <= closes_on else "over"

    @property
    def standing(self) -> list[Candidate]:
        """Who would like to now, by name, so that the order tells nothing."""
        found = [
            each
            for each in self.candidates
            if each.withdrawn_at is None and each.member.ended_at is None
            if each.member_id not in self.refused
        ]
        return sorted(found, key=lambda each: (each.member.person.name, each.id))

    @property
    def free(self) -> int:
        """How many seats are free: somebody dropped out, and nobody was asked instead."""
        held = [
            each
            for each in self.places
            if each.state in ("asked", "agreed", "seated") and each.seat_id not in self.gone
        ]
        return self.choosing.seats - len(held) if self.result else 0

    @property
    def next_reserve(self) -> Place | None:
        """The first reserve who hasn't been asked."""
        return next((each for each in self.places if each.state == "reserve"), None)

    def candidate_of(self, member: Member) -> Candidate | None:
        """A member's own word that they would like to, while it stands."""
        return next((each for each in self.standing if each.member_id == member.id), None)

    def place_of(self, member: Member) -> Place | None:
        """A member's own place."""
        return next((each for each in self.places if each.member_id == member.id), None)


def standings_of(tender: Tender) -> list[Standing]:
    """Every choosing of a tender, the newest first, in a fixed number of queries."""
    choosings = db.session.scalars(
        select(Choosing)
        .where(Choosing.tender_id == tender.id)
        .options(joinedload(Choosing.panel), joinedload(Choosing.group))
        .order_by(Choosing.number.desc())
    ).all()
    candidates, places = _with_people(Candidate, tender), _with_people(Place, tender)
    voted = db.session.scalars(select(Voted).where(Voted.tender_id == tender.id)).all()
    wanted = select(ChoosingResult).where(ChoosingResult.tender_id == tender.id)
    results = {row.id: row for row in db.session.scalars(wanted)}
    boxes = set(db.session.scalars(select(BallotBox.id).where(BallotBox.tender_id == tender.id)))
    gone = frozenset(voided_of(tender).seats)
    refused = frozenset(one.member_id for one in places if one.ground)
    return [
        Standing(
            each,
            [one for one in candidates if one.choosing_id == each.id],
            {one.member_id for one in voted if one.choosing_id == each.id},
            results.get(each.id),
            sorted(
                (one for one in places if one.choosing_id == each.id), key=lambda one: one.position
            ),
            gone,
            refused,
            each.way == "vote" and each.id not in boxes and each.id not in results,
        )
        for each in choosings
    ]


def _with_people(model: Any, tender: Tender) -> Sequence[Any]:
    wanted = select(model).where(model.tender_id == tender.id)
    return db.session.scalars(
        wanted.options(joinedload(model.member).joinedload(Member.person))
    ).all()


def numbered(tender: Tender, number: int) -> Standing:
    """One choosing by its number; one that isn't there is a 404."""
    found = next((each for each in standings_of(tender) if each.choosing.number == number), None)
    return there(found)


def placed(standing: Standing, position: int) -> Place:
    """Who stands at this place of the order; one that isn't there is a 404."""
    found = next((each for each in standing.places if each.position == position), None)
    return there(found)


def lot_of(tender: Tender, number: int) -> str:
    """What a tie is drawn by: the leaf of the last vote in the tender's log, which nobody could
    know while they voted, and which nobody can choose afterwards."""
    wanted = select(Event.leaf, Event.facts).where(Event.log_id == tender.id, Event.name.in_(DRAWS))
    rows = db.session.execute(wanted.order_by(Event.number)).all()
    return next(leaf for leaf, facts in reversed(rows) if facts["number"] == number)


TO_SETTLE = (
    select(Choosing.tender_id, func.count())
    .outerjoin(ChoosingResult, ChoosingResult.id == Choosing.id)
    .where(
        ChoosingResult.id.is_(None),
        func.coalesce(Choosing.closes_on, Choosing.forward_until) < bindparam("today"),
    )
    .group_by(Choosing.tender_id)
)
"""Where a last day is over, and nobody has counted or noted what was agreed, by tender."""


def words_of(member_id: uuid.UUID) -> list[str]:
    """What a member wrote to their panel about why they would like to mark, for them alone."""
    wanted = select(Candidate.why).where(Candidate.member_id == member_id, Candidate.why != "")
    return list(db.session.scalars(wanted.order_by(Candidate.put_forward_at)))


Waiting = tuple[uuid.UUID, str, int, str, date | None]


def waiting_for(member_ids: Sequence[uuid.UUID]) -> list[Waiting]:
    """What waits for members: tender, title, number, `forward`, `vote` or `place`, the last day."""
    found: list[Waiting] = []
    is_going_on = Tender.stage.in_((*BEFORE_MARKING, "marking")) & Tender.ended_at.is_(None)
    for choosing, tender, candidate, voted, place, result in parts_of(member_ids, is_going_on):
        has_result = result is not None
        phase = Standing(choosing, result=result).phase
        is_early = tender.stage in BEFORE_MARKING
        if place is not None and place.state == "asked":
            found.append((tender.id, tender.title, choosing.number, "place", None))
        elif is_early and phase == "forward" and candidate is None and not has_result:
            day = choosing.forward_until
            found.append((tender.id, tender.title, choosing.number, "forward", day))
        elif is_early and phase == "voting" and voted is None:
            found.append((tender.id, tender.title, choosing.number, "vote", choosing.closes_on))
    return found


def parts_of(member_ids: Sequence[uuid.UUID], *where: ColumnElement[bool]) -> Sequence[Any]:
    """Each choosing of these members' panels, with its tender, what they did there, and the result:
    the candidate, the vote (that there is one), the place."""
    of_member = {
        model: and_(model.choosing_id == Choosing.id, model.member_id == Member.id)
        for model in (Candidate, Voted, Place)
    }
    wanted = (
        select(Choosing, Tender, Candidate, Voted, Place, ChoosingResult)
        .join(Tender, Tender.id == Choosing.tender_id)
        .join(Member, Member.panel_id == Choosing.panel_id)
        .outerjoin(Candidate, of_member[Candidate])
        .outerjoin(Voted, of_member[Voted])
        .outerjoin(Place, of_member[Place])
        .outerjoin(ChoosingResult, ChoosingResult.id == Choosing.id)
        .where(Member.id.in_(member_ids), *where)
        .order_by(Choosing.number)
    )
    return db.session.execute(wanted).all()
