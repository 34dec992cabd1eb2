"""What training knew of somebody who is erased goes; words that were explained stay (R26)."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from portal.core.database import db
from portal.participation.training.models import (
    CourseFinished,
    Opinion,
    StepDone,
    UnclearWord,
    Willing,
)

OF_A_PERSON: tuple[tuple[type[Any], Any], ...] = (
    (StepDone, StepDone.person_id),
    (CourseFinished, CourseFinished.person_id),
    (Opinion, Opinion.person_id),
    (Willing, Willing.person_id),
    (UnclearWord, UnclearWord.asked_by),
)


def forget_learner(person_id: uuid.UUID) -> None:
    """How far they were, what they thought, and the words they asked about. The caller records."""
    for model, column in OF_A_PERSON:
        for row in db.session.scalars(select(model).where(column == person_id)):
            db.session.delete(row)
