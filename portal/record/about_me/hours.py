"""A member's own diary of hours, and what they were given, for that member alone (P23)."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext

from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import open_tenant
from portal.participation.thanks.certificate import time_in_words
from portal.participation.thanks.models import GivenThanks
from portal.participation.thanks.names import NAMES
from portal.participation.thanks.promising import given_to_person
from portal.participation.thanks.queries import diaries_of_person, shared_by_person


def hours_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What somebody wrote down of their hours in one authority, in a session of its own."""
    db.session.remove()
    open_tenant(house)
    lines = [
        {"key": day(each.day), "value": f"{each.what} ({time_in_words(each.minutes)})"}
        for each in diaries_of_person(person_id)
    ]
    given = [
        {"key": day(each.given_on), "value": f"{gettext(NAMES[each.kind])}: {_said(each)}"}
        for each in given_to_person(person_id)
    ]
    shared = [
        {"key": day(each.shared_at), "value": time_in_words(each.minutes)}
        for each in shared_by_person(person_id)
    ]
    db.session.remove()
    found = {
        gettext("Your diary of hours"): lines,
        gettext("Hours that you told who leads your panel"): shared,
        gettext("What you were given"): given,
    }
    return [{"title": title, "lines": told} for title, told in found.items() if told]


def _said(given: GivenThanks) -> str:
    if given.has_come is None:
        return gettext("you said nothing yet")
    return gettext("you said: I got it") if given.has_come else gettext("you said: not yet")
