"""What training knew of somebody who is erased goes; words that were explained stay (R26)."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from portal.accounts.operations import one_at_a_time
from portal.core.database import db
from portal.participation.training.models import (
    CourseFinished,
    Opinion,
    StepDone,
    UnclearWord,
    Willing,
)
from portal.participation.training.operations import count_again
from portal.participation.training.queries import count_of

OF_A_PERSON: tuple[tuple[type[Any], Any], ...] = (
    (StepDone, StepDone.person_id),
    (CourseFinished, CourseFinished.person_id),
    (Opinion, Opinion.person_id),
    (Willing, Willing.person_id),
    (UnclearWord, UnclearWord.asked_by),
)


def forget_learner(person_id: uuid.UUID) -> None:
    """How far they were, what they thought, and the words they asked about. The caller records.

    Numbers that held their opinion stay until five or more are new or gone (R19).
    """
    one_at_a_time()
    told = db.session.scalars(select(Opinion).where(Opinion.person_id == person_id)).all()
    courses = sorted({each.course for each in told})
    for each in told:
        count = count_of(each.course)
        if count and each.is_counted:
            count.gone += 1
    for model, column in OF_A_PERSON:
        for row in db.session.scalars(select(model).where(column == person_id)):
            db.session.delete(row)
    for course in courses:
        count_again(course)
