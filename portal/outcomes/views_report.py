"""The decision report as a page and as a tagged PDF."""

from __future__ import annotations

import uuid

from flask import Response, render_template

from portal.core.authorisation import authorise
from portal.core.documents import Document, pdf_of
from portal.core.documents.blocks import as_data
from portal.core.downloads import send_pdf
from portal.core.web import current_actor
from portal.outcomes.policy import may_see_decision
from portal.outcomes.report import report_of
from portal.outcomes.views import BASE, bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{BASE}/report")
def report(authority: str, tender_id: uuid.UUID) -> str:
    """The report as it stands; it grows until the decision is approved."""
    tender, found = _report(authority, tender_id)
    return render_template(
        "outcomes/report.html",
        title=found.title,
        blocks=as_data(found)["blocks"],
        authority=authority,
        tender=tender,
    )


@bp.get(f"{BASE}/report.pdf")
def report_pdf(authority: str, tender_id: uuid.UUID) -> Response:
    """The same words as a tagged PDF."""
    _tender, found = _report(authority, tender_id)
    return send_pdf(pdf_of(found, "page"), "decision-report.pdf")


def _report(authority: str, tender_id: uuid.UUID) -> tuple[Tender, Document]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_decision, actor, tender)
    return tender, report_of(tender)
