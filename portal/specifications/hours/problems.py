"""What of the hours is missing before publication (P14)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.words import say
from portal.specifications.hours.queries import hours_of
from portal.specifications.problem import Problem
from portal.tenders.models import Tender

PAGE = "hours.hours"
NOT_PLANNED = {
    "professional": say("The hours of reading and marking of professionals aren’t worked out."),
    "young": say("The hours of reading and marking of young people aren’t worked out."),
    "parent": say("The hours of reading and marking of parents and carers aren’t worked out."),
}
TOO_LONG = {
    "professional": say(
        "Reading and marking takes professionals longer than the most that was set. Shorten it, or"
        " say why."
    ),
    "young": say(
        "Reading and marking takes young people longer than was agreed. Shorten it, or say why."
    ),
    "parent": say(
        "Reading and marking takes parents and carers longer than was agreed. Shorten it, or say"
        " why."
    ),
}
WITHOUT_A_WORD = {
    "waiting": say(
        "A panel can still say whether reading and marking is too much. To publish now is to do so"
        " without its word."
    ),
    "silent": say(
        "Too few of a panel said whether reading and marking is too much. That isn’t a yes: talk"
        " about it at a session, or change the hours and ask again."
    ),
}


def hours_problems(tender: Tender) -> Iterator[Problem]:
    """Where a panel takes part, the hours of each group are worked out; more than the cap, or than
    the panel finds fine, needs to be shortened or explained."""
    found = hours_of(tender)
    takes_part = any(each.has_panel for each in found.values())
    for kind, hours in found.items():
        if hours.plan is None and hours.loads:
            yield Problem(NOT_PLANNED[kind], PAGE, warns=not takes_part)
        elif hours.wants_reason:
            yield Problem(TOO_LONG[kind], PAGE)
        elif hours.plan and hours.reason is None and hours.outcome in WITHOUT_A_WORD:
            yield Problem(WITHOUT_A_WORD[hours.outcome], PAGE, warns=True)
