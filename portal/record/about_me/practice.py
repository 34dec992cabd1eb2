"""What an authority holds of how somebody practised before they marked, for that person alone."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext

from portal.core.database import db
from portal.core.formats import day, exact
from portal.core.tenancy import open_tenant
from portal.evaluation.practice.queries import notes_of, tried_by


def practice_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """A line for each invented answer that somebody tried, and each question they were ready for.

    It is read in a session of its own.
    """
    db.session.remove()
    open_tenant(house)
    lines = [
        {
            "key": f"{tender}, {code}",
            "value": gettext("you gave %(mark)s on %(day)s", mark=exact(own.mark), day=day(on))
            if own.mark is not None
            else gettext("you passed on %(day)s", day=day(on)),
        }
        for tender, code, own in tried_by(person_id)
        for on in [own.practised_on]
    ]
    lines += [
        {
            "key": f"{tender}, {code}",
            "value": gettext("you noted on %(day)s that you are ready", day=day(note.ready_on)),
        }
        for tender, code, note in notes_of(person_id)
    ]
    db.session.remove()
    return [{"title": gettext("Practice before marking"), "lines": lines}] if lines else []
