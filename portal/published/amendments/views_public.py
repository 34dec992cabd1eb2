"""Public pages of a tender's versions: what each changed, and every one as a file (R4)."""

from __future__ import annotations

import uuid

from flask import Response, render_template

from portal.core.authorisation import there
from portal.core.web import public
from portal.published.amendments.changes import added_between, moved_between, rewritten_between
from portal.published.views import bp
from portal.tenders.queries_after import specification_in, versions_of
from portal.tenders.views_notices import canonical, readable


@bp.get("/notices/<uuid:tender_id>/versions/<int:number>")
@public
def version(tender_id: uuid.UUID, number: int) -> str:
    """What one amendment changed, marked word by word."""
    found = readable(tender_id)
    versions = versions_of(tender_id)
    made = there(next((each for each in versions if each.number == number), None))
    before = there(specification_in(found, versions, number - 1))
    return render_template(
        "published/version.html",
        notice=found,
        made=made,
        moved=moved_between(before, made.specification),
        rewritten=list(rewritten_between(before, made.specification)),
        added=added_between(before, made.specification),
    )


@bp.get("/notices/<uuid:tender_id>/versions/<int:number>.json")
@public
def version_json(tender_id: uuid.UUID, number: int) -> Response:
    """One version as canonical JSON: its SHA-256 is the published one. It stays for ever."""
    found = readable(tender_id)
    specification = there(specification_in(found, versions_of(tender_id), number))
    return Response(canonical(specification).encode(), mimetype="application/json")
