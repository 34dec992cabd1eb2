"""Writes of equality answers; the numbers are counted again when enough of them are new (R19)."""

from __future__ import annotations

import uuid

from portal.accounts.operations import one_at_a_time
from portal.accounts.queries import least_shown_here
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db
from portal.participation.equality.counting import is_time, shown_numbers
from portal.participation.equality.models import EqualityAnswer, EqualityCount
from portal.participation.equality.queries import count_of, every_answer, people_on, rows_of
from portal.participation.equality.questions import UNSAID
from portal.participation.panels.models import PANEL_KINDS, Member


def answer(actor: Actor, member: Member, question: str, said: str) -> None:
    """A member answers one question, or takes an answer back (P6)."""
    kind = member.panel.kind
    one_at_a_time()
    row = rows_of(member.person_id, kind).get(question)
    if (row.answer if row else UNSAID) == said:
        return
    if row is None:
        row = EqualityAnswer(person_id=member.person_id, kind=kind, question=question)
        db.session.add(row)
    row.answer, row.is_counted = said, False
    record("equality:answered", actor, kind=kind)
    db.session.flush()
    _count_again(kind)


def forget_answers(person_id: uuid.UUID, kind: str) -> None:
    """What somebody answered is destroyed; numbers that held it stay until five or more are new."""
    one_at_a_time()
    rows, count = rows_of(person_id, kind).values(), count_of(kind)
    if not rows:
        return
    if count and any(each.is_counted for each in rows):
        count.gone += 1
    for each in rows:
        db.session.delete(each)
    db.session.flush()
    _count_again(kind)


def forget_all_answers(person_id: uuid.UUID) -> None:
    """The same for every kind of panel."""
    for kind in PANEL_KINDS:
        forget_answers(person_id, kind)


def _count_again(kind: str) -> None:
    rows, count = every_answer(kind), count_of(kind)
    new = {each.person_id for each in rows if not each.is_counted}
    least = least_shown_here()
    if not is_time(len(new) + (count.gone if count else 0), least):
        return
    said: dict[uuid.UUID, dict[str, str]] = {}
    for each in rows:
        said.setdefault(each.person_id, {})[each.question] = each.answer
        each.is_counted = True
    shown = shown_numbers(said.values(), max(people_on(kind), len(said)), least)
    if count is None:
        count = EqualityCount(kind=kind)
        db.session.add(count)
    count.counted_at, count.people, count.gone, count.shown = clock.now(), len(said), 0, shown
    record("equality:counted", SYSTEM, kind=kind)
