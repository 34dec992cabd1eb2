"""What somebody tried in practice goes with them; that they promised stays, nameless (R26)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.models import Seat
from portal.evaluation.practice.models import PracticeMark, PracticeReady


def forget_practice(person_id: uuid.UUID) -> None:
    """All marks of practice, and all notes of being ready; the caller records."""
    seats = select(Seat.id).where(Seat.person_id == person_id)
    for model in (PracticeMark, PracticeReady):
        for row in db.session.scalars(select(model).where(model.seat_id.in_(seats))):
            db.session.delete(row)
