"""The golden thread: which parts of a specification suggestions shaped, inside and in public."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext

from portal.core import clock
from portal.core.authorisation import Actor
from portal.participation.insights.models import Insight
from portal.participation.insights.queries import uses_in
from portal.participation.panels.models import Panel
from portal.specifications.cowriting.models import Round, Suggestion
from portal.specifications.cowriting.places import Place, places_in
from portal.specifications.cowriting.policy import may_count_backings
from portal.specifications.cowriting.queries import rounds_of, suggestions_of
from portal.tenders.models import Tender

Key = tuple[str, uuid.UUID | None]


@dataclass(frozen=True)
class Thread:
    """One part of a specification, and which suggestions and insights shaped it (P4, P10).

    A section has what its paragraphs have.
    """

    place: Place
    suggestions: list[Suggestion]
    insights: list[Insight]


def threads_of(tender: Tender) -> list[Thread]:
    """Every part in its order, also those that nothing shaped."""
    places = places_in(tender)
    shaped, uses = _by_key(places, suggestions_of(tender)), uses_in(tender)
    return [
        Thread(place, shaped.get((place.part, place.id), []), _told_of(place, places, uses))
        for place in places
    ]


def _told_of(
    place: Place, places: Sequence[Place], uses: dict[uuid.UUID, list[Insight]]
) -> list[Insight]:
    inside = [each.id for each in places if each.within and each.within == place.id]
    found = [row for part_id in [place.id, *inside] if part_id for row in uses.get(part_id, [])]
    return list(dict.fromkeys(found))


def shaped_words(actor: Actor, tender: Tender) -> dict[uuid.UUID | None, str]:
    """'Shaped by 3 suggestions, 1 insight', by the id of the part; None for the rules of scoring.

    Only those who answer are told how many suggestions.
    """
    counts = bool(may_count_backings(actor, tender))
    found = {}
    for each in threads_of(tender):
        told = [_suggested(len(each.suggestions), counts=counts), _known(len(each.insights))]
        if words := ", ".join(filter(None, told)):
            found[each.place.id] = gettext("Shaped by %(what)s", what=words)
    return found


def _suggested(number: int, *, counts: bool) -> str:
    if number and not counts:
        return gettext("what a panel suggested")
    return ngettext("%(num)d suggestion", "%(num)d suggestions", number) if number else ""


def _known(number: int) -> str:
    return ngettext("%(num)d insight", "%(num)d insights", number) if number else ""


def writing_of(tender: Tender) -> dict[str, Any]:
    """'Who wrote this, and how', as publication freezes it: no names, and no number of few (R19).

    How many suggestions is told where enough members made some; what became of them is told in
    themes alone, in 'You said, we did'.
    """
    rounds, suggestions = rounds_of(tender), suggestions_of(tender)
    panels = {each.panel_id: each.panel for each in reversed(rounds)}
    return {
        "panels": [
            _panel(panel, rounds, suggestions, tender.least_shown) for panel in panels.values()
        ],
        "shaped": [
            _part(each) for each in threads_of(tender) if each.suggestions or _public(each.insights)
        ],
    }


def _part(each: Thread) -> dict[str, Any]:
    """Which kinds of panels shaped it, what of it, and whether something said before did."""
    return {
        "part": each.place.part,
        "title": each.place.title,
        "kinds": sorted({row.round.panel.kind for row in each.suggestions}),
        "what": sorted({row.kind for row in each.suggestions}),
        "is_known": bool(_public(each.insights)),
    }


def _public(insights: Sequence[Insight]) -> list[Insight]:
    """Those that were given for everybody, and stand."""
    return [row for row in insights if row.permission == "public" and row.withdrawn_at is None]


def _by_key(
    places: Sequence[Place], suggestions: Sequence[Suggestion]
) -> dict[Key, list[Suggestion]]:
    """The suggestions that went to each place, and so to the section that it is in."""
    found: dict[Key, list[Suggestion]] = {}
    within = {each.id: each.within for each in places}
    for each in suggestions:
        answer = each.answer
        if answer is None or answer.part is None:
            continue
        found.setdefault((answer.part, answer.part_id), []).append(each)
        if section := within.get(answer.part_id):
            found.setdefault(("section", section), []).append(each)
    return found


def _panel(
    panel: Panel, rounds: Sequence[Round], suggestions: Sequence[Suggestion], least: int
) -> dict[str, Any]:
    theirs = [each for each in suggestions if each.round.panel_id == panel.id]
    is_told = len({each.member_id for each in theirs}) >= least
    return {
        "kind": panel.kind,
        "rounds": [
            {"from": _day(each.opens_at.astimezone(clock.LONDON)), "to": _day(_end_of(each))}
            for each in reversed(rounds)
            if each.panel_id == panel.id
        ],
        "suggestions": len(theirs) if is_told else None,
    }


def _end_of(each: Round) -> Any:
    """The last day of a round; publication ends one that is open."""
    return min(each.last_day, clock.today())


def _day(moment: Any) -> str:
    return f"{moment:%Y-%m-%d}"
