"""A member's own diary of hours, for that member alone (P23)."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext

from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import open_tenant
from portal.participation.thanks.certificate import time_in_words
from portal.participation.thanks.queries import diaries_of_person


def hours_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What somebody wrote down of their hours in one authority, in a session of its own."""
    db.session.remove()
    open_tenant(house)
    lines = [
        {"key": day(each.day), "value": f"{each.what} ({time_in_words(each.minutes)})"}
        for each in diaries_of_person(person_id)
    ]
    db.session.remove()
    return [{"title": gettext("Your diary of hours"), "lines": lines}] if lines else []
