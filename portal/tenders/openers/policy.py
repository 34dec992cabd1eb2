"""Who names opening officers, who becomes one, and who takes a turn; and when (R29)."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, PUBLISHED, holds, leads
from portal.tenders.stages import stage_of

MAY_OPEN = (LEAD, PARTICIPATION, APPROVER, AUDITOR)
"""Whoever works for the authority on tenders, and so holds no seat on a panel and bids for none."""

NOT_ALL_READY = say(
    "Both officers choose their phrase first, and somebody makes the recovery code."
)
CODE_IS_FOR_SOMEBODY_ELSE = say(
    "You are an opening officer, so somebody else makes the recovery code and keeps it."
)


NOTHING_SEALED = say(
    "Bids for this tender come in another system, so nothing is sealed here and nobody needs a"
    " phrase."
)


def may_see_openers(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side sees who opens the bids, and how far they are."""
    return holds(actor, tender, *BUYERS)


def may_name_openers(actor: Actor, tender: Tender) -> Verdict:
    """The lead names both officers, until the tender is published."""
    return leads(actor, tender) and now(stage_of(tender) == "drafting", PUBLISHED)


def may_choose_phrase(actor: Actor, tender: Tender, seat: str | None) -> Verdict:
    """Each officer chooses their own phrase, until the tender is published."""
    is_officer = bool(may_see_openers(actor, tender)) and seat is not None
    return is_officer and _seals(tender)


def may_make_code(actor: Actor, tender: Tender, seat: str | None) -> Verdict:
    """Somebody of the authority who isn't an officer makes the recovery code and keeps it."""
    if not holds(actor, tender, *MAY_OPEN):
        return False
    verdict = _seals(tender)
    return verdict and now(seat is None, CODE_IS_FOR_SOMEBODY_ELSE)


def _seals(tender: Tender) -> Verdict:
    """Keys are made until publication, for a tender whose bids come here."""
    if tender.bids_system:
        return NotNow(NOTHING_SEALED)
    return now(stage_of(tender) == "drafting", PUBLISHED)


def may_rehearse(actor: Actor, tender: Tender, seat: str | None, are_ready: bool) -> Verdict:
    """Both officers try the opening, before the tender is published."""
    verdict = may_choose_phrase(actor, tender, seat)
    return verdict and now(are_ready, NOT_ALL_READY)
