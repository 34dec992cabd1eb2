"""Switching between standard and plain words while one marks; what is typed stays."""

from __future__ import annotations

import uuid

from flask import abort, request
from werkzeug.wrappers import Response

from portal.accounts.display import keep_words
from portal.core.authorisation import authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor, current_look
from portal.evaluation.marking.policy import may_see_sheets
from portal.evaluation.marking.views import TENDER, bp
from portal.evaluation.marking.views_mark import PAGE, find, form_of, save_typed
from portal.evaluation.marking.views_shown import shown
from portal.tenders.queries import open_tender


@bp.post(f"{PAGE}/words")
def words(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Switch between standard and plain words; what is typed is kept, and the choice too."""
    actor, tender, own, criterion = find(authority, tender_id, label, code)
    form = form_of(actor, own, criterion)
    if form.validate():
        wanted = _wanted_words()
        with form.saving():
            save_typed(actor, tender, own, criterion, form)
            keep_words(actor, current_look(), wanted)
    if not form.saved:
        actor, tender, own, criterion = find(authority, tender_id, label, code)
        return shown(authority, actor, tender, own, criterion, form)
    place = {"authority": authority, "tender_id": tender_id}
    return back_to("marking.mark", **place, label=label, code=code)


@bp.post(f"{TENDER}/words")
def words_everywhere(authority: str, tender_id: uuid.UUID) -> Response:
    """The same from the list of one's bids."""
    actor = current_actor()
    authorise(may_see_sheets, actor, open_tender(actor, authority, tender_id))
    form = ActionForm()
    if form.validate_on_submit():
        wanted = _wanted_words()
        with form.saving():
            keep_words(actor, current_look(), wanted)
    return back_to("marking.sheets", authority=authority, tender_id=tender_id)


def _wanted_words() -> str:
    wanted = request.form.get("words")
    return wanted if wanted in ("plain", "standard") else abort(400)
