"""The minutes, which write themselves: on a page, and as a tagged PDF (R13)."""

from __future__ import annotations

import uuid

from flask import Response, render_template

from portal.core.authorisation import authorise
from portal.core.documents import Document, pdf_of
from portal.core.documents.blocks import as_data
from portal.core.downloads import send_pdf
from portal.core.web import current_actor
from portal.evaluation.moderation.minutes import minutes_for
from portal.evaluation.moderation.policy import may_see_agenda
from portal.evaluation.room.views import BASE, bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{BASE}/minutes")
def minutes(authority: str, tender_id: uuid.UUID) -> str:
    """The minutes so far; an evaluator’s of what they take part in (R16)."""
    tender, found = _minutes(authority, tender_id)
    return render_template(
        "room/minutes.html",
        title=found.title,
        blocks=as_data(found)["blocks"],
        authority=authority,
        tender=tender,
    )


@bp.get(f"{BASE}/minutes.pdf")
def minutes_pdf(authority: str, tender_id: uuid.UUID) -> Response:
    """The same words as a tagged PDF."""
    _tender, found = _minutes(authority, tender_id)
    return send_pdf(pdf_of(found, "page"), "minutes.pdf")


def _minutes(authority: str, tender_id: uuid.UUID) -> tuple[Tender, Document]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_agenda, actor, tender)
    return tender, minutes_for(actor, tender)
