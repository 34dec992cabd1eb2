"""What of writing together keeps a tender from being published (P10)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.words import say
from portal.specifications.cowriting.part import is_open
from portal.specifications.cowriting.queries import rounds_of, unanswered_in
from portal.specifications.problem import Problem
from portal.tenders.models import Tender

LIST = "cowriting.suggestions"
ONE_WAITS = say("One suggestion of a panel has no answer yet.")
SOME_WAIT = say("%(number)s suggestions of a panel have no answer yet.")
ONE_ASKED = say("One person says that their suggestion isn’t answered. Answer it again.")
SOME_ASKED = say("%(number)s people say that their suggestion isn’t answered. Answer them again.")
STILL_OPEN = say("A panel can still write with this tender. Publishing ends that.")


def suggestion_problems(tender: Tender) -> Iterator[Problem]:
    """An unanswered suggestion blocks publication, and a round that is open is worth a look."""
    waiting, questioned = unanswered_in(tender)
    if waiting:
        message = ONE_WAITS if waiting == 1 else SOME_WAIT
        yield Problem(message, LIST, {"show": "waiting"}, {"number": waiting})
    if questioned:
        message = ONE_ASKED if questioned == 1 else SOME_ASKED
        yield Problem(message, LIST, {"show": "questioned"}, {"number": questioned})
    if any(is_open(each) for each in rounds_of(tender)):
        yield Problem(STILL_OPEN, "cowriting.rounds", warns=True)
