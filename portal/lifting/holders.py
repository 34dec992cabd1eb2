"""When one reads in the safety store is told on ‘What we hold about you’, and goes with them."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select

from portal.accounts.queries import people_by_id
from portal.core.database import db
from portal.core.tenancy import open_tenant
from portal.safety.hours_words import reads_words
from portal.safety.models import SafetyHours


def hours_told(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """The hours that a holder of the store said in one authority, in a session of its own."""
    db.session.remove()
    open_tenant(house)
    said = db.session.scalar(select(SafetyHours).where(SafetyHours.person_id == person_id))
    if said is None:
        return []
    line = reads_words(people_by_id([person_id])[person_id].name, said)
    return [
        {
            "title": gettext("When you read what people write about safety"),
            "lines": [{"key": gettext("Your hours"), "value": line}],
        }
    ]


def forget_hours(person_id: uuid.UUID) -> None:
    """They go with whoever is erased; their copy of the key can't be theirs any more by then."""
    db.session.execute(delete(SafetyHours).where(SafetyHours.person_id == person_id))
