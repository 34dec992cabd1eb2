"""The decision report as a page and as a tagged PDF."""

from __future__ import annotations

import uuid

from flask import Response, render_template

from portal.core.authorisation import authorise
from portal.core.documents import pdf_of
from portal.core.documents.blocks import as_data
from portal.core.downloads import send_pdf
from portal.core.paging import links_of, page_asked
from portal.core.web import current_actor
from portal.outcomes.policy import may_see_decision
from portal.outcomes.report import report_of, report_page
from portal.outcomes.views import BASE, bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{BASE}/report")
def report(authority: str, tender_id: uuid.UUID) -> str:
    """The report as it stands; it grows until the decision is approved."""
    tender = _tender(authority, tender_id)
    found, page, last = report_page(tender, page_asked)
    return render_template(
        "outcomes/report.html",
        title=found.title,
        blocks=as_data(found)["blocks"],
        pages=links_of(page, last),
        authority=authority,
        tender=tender,
    )


@bp.get(f"{BASE}/report.pdf")
def report_pdf(authority: str, tender_id: uuid.UUID) -> Response:
    """The same words as a tagged PDF."""
    found = report_of(_tender(authority, tender_id))
    return send_pdf(pdf_of(found, "page"), "decision-report.pdf")


def _tender(authority: str, tender_id: uuid.UUID) -> Tender:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_decision, actor, tender)
    return tender
