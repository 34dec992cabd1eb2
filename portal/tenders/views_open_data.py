"""A published tender as open data, for everybody: OCDS 1.1 (R27)."""

from __future__ import annotations

import json
import uuid

from flask import Response, request

from portal.core.web import public
from portal.tenders.open_data import package_of
from portal.tenders.views import bp
from portal.tenders.views_notices import readable


@bp.get("/notices/<uuid:tender_id>/ocds.json")
@public
def notice_open_data(tender_id: uuid.UUID) -> Response:
    """All releases so far as one package; it holds what is public, and nothing before its time."""
    package = package_of(readable(tender_id), request.base_url)
    text = json.dumps(package, ensure_ascii=False, indent=1)
    return Response(text.encode(), mimetype="application/json")
