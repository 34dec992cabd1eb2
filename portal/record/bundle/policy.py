"""Who may take a tender's record with them, and when."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PROVIDER
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.outcomes.models import Letter
from portal.outcomes.policy import may_read_own_letter
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.stages import is_at_least

NOT_YET = say("The whole record can be taken when the outcome letters have been sent.")


def may_take_whole(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor from the release on: until then something in it is hidden from
    one of them (R16, R18)."""
    is_out = now(is_at_least(tender, "released"), NOT_YET)
    return holds(actor, tender, LEAD, APPROVER, AUDITOR) and is_out


def may_take_bundle(actor: Actor, tender: Tender, letter: Letter | None) -> Verdict:
    """The whole record, or a bidder's own form of it once its letter is out (R19)."""
    if actor.role == PROVIDER:
        return may_read_own_letter(actor, tender, letter)
    return may_take_whole(actor, tender)
