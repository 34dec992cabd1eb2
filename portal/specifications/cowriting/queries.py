"""Reads of rounds of writing, what panels suggest, and what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import Actor, admit, there
from portal.core.database import db, reading
from portal.participation.panels.models import Member, Need
from portal.participation.panels.policy import may_act
from portal.participation.panels.queries import places_of
from portal.specifications.cowriting.models import (
    Answered,
    Backing,
    Questioned,
    Round,
    Suggestion,
)
from portal.specifications.cowriting.part import Part, is_open
from portal.specifications.cowriting.policy import may_write_with
from portal.tenders.models import Tender

_BY_ID = select(Tender).where(Tender.id == bindparam("id"))
_LOCKED = _BY_ID.with_for_update()

_ROUNDS = (
    select(Round)
    .where(Round.tender_id == bindparam("tender"))
    .options(joinedload(Round.panel), selectinload(Round.ends))
    .order_by(Round.opens_at.desc(), Round.number.desc(), Round.id)
)
_SUGGESTIONS = (
    select(Suggestion)
    .where(Suggestion.tender_id == bindparam("tender"))
    .options(
        joinedload(Suggestion.round).joinedload(Round.panel),
        selectinload(Suggestion.backings),
        selectinload(Suggestion.answered).joinedload(Answered.answer),
        selectinload(Suggestion.questioned),
    )
    .order_by(Suggestion.number)
)
"""Without who wrote them: names are asked for apart, where a policy said yes (R19)."""


def open_shared_tender(actor: Actor, authority: str, tender_id: uuid.UUID) -> tuple[Tender, Part]:
    """The one door for panel members: a tender that their panel writes with, and their part in it.

    A tender that no panel of theirs was asked about isn't there. Who writes locks its row alone:
    suggestions are numbered, and each agrees once.
    """
    open_authority(authority)
    tender = db.session.scalar(_BY_ID if reading.get() else _LOCKED, {"id": tender_id})
    part = part_of(actor, tender) if tender is not None else None
    admit(lambda: tender is not None and may_write_with(actor, tender, part))
    assert tender is not None
    assert part is not None
    return tender, part


def tender_by_id(tender_id: uuid.UUID) -> Tender:
    """A tender for who wrote with it once; one that isn't there is a 404. Who writes locks it."""
    return there(db.session.scalar(_BY_ID if reading.get() else _LOCKED, {"id": tender_id}))


def rounds_of(tender: Tender) -> list[Round]:
    """The tender's rounds of writing, the newest first."""
    return list(db.session.scalars(_ROUNDS, {"tender": tender.id}))


def part_of(actor: Actor, tender: Tender) -> Part | None:
    """What the actor has to do with a tender: of several places, one that can write now."""
    places = places_of(actor.person_id) if actor.person_id else []
    rounds = rounds_of(tender) if places else []
    found = []
    for place in places:
        theirs = [each for each in rounds if each.panel_id == place.panel_id]
        if theirs and place.panel.kind == actor.kind:
            found.append(Part(place, theirs, may_act(place)))
    return min(found, key=lambda part: not part.is_open, default=None)


def suggestions_of(tender: Tender) -> list[Suggestion]:
    """All suggestions with who agrees, questions and answers, in the order they were made."""
    return list(db.session.scalars(_SUGGESTIONS, {"tender": tender.id}))


def suggestions_for(tender: Tender, part: Part) -> list[Suggestion]:
    """What the member's own panel suggested."""
    rounds = {each.id for each in part.rounds}
    return [each for each in suggestions_of(tender) if each.round_id in rounds]


def numbered(suggestions: Iterable[Suggestion], number: int) -> Suggestion:
    """One of them by its number; one that isn't among them is a 404."""
    found = next((each for each in suggestions if each.number == number), None)
    return there(found)


def is_word_of(suggestion: Suggestion, member: Member) -> bool:
    """Whether somebody made a suggestion, or agreed with it."""
    return member.id in {suggestion.member_id, *(each.member_id for each in suggestion.backings)}


def tenders_with_words_of(member: Member) -> list[Tender]:
    """The tenders in which somebody suggested something or agreed, by title."""
    made = select(Suggestion.tender_id).where(Suggestion.member_id == member.id)
    backed = select(Backing.tender_id).where(Backing.member_id == member.id)
    wanted = select(Tender).where(or_(Tender.id.in_(made), Tender.id.in_(backed)))
    return list(db.session.scalars(wanted.order_by(Tender.title, Tender.id)))


def members_by_id(member_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Member]:
    """Members with their person, for those who may know a name."""
    wanted = select(Member).where(Member.id.in_(set(member_ids)))
    found = db.session.scalars(wanted.options(joinedload(Member.person)))
    return {each.id: each for each in found}


