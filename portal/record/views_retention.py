"""The page of a tender's retention clock."""

from __future__ import annotations

import uuid

from flask import render_template

from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.record.erasure.policy import may_redact
from portal.record.policy import may_read_trail
from portal.record.retention import retention_of
from portal.record.views import bp
from portal.tenders.queries import open_tender


@bp.get("/<authority>/tenders/<uuid:tender_id>/retention")
def retention(authority: str, tender_id: uuid.UUID) -> str:
    """What is kept, how long, from when, why, and when it ends (R26)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_trail, actor, tender)
    return render_template(
        "record/retention.html",
        tender=tender,
        path={"authority": authority, "tender_id": tender_id},
        kept=retention_of(tender),
        can_redact=bool(may_redact(actor, tender)),
    )
