"""Who asks for the approval before publication, who gives it, and who reads it."""

from __future__ import annotations

from portal.accounts.models import APPROVER
from portal.core.authorisation import Actor, Verdict, now
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, PUBLISHED, holds, may_draft
from portal.tenders.stages import stage_of

may_ask_approval = may_draft


def may_see_words(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads who approved what."""
    return holds(actor, tender, *BUYERS)


def may_approve_publication(actor: Actor, tender: Tender) -> Verdict:
    """An approver gives it, until the tender is published; the lead who asked never can (R4)."""
    return holds(actor, tender, APPROVER) and now(stage_of(tender) == "drafting", PUBLISHED)
