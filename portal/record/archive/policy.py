"""Who may take a tender's archive, and when."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict
from portal.record.bundle.policy import may_take_whole
from portal.tenders.models import Tender


def may_take_archive(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor from the release on, as with the record that is in it (R26)."""
    return may_take_whole(actor, tender)
