"""Whether words may point to one person of a panel, by something that only they have (P6)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from portal.core.identity import may_point_to_one
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.places import Place
from portal.specifications.cowriting.queries import known_of_members


def pointing_to_one(suggestions: Sequence[Suggestion], places: Sequence[Place]) -> set[uuid.UUID]:
    """Those of these suggestions that may; only who knows the members' private facts is told.

    Words that stand in the specification point to nobody.
    """
    known = known_of_members(each.round.panel_id for each in suggestions)
    ordinary = " ".join(f"{each.title} {each.words} {each.plain_words}" for each in places)
    return {
        each.id
        for each in suggestions
        if may_point_to_one(_said(each), known[each.round.panel_id], ordinary)
    }


def _said(each: Suggestion) -> str:
    asked = each.questioned.words if each.questioned else ""
    return " ".join([each.words, each.reason, asked, *(one.words for one in each.backings)])
