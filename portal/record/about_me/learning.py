"""What an authority holds of how somebody learned, for that person alone (P8)."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import open_tenant
from portal.core.words import say
from portal.participation.training.courses import course_of
from portal.participation.training.models import COURSES, Opinion, UnclearWord
from portal.participation.training.queries import learning_of, opinion_of, willing_of

OPINIONS = {
    "yes": say("yes"),
    "fully": say("fully"),
    "a_little": say("a little"),
    "no": say("no"),
}


def learning_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """A person's courses, what they thought of them, and the words they asked about."""
    db.session.remove()
    open_tenant(house)
    found = [
        {"title": course_of(each).title, "lines": _course(person_id, each)} for each in COURSES
    ]
    found.append({"title": gettext("Training"), "lines": _else(person_id)})
    db.session.remove()
    return [each for each in found if each["lines"]]


def _course(person_id: uuid.UUID, course: str) -> list[dict[str, str]]:
    learning, said = learning_of(person_id, course), opinion_of(person_id, course)
    titles = [step.title for step in course_of(course).steps if step.slug in learning.done]
    return _lines(
        {
            gettext("Steps you went through"): " · ".join(titles),
            gettext("Finished on"): day(learning.finished_at) if learning.finished_at else "",
            gettext("Whether you enjoyed it"): _said(said.enjoyed) if said else "",
            gettext("Whether you understood it"): _said(said.understood) if said else "",
            gettext("What you would change"): said.words if said else "",
            gettext("What you said before, as others read it"): _before(said) if said else "",
        }
    )


def _before(said: Opinion) -> str:
    """Words that stand beside the numbers until these are counted again."""
    return said.told_words if said.told_words != said.words else ""


def _else(person_id: uuid.UUID) -> list[dict[str, str]]:
    willing = willing_of(person_id)
    words = select(UnclearWord.word).where(UnclearWord.asked_by == person_id)
    asked = db.session.scalars(words.order_by(UnclearWord.asked_at, UnclearWord.id)).all()
    is_willing = gettext("yes") if willing and willing.is_willing else gettext("no")
    return _lines(
        {
            gettext("Whether you are willing to be asked"): is_willing if willing else "",
            gettext("Words you asked about"): ", ".join(asked),
        }
    )


def _said(answer: str | None) -> str:
    return gettext(OPINIONS[answer]) if answer else ""


def _lines(told: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in told.items() if value]
