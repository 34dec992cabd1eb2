"""The stages of a tender and the named transitions between them; the clock is always asked too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from portal.core import clock
from portal.core.errors import Refused
from portal.core.words import say

if TYPE_CHECKING:
    from portal.tenders.models import Tender

STAGES = (
    "drafting",
    "open",
    "closed",
    "opened",
    "marking",
    "moderating",
    "deciding",
    "approved",
    "released",
    "contract",
)

TRANSITIONS = {
    "publish": ("drafting", "open"),
    "open_bids": ("closed", "opened"),
    "start_marking": ("opened", "marking"),
    "close_marking": ("marking", "moderating"),
    "reopen_marking": ("moderating", "marking"),
    "close_moderation": ("moderating", "deciding"),
    "reopen_moderation": ("deciding", "moderating"),
    "approve": ("deciding", "approved"),
    "release": ("approved", "released"),
    "reopen_decision": ("released", "moderating"),
    "enter_contract": ("released", "contract"),
}

ENDED = "ended"
"""What the clock says of a tender that ended without a contract, at whichever stage that was."""

TOO_EARLY = say("The deadline hasn’t passed yet.")
STILL_COMING = say(
    "What came just before the deadline may still be on its way into the portal. Bids can be opened"
    " five minutes after the deadline."
)
WRONG_STAGE = say("The tender has moved on since you opened this page.")


def stage_of(tender: Tender, moment: datetime | None = None) -> str:
    """The stage by the clock: an open tender is closed from its deadline on (R29); one that ended
    without a contract is `ended`, and nothing of it moves any more."""
    return ENDED if tender.ended_at is not None else reached(tender, moment)


def reached(tender: Tender, moment: datetime | None = None) -> str:
    """How far the tender came; who could read what at its end can read it for ever after."""
    if tender.stage == "open" and tender.deadline_at is not None:
        at = tender.ended_at or moment or clock.now()
        return "closed" if at >= tender.deadline_at else "open"
    return tender.stage


def is_at_least(tender: Tender, stage: str) -> bool:
    """Whether the tender has once come to `stage`, before it ended if it did: who could read
    something then reads it on, also while what letters told is decided again."""
    return is_past(tender, stage) or (
        tender.reopened_at is not None and STAGES.index(stage) <= STAGES.index("released")
    )


def is_past(tender: Tender, stage: str) -> bool:
    """Whether the tender stands at `stage` or after it now: what can be done goes by this."""
    return STAGES.index(reached(tender)) >= STAGES.index(stage)


def is_again(tender: Tender) -> bool:
    """Whether letters were out and none of them stands now: it is being decided again."""
    return tender.reopened_at is not None and tender.released_at is None


def is_revealed(tender: Tender) -> bool:
    """Whether it was shown which provider each bid is from; what was seen can't be unseen."""
    return tender.revealed_at is not None or tender.reopened_at is not None


def is_still_coming(tender: Tender) -> bool:
    """Whether the deadline is so near that what came in time may wait for its turn (R29)."""
    before = clock.now() - clock.LONGEST_WAIT
    return (stage_of(tender), stage_of(tender, before)) == ("closed", "open")


def refuse_unless(tender: Tender, transition: str) -> None:
    """Refuse what belongs to a transition from any other stage than the one it begins in."""
    start, _end = TRANSITIONS[transition]
    if transition == "open_bids" and is_still_coming(tender):
        raise Refused(STILL_COMING)
    if stage_of(tender) != start:
        early = start == "closed" and tender.stage == "open"
        raise Refused(TOO_EARLY if early else WRONG_STAGE)


def move(tender: Tender, transition: str) -> None:
    """Make one named transition; refuse it from any other stage."""
    refuse_unless(tender, transition)
    start, end = TRANSITIONS[transition]
    tender.stage = end
    now = clock.now()
    if end == "open":
        tender.published_at = now
    elif end == "opened":
        tender.opened_at = now
    elif end == "released":
        tender.released_at = now
    elif start == "released" and end == "moderating":  # no letter stands, until new ones are out
        tender.reopened_at, tender.released_at, tender.revealed_at = now, None, None
