"""Where a page sends what is typed at each pause: kept, or both versions told."""

from __future__ import annotations

import uuid
from typing import Any

from flask_wtf.csrf import generate_csrf

from portal.core import clock
from portal.core.formats import clock_time
from portal.evaluation.marking.both import other_fields
from portal.evaluation.marking.views import bp
from portal.evaluation.marking.views_mark import PAGE, find, form_of, keep


@bp.post(f"{PAGE}/draft")
def draft(authority: str, tender_id: uuid.UUID, label: str, code: str) -> Any:
    """Keep what is typed; answers when it was kept and under which version, or why not.

    Where another window saved other words meanwhile nothing is changed, and those are told (409).
    A page that outlived its session gets a new token; only a script of ours can read it.
    """
    actor, tender, own, criterion = find(authority, tender_id, label, code)
    form = form_of(actor, own, criterion)
    if form.validate():
        kept = keep(actor, tender, own, criterion, form)
        if form.saved:
            saved_at = clock_time(clock.now().astimezone(clock.LONDON))
            return {"saved_at": saved_at, "draft_seen": str(kept)}
        _actor, _tender, own, criterion = find(authority, tender_id, label, code)
        if other := other_fields(form, own, criterion):
            return {"error": form.said()} | other, 409
    fresh = {"token": generate_csrf()} if "csrf_token" in form.errors else {}
    return {"error": form.said()} | fresh, 422
