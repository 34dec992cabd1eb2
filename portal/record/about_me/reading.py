"""What an authority holds of what somebody marked in answers, for that person alone."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext

from portal.core.database import db
from portal.core.tenancy import open_tenant
from portal.evaluation.reading.kinds import MARKS
from portal.evaluation.reading.models import Highlight, PageNote
from portal.evaluation.reading.queries import highlights_by, page_notes_by


def highlights_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """A line for each place that they marked, with their note. Read in a session of its own."""
    db.session.remove()
    open_tenant(house)
    marked: list[tuple[Highlight | PageNote, str, str]] = [
        *highlights_by(person_id),
        *page_notes_by(person_id),
    ]
    lines = [
        {
            "key": gettext("Bid %(label)s, %(code)s", label=label, code=code),
            "value": ": ".join(filter(None, [gettext(MARKS[each.kind]), each.note])),
        }
        for each, label, code in marked
    ]
    db.session.remove()
    title = gettext("What you highlighted in answers and files; it goes when you send your marks")
    return [{"title": title, "lines": lines}] if lines else []
