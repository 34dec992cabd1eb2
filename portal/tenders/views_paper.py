"""The published specification as a tagged PDF, for everybody (R4, R28)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, request

from portal.core.documents import pdf_of
from portal.core.downloads import send_pdf
from portal.core.language import spoken
from portal.core.templates import macros
from portal.core.web import public
from portal.tenders.models import Notice
from portal.tenders.queries_after import versions_of
from portal.tenders.specification_paper import WORDS, specification_paper
from portal.tenders.views import bp
from portal.tenders.views_notices import readable


@bp.get("/notices/<uuid:tender_id>/specification.pdf")
@public
def notice_pdf(tender_id: uuid.UUID) -> Response:
    """What the public page says, as it stands now, in standard or plain words."""
    found = readable(tender_id)
    is_plain = request.args.get("words") == "plain"
    sha256, said = _standing(found)
    key = (sha256, is_plain, spoken())
    if key not in _made:
        if len(_made) >= MOST:
            _made.clear()
        _made[key] = pdf_of(specification_paper(said, macros(WORDS), is_plain))
    return send_pdf(_made[key], "specification.pdf")


MOST = 64
"""So many are kept by a process: what is published never changes, and making one takes a while."""

_made: dict[tuple[str, bool, str], bytes] = {}


def _standing(found: Notice) -> tuple[str, dict[str, Any]]:
    """The specification that holds now, and its SHA-256."""
    versions = versions_of(found.id)
    if versions:
        return versions[-1].specification_sha256, versions[-1].specification
    return found.specification_sha256, found.document["specification"]
