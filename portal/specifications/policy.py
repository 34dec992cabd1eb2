"""Who may read and write a specification that isn't public yet, and who may publish it."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, holds, may_draft

may_write = may_draft
may_publish = may_draft


def may_see_specification(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads the draft; others wait for its notice."""
    return holds(actor, tender, *BUYERS)
