"""What the pages of writing together have to show beside a form."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext

from portal.core.words import say
from portal.specifications.cowriting.places import Place, places_of_parts
from portal.specifications.queries import criteria_of, gates_of, sections_of
from portal.tenders.models import Tender

TITLES = {
    "words": say("Suggest other words"),
    "paragraph": say("Suggest something new for the text"),
    "question": say("Suggest a question for bidders"),
    "criterion": say("Suggest something new to judge by"),
    "weight": say("Suggest how much it counts"),
    "minimum": say("Suggest a least mark"),
}
ASKS = {
    "words": say("Change the words as you like"),
    "paragraph": say("What should be there too?"),
    "question": say("What should we ask the people who want to do it?"),
    "criterion": say("What should we look at when we choose?"),
    "weight": say("How many of the 100 marks should it have?"),
    "minimum": say("Which mark must everybody reach here?"),
}
HINTS = {
    "words": say("The box begins with the words that are there now."),
    "paragraph": say("Your own words are fine. Nobody minds how you spell."),
    "question": say("One question is enough. You can suggest another one later."),
    "criterion": say("Such as: how they listen to young people."),
    "weight": say("All questions and the price together have 100."),
    "minimum": say("Who doesn’t reach it can’t win."),
}


def reading_page(tender: Tender, *, plain: bool) -> dict[str, Any]:
    """Sections with their paragraphs, questions and pass or fail questions, in one kind of words.

    Where the chosen kind isn’t written yet, the other one stands there. `twins` are both, for who
    wants them side by side.
    """
    sections = sections_of(tender)
    criteria = criteria_of(tender)
    gates = gates_of(tender)
    places = list(places_of_parts(sections, criteria, gates))
    titles = {each.id: each.plain_title for each in criteria}
    titles |= {each.id: each.plain_title for each in gates}
    return {
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "paragraphs": [
                    _text(each, plain=plain) for each in places if each.within == section.id
                ],
            }
            for section in sections
        ],
        "criteria": [
            _question(each, titles, plain=plain) for each in places if each.part == "criterion"
        ],
        "gates": [_question(each, titles, plain=plain) for each in places if each.part == "gate"],
    }


def _text(place: Place, *, plain: bool) -> dict[str, Any]:
    words = (place.plain_words or place.words) if plain else (place.words or place.plain_words)
    twins = {"standard": place.words, "plain": place.plain_words}
    return {"id": place.id, "title": place.title, "words": words, "twins": twins}


def _question(place: Place, titles: dict[uuid.UUID, str], *, plain: bool) -> dict[str, Any]:
    short = titles.get(place.id, "") if place.id else ""
    code = place.title.partition(" ")[0]
    title = f"{code} {short}" if plain and short else place.title
    found = _text(place, plain=plain)
    return found | {"title": title, "weight": place.weight, "minimum": place.minimum}


def place_page(kind: str, place: Place | None, *, plain: bool) -> dict[str, Any]:
    """What a page says about a suggestion of this kind."""
    return {
        "kind": kind,
        "name": gettext(TITLES[kind]),
        "ask": gettext(ASKS[kind]),
        "hint": gettext(HINTS[kind]),
        "about": place.title if place else "",
        "was": place.said(kind, plain=plain) if place else "",
        "is_number": kind in ("weight", "minimum"),
    }
