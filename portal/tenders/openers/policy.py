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


NOT_SEALED = say("An officer can be replaced from publication until the bids are opened.")
NO_PHRASES = say("Bids for this tender come in another system, so nobody needs a phrase.")
NOT_READY = say("The new officer chooses a phrase first.")
NOT_REHEARSED = say("The new officer and the one who stays rehearse the opening first.")
NOT_HANDED = say("The officer who stays takes their turn first, within the last two hours.")
NOT_FREE = say(
    "Somebody else brings the recovery code: neither an officer, nor whoever begins the change, so"
    " that nobody alone can open the bids."
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


def may_see_change(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side sees how far the change of an officer is, while bids are
    sealed."""
    return may_see_openers(actor, tender) and _while_sealed(tender)


def may_replace_officer(actor: Actor, tender: Tender) -> Verdict:
    """The lead begins and stops the change of an officer, while bids are sealed."""
    return leads(actor, tender) and _while_sealed(tender)


def may_choose_new_phrase(actor: Actor, tender: Tender, is_new: bool) -> Verdict:
    """The new officer alone chooses their phrase."""
    return is_new and bool(may_see_openers(actor, tender)) and _while_sealed(tender)


def may_rehearse_change(actor: Actor, tender: Tender, has_part: bool, is_ready: bool) -> Verdict:
    """The new officer and the one who stays try the opening before anything else changes."""
    verdict = may_choose_new_phrase(actor, tender, has_part)
    return verdict and now(is_ready, NOT_READY)


def may_hand_on(actor: Actor, tender: Tender, stays: bool, is_rehearsed: bool) -> Verdict:
    """The officer who stays lends their share, once it is sure that the new one's phrase works."""
    verdict = may_choose_new_phrase(actor, tender, stays)
    return verdict and now(is_rehearsed, NOT_REHEARSED)


def may_renew_code(actor: Actor, tender: Tender, is_free: bool, is_handed: bool) -> Verdict:
    """Somebody with no other part in it brings the recovery code and makes the new one."""
    if not holds(actor, tender, *MAY_OPEN):
        return False
    sealed = _while_sealed(tender)
    return sealed and now(is_free, NOT_FREE) and now(is_handed, NOT_HANDED)


def _while_sealed(tender: Tender) -> Verdict:
    why = NO_PHRASES if tender.bids_system else NOT_SEALED
    return now(stage_of(tender) in ("open", "closed") and not tender.bids_system, why)
