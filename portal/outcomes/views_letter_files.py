"""Letters as files: the same words as on the page, as a tagged PDF to keep (R21, R28)."""

from __future__ import annotations

import uuid

from flask import Response

from portal.core.documents import pdf_of
from portal.core.downloads import send_pdf
from portal.core.web import records_opening
from portal.outcomes.letter_document import document_of
from portal.outcomes.views import bp
from portal.outcomes.views_letters import provider_letter, staff_letter


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters/<label>/letter.pdf")
@records_opening
def letter_pdf(authority: str, tender_id: uuid.UUID, label: str) -> Response:
    """One letter: as it would go out now, or as it went out."""
    _, content, _ = staff_letter(authority, tender_id, label)
    return send_pdf(pdf_of(document_of(content), "page"), "letter.pdf")


@bp.get("/<authority>/tenders/<uuid:tender_id>/letter/letter.pdf")
@records_opening
def own_letter_pdf(authority: str, tender_id: uuid.UUID) -> Response:
    """A provider's own letter; to take the file is to open it."""
    _, found = provider_letter(authority, tender_id)
    return send_pdf(pdf_of(document_of(found.content), "page"), "letter.pdf")
