"""Reads of who is told of answers to suggestions, how, and who still has to be (P20)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core import clock
from portal.core.database import db
from portal.participation.panels.models import Member
from portal.specifications.cowriting.models import AnswerTold, AnswerWay, SuggestionAnswer
from portal.tenders.models import Tender


@dataclass(frozen=True)
class ToTell:
    """One member and the answers that they are told of in one way, the oldest first."""

    member: Member
    how: str
    ways: Sequence[AnswerWay]
    newest_on: date

    @property
    def open(self) -> int:
        """Of how many answers they still have to be told."""
        return sum(each.told is None for each in self.ways)

    @property
    def told_on(self) -> date | None:
        """The last day on which they were told of some."""
        return max((each.told.told_on for each in self.ways if each.told), default=None)


def members_to_tell(member_ids: Iterable[uuid.UUID]) -> list[Member]:
    """Members with all that telling them asks: who they are, their panel, what they agreed to."""
    wanted = (
        select(Member)
        .where(Member.id.in_(set(member_ids)))
        .options(joinedload(Member.person), joinedload(Member.panel), selectinload(Member.consents))
        .order_by(Member.joined_at, Member.id)
    )
    return list(db.session.scalars(wanted))


def told_of_answers(tender: Tender) -> list[ToTell]:
    """Who is told of answers to suggestions, by member and way; for who knows the panel (R19)."""
    wanted = (
        select(AnswerWay, SuggestionAnswer.answered_at)
        .join(Member, Member.id == AnswerWay.member_id)
        .join(SuggestionAnswer, SuggestionAnswer.id == AnswerWay.answer_id)
        .where(AnswerWay.tender_id == tender.id)
        .options(joinedload(AnswerWay.member).joinedload(Member.person), joinedload(AnswerWay.told))
        .order_by(Member.joined_at, Member.id, SuggestionAnswer.answered_at)
    )
    found: dict[tuple[uuid.UUID, str], list[tuple[AnswerWay, date]]] = {}
    for way, at in db.session.execute(wanted):
        day = at.astimezone(clock.LONDON).date()
        found.setdefault((way.member_id, way.how), []).append((way, day))
    return [
        ToTell(rows[0][0].member, how, [way for way, _day in rows], _newest(rows))
        for (_member_id, how), rows in found.items()
    ]


def _newest(rows: Sequence[tuple[AnswerWay, date]]) -> date:
    """The day of the newest answer that they weren't told of: they weren't told before it."""
    return max((day for way, day in rows if way.told is None), default=rows[-1][1])


ANSWERS_TO_TELL = (
    select(AnswerWay.tender_id, func.count(AnswerWay.member_id.distinct()))
    .where(
        ~exists().where(
            AnswerTold.authority_id == AnswerWay.authority_id, AnswerTold.way_id == AnswerWay.id
        )
    )
    .group_by(AnswerWay.tender_id)
)
"""How many people somebody still has to tell of answers, by tender."""
