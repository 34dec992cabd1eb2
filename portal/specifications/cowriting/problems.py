"""What of writing together keeps a tender from being published (P10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.core.identity import findings
from portal.core.words import say
from portal.specifications.cowriting.part import is_open
from portal.specifications.cowriting.places import places_in
from portal.specifications.cowriting.queries import (
    names_on_panels,
    rounds_of,
    unanswered_in,
)
from portal.specifications.problem import Problem
from portal.tenders.models import Tender

LIST = "cowriting.suggestions"
ONE_WAITS = say("One suggestion of a panel has no answer yet.")
SOME_WAIT = say("%(number)s suggestions of a panel have no answer yet.")
ONE_ASKED = say("One person says that their suggestion isn’t answered. Answer it again.")
SOME_ASKED = say("%(number)s people say that their suggestion isn’t answered. Answer them again.")
STILL_OPEN = say("A panel can still write with this tender. Publishing ends that.")

NAMES = say("“%(title)s” may name somebody of a panel. Read it once more: everybody will see it.")


def suggestion_problems(tender: Tender) -> Iterator[Problem]:
    """An unanswered suggestion blocks publication, and a round that is open is worth a look."""
    waiting, questioned = unanswered_in(tender)
    if waiting:
        message = ONE_WAITS if waiting == 1 else SOME_WAIT
        yield Problem(message, LIST, {"show": "waiting"}, {"number": waiting})
    if questioned:
        message = ONE_ASKED if questioned == 1 else SOME_ASKED
        yield Problem(message, LIST, {"show": "questioned"}, {"number": questioned})
    rounds = rounds_of(tender)
    if any(is_open(each) for each in rounds):
        yield Problem(STILL_OPEN, "cowriting.rounds", warns=True)
    yield from _names_in(tender, names_on_panels([each.panel_id for each in rounds]))


def _names_in(tender: Tender, names: Sequence[str]) -> Iterator[Problem]:
    """Everybody reads the specification: whoever wrote with it shouldn't be named there (P6)."""
    for place in places_in(tender) if names else ():
        words = f"{place.title} {place.words} {place.plain_words}"
        if any(each.kind == "name" for each in findings(words, names)):
            yield Problem(NAMES, "specifications.builder", facts={"title": place.title}, warns=True)
