"""What waits for a member of a panel: to write, to agree, to choose who marks, to say yes."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.evaluation.choosing import queries as choosing
from portal.specifications.agreeing import queries as agreeing
from portal.specifications.cowriting import queries as cowriting
from portal.specifications.hours import queries as hours


def waiting_for(member_ids: list[uuid.UUID], slug: str) -> list[dict[str, Any]]:
    """What a panel is asked for now, each with its last day; what is for one alone comes first."""
    kinds = (
        ("cowriting.together", gettext("Say what you think"), cowriting.waiting_for(member_ids)),
        ("hours.mine", gettext("Is it too much to read?"), hours.waiting_for(member_ids)),
        ("agreeing.say", gettext("Do you agree?"), agreeing.waiting_for(member_ids)),
    )
    asked = [
        _line(url_for(endpoint, authority=slug, tender_id=tender_id), title, what, closes_on)
        for endpoint, what, found in kinds
        for tender_id, title, _purpose, closes_on in found
    ]
    return [*_to_choose(member_ids, slug), *asked]


def _to_choose(member_ids: list[uuid.UUID], slug: str) -> list[dict[str, Any]]:
    words = {
        "place": gettext("Will you mark? Say yes or no"),
        "vote": gettext("Vote: who will mark?"),
        "forward": gettext("Would you like to mark?"),
    }
    found = choosing.waiting_for(member_ids)
    found.sort(key=lambda line: list(words).index(line[3]))
    return [
        _line(
            url_for("choosing.mine", authority=slug, tender_id=tender_id, number=number),
            title,
            words[what],
            closes_on,
        )
        for tender_id, title, number, what, closes_on in found
    ]


def _line(href: str, title: str, what: str, closes_on: date | None) -> dict[str, Any]:
    return {"href": href, "title": title, "what": what, "closes_on": closes_on}
