"""The golden thread: which parts of a specification suggestions shaped, inside and in public."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, ngettext

from portal.core import clock
from portal.core.authorisation import Actor
from portal.participation.panels.models import Panel
from portal.specifications.cowriting.models import OUTCOMES, Round, Suggestion
from portal.specifications.cowriting.places import Place, places_in
from portal.specifications.cowriting.policy import may_count_backings
from portal.specifications.cowriting.queries import last_day, rounds_of, suggestions_of
from portal.tenders.models import Tender
from scoring.disclosure import LEAST, shown_counts

Key = tuple[str, uuid.UUID | None]
RULES: Key = ("rules", None)


def shaped_words(actor: Actor, tender: Tender) -> dict[uuid.UUID | None, str]:
    """'Shaped by 3 suggestions', by the id of the part; None for the rules of scoring.

    A section counts what its paragraphs were shaped by. Only those who answer are told how many.
    """
    found = {}
    for place, rows in _shaped(places_in(tender), suggestions_of(tender)):
        if may_count_backings(actor, tender):
            words = ngettext(
                "Shaped by %(num)d suggestion", "Shaped by %(num)d suggestions", len(rows)
            )
        else:
            words = gettext("Shaped by what a panel suggested")
        found[place.id] = words
    return found


def writing_of(tender: Tender) -> dict[str, Any]:
    """'Who wrote this, and how', as publication freezes it: no names, and no number of few (R19).

    Numbers are told where five or more members of a panel suggested something.
    """
    rounds, suggestions = rounds_of(tender), suggestions_of(tender)
    panels = {each.panel_id: each.panel for each in reversed(rounds)}
    return {
        "panels": [_panel(panel, rounds, suggestions) for panel in panels.values()],
        "shaped": [
            {
                "part": place.part,
                "title": place.title,
                "kinds": sorted({each.round.panel.kind for each in rows}),
            }
            for place, rows in _shaped(places_in(tender), suggestions)
            if place.part != "paragraph"
        ],
    }


def _shaped(
    places: Sequence[Place], suggestions: Sequence[Suggestion]
) -> list[tuple[Place, list[Suggestion]]]:
    """Each place that suggestions went to, in the order of the specification."""
    by_key: dict[Key, list[Suggestion]] = {}
    within = {each.id: each.within for each in places}
    for each in suggestions:
        answer = each.answer
        if answer is None or answer.part is None:
            continue
        by_key.setdefault((answer.part, answer.part_id), []).append(each)
        if section := within.get(answer.part_id):
            by_key.setdefault(("section", section), []).append(each)
    return [
        (place, by_key[place.part, place.id])
        for place in places
        if (place.part, place.id) in by_key
    ]


def _panel(
    panel: Panel, rounds: Sequence[Round], suggestions: Sequence[Suggestion]
) -> dict[str, Any]:
    theirs = [each for each in suggestions if each.round.panel_id == panel.id]
    is_told = len({each.member_id for each in theirs}) >= LEAST
    outcomes = [each.answer.outcome for each in theirs if each.answer]
    shown = shown_counts([outcomes.count(each) for each in OUTCOMES])
    return {
        "kind": panel.kind,
        "rounds": [
            {"from": _day(each.opens_at.astimezone(clock.LONDON)), "to": _day(_end_of(each))}
            for each in reversed(rounds)
            if each.panel_id == panel.id
        ],
        "suggestions": shown[-1] if is_told else None,
        "outcomes": dict(zip(OUTCOMES, shown, strict=False)) if is_told else None,
    }


def _end_of(each: Round) -> Any:
    """The last day of a round; publication ends one that is open."""
    return min(last_day(each), clock.today())


def _day(moment: Any) -> str:
    return f"{moment:%Y-%m-%d}"
