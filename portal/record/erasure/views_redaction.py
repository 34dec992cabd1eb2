"""Pages on which a name is looked for in a tender's texts, and taken out."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.database import leave_no_trace
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.record.erasure.forms import FindForm, RedactForm
from portal.record.erasure.notebook import note_down
from portal.record.erasure.policy import (
    may_redact,
    may_redact_about_bids,
    may_remove_published,
)
from portal.record.erasure.redaction import redact as carry_out
from portal.record.erasure.text import Text
from portal.record.erasure.texts import find_text, texts_in_reach, with_words
from portal.record.views import bp
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least

BASE = "/<authority>/tenders/<uuid:tender_id>/redactions"


@bp.route(BASE, methods=["GET", "POST"])
def redactions(authority: str, tender_id: uuid.UUID) -> str:
    """Look for a name in what people wrote; what is looked for stands in no address."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_redact, actor, tender)
    form, found = FindForm(), None
    if form.validate_on_submit():
        found = with_words(texts_in_reach(actor, tender), typed(form.words))
    path = {"authority": authority, "tender_id": tender_id}
    return render_template(
        "record/erasure_find.html",
        form=form,
        tender=tender,
        path=path,
        later=getattr(may_redact_about_bids(actor, tender), "why", ""),
        is_published=bool(may_remove_published(actor, tender)),
        found=None if found is None else [_line(text, path) for text in found],
    )


def _line(text: Text, path: dict[str, Any]) -> dict[str, str]:
    place: dict[str, Any] = {"part": text.kind, "row_id": text.row_id, "piece": text.column}
    return {"where": text.where, "text": text.text, "href": url_for(".redact", **path, **place)}


@bp.route(f"{BASE}/<part>/<uuid:row_id>/<piece>", methods=["GET", "POST"])
def redact(
    authority: str, tender_id: uuid.UUID, part: str, row_id: uuid.UUID, piece: str
) -> str | Response:
    """Write what shall stand instead of one text, read it again, and let it stand."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_redact, actor, tender)
    text = find_text(actor, tender, part, row_id, piece)
    if text is None:
        abort(404)
    form = RedactForm(data={"text": text.text})
    is_checked = form.validate_on_submit()
    if is_checked and form.is_sure:
        with form.saving():
            note = carry_out(actor, tender, text, typed(form.text))
        if form.saved:
            note_down(note)
            leave_no_trace()
            flash(gettext("The new text stands from now on, wherever this is shown."), "success")
            return back_to(".redactions", authority=authority, tender_id=tender_id)
        is_checked = False
    return render_template(
        "record/erasure_redact_check.html" if is_checked else "record/erasure_redact.html",
        form=form,
        tender=tender,
        text=text,
        new=typed(form.text),
        is_released=is_at_least(tender, "released"),
        back=url_for(".redactions", authority=authority, tender_id=tender_id),
    )
