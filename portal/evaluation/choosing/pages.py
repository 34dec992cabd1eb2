"""What the pages of choosing show, as texts and states; templates compute nothing."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from flask_babel import gettext

from portal.core.words import say
from portal.evaluation.choosing.queries import Standing
from portal.evaluation.models_choosing import Place
from portal.participation.panels.models import Member, Panel

STATES = {
    "asked": (say("Asked, no answer yet"), "yellow"),
    "agreed": (say("Chosen"), "blue"),
    "seated": (say("Has a seat"), "green"),
    "declined": (say("Said no"), "grey"),
    "refused": (say("Refused"), "red"),
    "reserve": (say("Reserve"), "grey"),
    "gone": (say("Dropped out"), "grey"),
}
GROUNDS = {
    "conflict": say("a conflict of interest with a bidder"),
    "another_part": say("another part in this"),
    "age": say("not of the age that the law asks for"),
    "consent": say("a consent that this needs is missing"),
}
PHASES = {
    "forward": (say("People put themselves forward"), "yellow"),
    "voting": (say("The panel votes"), "yellow"),
    "over": (say("Waits for you"), "red"),
    "decided": (say("Decided"), "green"),
}


def summary(standing: Standing) -> dict[str, Any]:
    """One choosing as a line of a list."""
    words, colour = PHASES[standing.phase]
    return {
        "number": standing.choosing.number,
        "panel": standing.choosing.panel.title,
        "group": standing.choosing.group.title,
        "phase": gettext(words),
        "colour": colour,
    }


def lead_page(standing: Standing, trained: Collection[uuid.UUID]) -> dict[str, Any]:
    """What the participation lead sees: names, who is trained, never a vote or their number."""
    has_yes = any(each.state == "agreed" for each in standing.places)
    return summary(standing) | {
        "choosing": standing.choosing,
        "state": standing.phase,
        "way": standing.way,
        "is_uncounted": standing.is_uncounted,
        "names": [
            {"name": each.member.person.name, "is_trained": each.member.person_id in trained}
            for each in standing.standing
        ],
        "places": [
            _place(standing, each) | {"is_trained": each.member.person_id in trained}
            for each in standing.places
        ],
        "lot": standing.result.lot if standing.result else "",
        "may_seat": has_yes,
        "may_ask": standing.free > 0 and standing.next_reserve is not None,
        "is_short": standing.free > 0 and standing.next_reserve is None,
    }


def _place(standing: Standing, place: Place) -> dict[str, Any]:
    state = "gone" if place.seat_id in standing.gone else place.state
    words, colour = STATES[state]
    return {
        "position": place.position,
        "name": place.member.person.name,
        "state": gettext(words),
        "colour": colour,
        "ground": ground_words(place),
        "may_refuse": state in ("asked", "agreed", "reserve"),
        "may_lift": state == "refused",
    }


def ground_words(place: Place) -> str:
    """On which published ground somebody was refused, or nothing."""
    return gettext(GROUNDS[place.ground]) if place.ground else ""


def members_by_panel(panels: Iterable[Panel], members: Sequence[Member]) -> list[dict[str, Any]]:
    """Who would have a vote, panel by panel, and which names stand there twice: two accounts of
    one person would be two votes."""
    found = []
    for panel in {each.id: each for each in panels}.values():
        names = sorted(each.person.name for each in members if each.panel_id == panel.id)
        counted = Counter(name.casefold() for name in names)
        twice = [name for name in dict.fromkeys(names) if counted[name.casefold()] > 1]
        found.append({"id": panel.id, "title": panel.title, "names": names, "twice": twice})
    return found


def member_page(standing: Standing, member: Member) -> dict[str, Any]:
    """What a member sees: who would like to, then who was chosen; of others no state but that."""
    place = standing.place_of(member)
    own = standing.candidate_of(member)
    kept = [each for each in standing.places if each.state not in ("declined", "refused")]
    is_chosen = {"asked", "agreed", "seated"}
    return {
        "choosing": standing.choosing,
        "phase": standing.phase,
        "is_uncounted": standing.is_uncounted,
        "own": own,
        "has_voted": member.id in standing.voted,
        "others": [
            {"name": each.member.person.name, "why": each.why}
            for each in standing.standing
            if each.member_id != member.id
        ],
        "chosen": [each.member.person.name for each in kept if each.state in is_chosen],
        "reserves": [each.member.person.name for each in kept if each.state == "reserve"],
        "place": place.state if place else "",
        "ground": ground_words(place) if place else "",
    }
