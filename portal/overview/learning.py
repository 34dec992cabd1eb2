"""What each home says of training and of words: where one goes on, what was explained (P8)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.core.authorisation import Actor
from portal.core.formats import day
from portal.core.tenancy import the_tenant
from portal.participation.training.courses import Course, course_of
from portal.participation.training.models import COURSES
from portal.participation.training.policy import may_lead_training, may_learn
from portal.participation.training.queries import Learning, answers_for, learning_of


def learning_for(actor: Actor, slug: str) -> dict[str, Any]:
    """The courses for this person and how far they are, words explained because they asked."""
    owner = the_tenant()
    slugs = [course for course in COURSES if may_learn(actor, owner, course)]
    pool = may_lead_training(actor, owner)
    return {
        "courses": [
            _line(course_of(each), learning_of(actor.person_id, each), slug) for each in slugs
        ],
        "explained": [
            {"word": each.word, "meaning": each.meaning} for each in answers_for(actor.person_id)
        ],
        "words": url_for("training.words", authority=slug),
        "pool": url_for("training.pool", authority=slug) if pool else None,
    }


def _line(course: Course, learning: Learning, slug: str) -> dict[str, Any]:
    return {
        "title": course.title,
        "href": url_for("training.course", authority=slug, course=course.slug),
        "state": _state(course, learning),
    }


def _state(course: Course, learning: Learning) -> str:
    if learning.finished_at:
        return gettext("Finished on %(day)s.", day=day(learning.finished_at))
    if learning.done:
        step = course.step(learning.next or "") or course.steps[0]
        return gettext("Go on with ‘%(step)s’.", step=step.title)
    return gettext("About %(minutes)s minutes, in short steps.", minutes=course.minutes)