def names_on_panels(panel_ids: Sequence[uuid.UUID]) -> list[str]:
    """The names of everybody on these panels, to look for in what is written (P6); of whom was
    erased there is none."""
    wanted = select(Member).where(Member.panel_id.in_(panel_ids))
    found = db.session.scalars(wanted.options(joinedload(Member.person)))
    return [each.person.name for each in found if each.person.erased_at is None]


def known_of_members(panel_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """By panel, what is known of each member, private to them and the participation lead: why they
    were invited, whom they speak for, what they need. It is compared, and never shown (P5, P6).

    What they answered about equality isn't read here: nobody reads it but they.
    """
    wanted = select(Member).where(Member.panel_id.in_(set(panel_ids)))
    rows = db.session.scalars(wanted).all()
    members = {each.id: [each.why_invited, each.represents] for each in rows}
    for need in db.session.scalars(select(Need).where(Need.member_id.in_(members))):
        members[need.member_id].append(need.words)
    found: dict[uuid.UUID, list[str]] = {}
    for each in rows:
        found.setdefault(each.panel_id, []).append(" ".join(members[each.id]))
    return found


def unanswered_in(tender: Tender) -> tuple[int, int]:
    """How many suggestions wait for an answer, and how many came back with a question (P10)."""
    states = [each.state for each in suggestions_of(tender)]
    return states.count("waiting"), states.count("questioned")


@dataclass(frozen=True)
class AnswersOwed:
    """How many suggestions wait for an answer, and the first day by which they have it (P20)."""

    number: int
    day: date

    @property
    def days_late(self) -> int:
        """How many days ago they should have been answered; 0 where it isn't late."""
        return max(0, (clock.today() - self.day).days)


def answers_owed(
    tender_ids: Sequence[uuid.UUID], panel_ids: Sequence[uuid.UUID] | None = None
) -> dict[uuid.UUID, AnswersOwed]:
    """What waits for an answer, or for another one, in tenders in drafting, of all panels or of
    these; in one query."""
    answers = select(func.count(Answered.id)).where(Answered.suggestion_id == Suggestion.id)
    asked = select(func.count(Questioned.id)).where(Questioned.suggestion_id == Suggestion.id)
    waiting = (
        select(Suggestion.round_id, func.count(Suggestion.id).label("number"))
        .join(Tender, Tender.id == Suggestion.tender_id)
        .where(
            Suggestion.tender_id.in_(tender_ids),
            Tender.stage == "drafting",
            answers.scalar_subquery() <= asked.scalar_subquery(),
        )
        .group_by(Suggestion.round_id)
        .subquery()
    )
    rounds = select(Round, waiting.c.number).join(waiting, waiting.c.round_id == Round.id)
    rows = db.session.execute(rounds.options(joinedload(Round.ends))).unique()
    found: dict[uuid.UUID, AnswersOwed] = {}
    for each, waits in rows:
        if panel_ids is None or each.panel_id in panel_ids:
            known = found.get(each.tender_id)
            number = waits + (known.number if known else 0)
            day = min(each.answered_by, known.day) if known else each.answered_by
            found[each.tender_id] = AnswersOwed(number, day)
    return found


Waiting = tuple[uuid.UUID, str, str, date]


def waiting_for(member_ids: Sequence[uuid.UUID]) -> list[Waiting]:
    """What waits for members: tenders to write with, id, title, what for, and until which day."""
    wanted = (
        select(Round, Tender)
        .join(Tender, Tender.id == Round.tender_id)
        .join(Member, Member.panel_id == Round.panel_id)
        .where(Member.id.in_(member_ids), Tender.stage == "drafting", Round.opens_at <= clock.now())
        .options(selectinload(Round.ends))
        .order_by(Round.opens_at, Round.id)
    )
    rows = db.session.execute(wanted).unique().all()
    return [
        (tender.id, tender.title, each.purpose, each.last_day)
        for each, tender in rows
        if is_open(each)
    ]


def written_with(member_ids: Sequence[uuid.UUID]) -> list[tuple[uuid.UUID, str, bool]]:
    """The tenders that members' panels write or wrote with, the newest first: id, title, and
    whether the writing was over before they came."""
    wanted = (
        select(Tender.id, Tender.title, Round.closes_on, Member.joined_at)
        .join(Round, Round.tender_id == Tender.id)
        .join(Member, Member.panel_id == Round.panel_id)
        .where(Member.id.in_(member_ids), Round.opens_at <= clock.now())
        .order_by(Round.opens_at.desc(), Tender.id)
    )
    before: dict[tuple[uuid.UUID, str], bool] = {}
    for row in db.session.execute(wanted):
        key, came = (row.id, row.title), row.joined_at.astimezone(clock.LONDON).date()
        before[key] = before.get(key, True) and row.closes_on < came
    return [(*key, is_before) for key, is_before in before.items()]
