"""Who brings bids from another system, and when."""

from __future__ import annotations

from portal.bids.policy import may_see_opening
from portal.core.authorisation import Actor, NotNow, Verdict
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import WITHOUT_CONTRACT, leads
from portal.tenders.stages import is_at_least, stage_of

TOO_EARLY = say("Bids can’t be brought here before the deadline.")
BROUGHT = say("The bids are here already.")


def may_take_workbook(actor: Actor, tender: Tender, seat: str | None) -> Verdict:
    """Who will bring the bids takes the empty workbook, from publication on."""
    return True if _stage(actor, tender, seat) == "open" else may_import(actor, tender, seat)


def may_import(actor: Actor, tender: Tender, seat: str | None) -> Verdict:
    """An opening officer, or the lead in one's place, brings and confirms bids (R29).

    After the deadline alone; whoever checked an import never confirms it, the operation sees to it.
    """
    stage = _stage(actor, tender, seat)
    if stage is None:
        return False
    if stage == "ended":
        return NotNow(WITHOUT_CONTRACT)
    if stage != "closed":
        return NotNow(TOO_EARLY if stage == "open" else BROUGHT)
    return True


def _stage(actor: Actor, tender: Tender, seat: str | None) -> str | None:
    """The stage of a tender whose bids come elsewhere, for those who bring them; else none."""
    if not tender.bids_system or not may_see_opening(actor, tender):
        return None
    return stage_of(tender) if seat is not None or leads(actor, tender) else None


def may_invite_bidders(actor: Actor, tender: Tender) -> Verdict:
    """The lead invites organisations that bid elsewhere, so that each can read its letter here."""
    return bool(tender.bids_system) and leads(actor, tender) and is_at_least(tender, "opened")
