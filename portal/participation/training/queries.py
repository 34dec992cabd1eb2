"""Reads of training and of words, in the authority that is open."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.participation.panels.models import Member, Panel
from portal.participation.training.courses import step_slugs
from portal.participation.training.models import (
    INTRODUCTION,
    CourseFinished,
    ExplainedWord,
    Opinion,
    OpinionCount,
    StepDone,
    UnclearWord,
    Willing,
)

TOLD_FOR = timedelta(days=28)
"""For so long an answer about a word stands on the home of who asked."""


@dataclass(frozen=True)
class Learning:
    """How far somebody is in a course: for themselves alone."""

    done: dict[str, str]
    steps: Sequence[str]
    finished_at: datetime | None

    @property
    def next(self) -> str | None:
        """The first step that they aren't through."""
        return next((step for step in self.steps if step not in self.done), None)


def learning_of(person_id: uuid.UUID | None, course: str) -> Learning:
    """How far somebody is, so that they go on where they stopped (P8)."""
    rows = db.session.execute(
        select(StepDone.step, StepDone.how).where(
            StepDone.person_id == person_id, StepDone.course == course
        )
    )
    return Learning(dict(rows.all()), step_slugs(course), _finished_at(person_id, course))


def _finished_at(person_id: uuid.UUID | None, course: str) -> datetime | None:
    return db.session.scalar(
        select(CourseFinished.finished_at).where(
            CourseFinished.person_id == person_id, CourseFinished.course == course
        )
    )


def is_trained(person_id: uuid.UUID | None, course: str) -> bool:
    """Whether somebody was through all steps of a course once (P8)."""
    return _finished_at(person_id, course) is not None


def trained_among(people: Iterable[uuid.UUID], course: str) -> set[uuid.UUID]:
    """Who of these people finished a course."""
    return set(
        db.session.scalars(
            select(CourseFinished.person_id).where(
                CourseFinished.person_id.in_(list(people)), CourseFinished.course == course
            )
        )
    )


def trained_people(panel: Panel) -> set[uuid.UUID]:
    """Who of a panel's members finished the introduction (P8)."""
    members = select(Member.person_id).where(Member.panel_id == panel.id, Member.ended_at.is_(None))
    return trained_among(db.session.scalars(members), INTRODUCTION)


def finished_by_person() -> dict[uuid.UUID, dict[str, datetime]]:
    """Who finished which course, and when; for the participation lead (P8)."""
    found: dict[uuid.UUID, dict[str, datetime]] = {}
    for each in db.session.scalars(select(CourseFinished)):
        found.setdefault(each.person_id, {})[each.course] = each.finished_at
    return found


def willing_people() -> dict[uuid.UUID, bool]:
    """What people said when they were asked whether they are willing (P8)."""
    return {each.person_id: each.is_willing for each in db.session.scalars(select(Willing))}


def willing_of(person_id: uuid.UUID | None) -> Willing | None:
    """What one person said to that."""
    return db.session.scalar(select(Willing).where(Willing.person_id == person_id))


def opinion_of(person_id: uuid.UUID | None, course: str) -> Opinion | None:
    """What one person thought of a course; for themselves, to change it."""
    return db.session.scalar(
        select(Opinion).where(Opinion.person_id == person_id, Opinion.course == course)
    )


def opinions_of(course: str) -> Sequence[Opinion]:
    """What people thought of a course; never shown but through `opinions.standing`."""
    wanted = select(Opinion).where(Opinion.course == course)
    return db.session.scalars(wanted.order_by(Opinion.id)).all()


def count_of(course: str) -> OpinionCount | None:
    """The numbers on a course that stand."""
    return db.session.scalar(select(OpinionCount).where(OpinionCount.course == course))


_OWN_WORDS = select(ExplainedWord).order_by(ExplainedWord.slug)


def own_words() -> Sequence[ExplainedWord]:
    """The words that the authority itself explains."""
    return db.session.scalars(_OWN_WORDS).all()


def explained_by_slug(slug: str) -> ExplainedWord | None:
    """One word of the authority's own."""
    return db.session.scalar(select(ExplainedWord).where(ExplainedWord.slug == slug))


def waiting_words() -> list[list[UnclearWord]]:
    """The words that wait for an answer, each once with all who asked, the first asked first."""
    found: dict[str, list[UnclearWord]] = {}
    rows = select(UnclearWord).where(UnclearWord.closed_at.is_(None))
    for each in db.session.scalars(rows.order_by(UnclearWord.asked_at, UnclearWord.id)):
        found.setdefault(each.folded, []).append(each)
    return list(found.values())


def unclear_by_id(asked_id: uuid.UUID) -> UnclearWord | None:
    """One word that somebody marked."""
    return db.session.scalar(select(UnclearWord).where(UnclearWord.id == asked_id))


def waiting_like(asked: UnclearWord) -> Sequence[UnclearWord]:
    """All that wait for the same word."""
    return db.session.scalars(
        select(UnclearWord).where(
            UnclearWord.folded == asked.folded, UnclearWord.closed_at.is_(None)
        )
    ).all()


def answers_for(person_id: uuid.UUID | None) -> Sequence[ExplainedWord]:
    """What was explained lately because this person asked; it stands on their home (P8)."""
    return db.session.scalars(
        select(ExplainedWord)
        .join(UnclearWord, UnclearWord.explained_id == ExplainedWord.id)
        .where(UnclearWord.asked_by == person_id, UnclearWord.closed_at > clock.now() - TOLD_FOR)
        .order_by(ExplainedWord.slug)
        .distinct()
    ).all()
