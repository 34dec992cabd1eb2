"""What somebody marked in answers goes with them (R26)."""

from __future__ import annotations

import uuid

from portal.core.database import db
from portal.evaluation.reading.queries import highlights_by, page_notes_by


def forget_highlights(person_id: uuid.UUID) -> None:
    """All their marks in answers, and the notes; the caller records."""
    for each, _label, _code in [*highlights_by(person_id), *page_notes_by(person_id)]:
        db.session.delete(each)
