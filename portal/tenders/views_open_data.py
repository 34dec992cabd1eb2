"""A published tender as open data, for everybody: OCDS 1.1 (R27)."""

from __future__ import annotations

import json
import uuid

from flask import Response, abort, request
from flask_babel import gettext

from portal.core.web import public
from portal.core.words import say
from portal.tenders.open_data import package_of
from portal.tenders.views import bp
from portal.tenders.views_notices import is_published_here, readable

NO_PREFIX = say(
    "Open data isn’t published here yet: this installation has no registered prefix. Whoever runs"
    " it gets one from the Open Contracting Partnership and puts it into open_data.toml."
)


@bp.get("/notices/<uuid:tender_id>/ocds.json")
@public
def notice_open_data(tender_id: uuid.UUID) -> Response:
    """All releases so far as one package; it holds what is public, and nothing before its time."""
    found = readable(tender_id)
    if not is_published_here():
        abort(403, description=gettext(NO_PREFIX))
    package = package_of(found, request.base_url)
    text = json.dumps(package, ensure_ascii=False, indent=1)
    return Response(text.encode(), mimetype="application/json")
