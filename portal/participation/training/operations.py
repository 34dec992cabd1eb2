"""Writes of training and of words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select

from portal.accounts.display import renew_words
from portal.accounts.operations import lock_person, one_at_a_time
from portal.accounts.queries import least_shown_here, people_by_id
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.training.courses import step_slugs
from portal.participation.training.models import (
    CourseFinished,
    ExplainedWord,
    Opinion,
    OpinionCount,
    StepDone,
    UnclearWord,
    Willing,
)
from portal.participation.training.opinions import counted, is_time
from portal.participation.training.policy import ANSWERED
from portal.participation.training.queries import (
    count_of,
    explained_by_slug,
    is_trained,
    learning_of,
    opinion_of,
    opinions_of,
    waiting_like,
    willing_of,
)
from portal.participation.training.words import folded, slug_of

NOBODY = say("Tick who took part.")
NO_STEP = say("Tick what you did together.")
NO_LETTER = say("Type a word, such as ‘moderation’.")


@dataclass(frozen=True)
class OpinionFacts:
    """What somebody thought of a course; each answer may be passed."""

    enjoyed: str | None
    understood: str | None
    words: str


def do_step(actor: Actor, course: str, step: str, how: str = "alone") -> None:
    """Somebody is through a step; nobody else learns which. With the last one they finish (P8)."""
    _through(_locked(actor.person_id), course, [step], how)
    if _finish(actor.person_id, course):
        record("training:finished", actor, course=course, person=actor.person_id)


def note_group(
    actor: Actor, people: Sequence[uuid.UUID], course: str, steps: Sequence[str]
) -> None:
    """The participation lead notes who did which steps in a group: they count as done (P8)."""
    known = [step for step in step_slugs(course) if step in steps]
    if not people:
        raise Refused(NOBODY, field="people")
    if not known:
        raise Refused(NO_STEP, field="steps")
    for person_id in sorted(people):
        _through(_locked(person_id), course, known, "group")
        record("training:attended", actor, course=course, person=person_id, steps=known)
        if _finish(person_id, course):
            record("training:finished", actor, course=course, person=person_id)


def _locked(person_id: uuid.UUID | None) -> uuid.UUID:
    """Two windows of one person are numbered one after the other."""
    assert person_id
    lock_person(people_by_id([person_id])[person_id])
    return person_id


def _through(person_id: uuid.UUID, course: str, steps: Sequence[str], how: str) -> None:
    rows = {
        row.step: row
        for row in db.session.scalars(
            select(StepDone).where(StepDone.person_id == person_id, StepDone.course == course)
        )
    }
    for step in steps:
        row = rows.get(step)
        if row is None:
            row = StepDone(person_id=person_id, course=course, step=step)
            db.session.add(row)
        row.how, row.done_at = how, clock.now()
    db.session.flush()


def _finish(person_id: uuid.UUID | None, course: str) -> bool:
    """Whether somebody is through a whole course now, and wasn't before."""
    if is_trained(person_id, course) or learning_of(person_id, course).next:
        return False
    db.session.add(CourseFinished(person_id=person_id, course=course, finished_at=clock.now()))
    return True


def say_willing(actor: Actor, *, is_willing: bool) -> None:
    """Somebody says whether they may be asked for a task; they can say otherwise later (P8)."""
    said = willing_of(_locked(actor.person_id))
    if said is None:
        said = Willing(person_id=actor.person_id)
        db.session.add(said)
    elif said.is_willing == is_willing:
        return
    said.is_willing, said.said_at = is_willing, clock.now()
    record("training:willing", actor, person=actor.person_id, is_willing=is_willing)


def evaluate(actor: Actor, course: str, facts: OpinionFacts) -> None:
    """What somebody thought of a course; the log knows no more than that they said it (P24)."""
    one_at_a_time()
    opinion = opinion_of(_locked(actor.person_id), course)
    if opinion is None:
        opinion = Opinion(person_id=actor.person_id, course=course)
        db.session.add(opinion)
    for name, value in asdict(facts).items():
        setattr(opinion, name, value)
    opinion.said_at, opinion.is_counted = clock.now(), False
    record("training:evaluated", actor, course=course)
    count_again(course)


def count_again(course: str) -> None:
    """What stands is counted again once enough opinions are new or gone, never for one (R19)."""
    db.session.flush()
    opinions, count, least = opinions_of(course), count_of(course), least_shown_here()
    if not is_time(opinions, count, least):
        return
    for each in opinions:
        each.is_counted, each.told_words = True, each.words
    if count is None:
        count = OpinionCount(course=course)
        db.session.add(count)
    count.gone, count.shown = 0, counted(opinions, least)


def ask_word(actor: Actor, word: str, page: str, *, is_kept: bool = True) -> None:
    """Somebody marks a word as unclear; who it was, nobody is told (P8).

    Where what they say may not be kept, neither the word nor the record knows who asked (R18).
    """
    if not any(letter.isalpha() for letter in word):
        raise Refused(NO_LETTER, field="word")
    if not is_kept:
        actor = replace(actor, person_id=None)
    asked = UnclearWord(
        word=word,
        folded=folded(word),
        page=page,
        asked_by=actor.person_id,
        asked_at=clock.now(),
    )
    db.session.add(asked)
    record("word:asked", actor, person=actor.person_id, word=word)


def explain_word(actor: Actor, asked: UnclearWord, word: str, meaning: str) -> None:
    """The answer joins the authority's glossary, and all who asked for the word are told (P8)."""
    assert actor.person_id
    one_at_a_time()
    _still_waits(asked)
    slug = slug_of(word)
    explained = explained_by_slug(slug)
    if explained is None:
        explained = ExplainedWord(slug=slug)
        db.session.add(explained)
    explained.word, explained.meaning = word, meaning
    explained.written_by, explained.written_at = actor.person_id, clock.now()
    for each in waiting_like(asked):
        each.explained_id, each.closed_at = explained.id, clock.now()
    renew_words()
    record("word:explained", actor, word=word, meaning=meaning)


def _still_waits(asked: UnclearWord) -> None:
    """Two who answer at once: the second is told, and nothing is written twice."""
    db.session.refresh(asked)
    if asked.closed_at is not None:
        raise Refused(ANSWERED)


def put_aside(actor: Actor, asked: UnclearWord) -> None:
    """A word that is none, or isn't for everybody to read, goes off the list without an answer."""
    one_at_a_time()
    _still_waits(asked)
    for each in waiting_like(asked):
        each.closed_at = clock.now()
    record("word:put-aside", actor)
