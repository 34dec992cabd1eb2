"""Letters as files: the same words as on the page, as a tagged PDF to keep (R21, R28)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, url_for

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
    return _as_pdf(content, tender_id)


@bp.get("/<authority>/tenders/<uuid:tender_id>/letter/letter.pdf")
@records_opening
def own_letter_pdf(authority: str, tender_id: uuid.UUID) -> Response:
    """A provider's own letter; to take the file is to open it."""
    _, found = provider_letter(authority, tender_id)
    return _as_pdf(found.content, tender_id)


def _as_pdf(content: dict[str, Any], tender_id: uuid.UUID) -> Response:
    method_at = url_for("tenders.notice", tender_id=tender_id, _external=True)
    return send_pdf(pdf_of(document_of(content, method_at), "page"), "letter.pdf")
