"""How pages keep what is typed: at each pause by the page's script, or by ‘Save this draft’."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import Field, TextAreaField

from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.forms import AtMost, Form
from portal.tenders.models import Tender
from portal.tenders.typed import keep_typed, typed_by

LONGEST = 8000
Answered = str | Response | tuple[dict[str, str], int]
"""What a page answers that can keep a draft too."""


class KeepForm(Form):
    """Words that are kept, not sent: they may be none."""

    words = TextAreaField(_("Your words"), validators=[AtMost(LONGEST)])


def is_keeping() -> bool:
    """Whether this request keeps a draft and sends nothing; the page's policy is asked all the
    same."""
    return request.method == "POST" and "keep" in request.args


def keep(actor: Actor, tender: Tender, place: str) -> Answered:
    """Keep the draft: the script reads when, or why not; without scripts the page comes again."""
    form = KeepForm()
    form.carried_out(keep_typed, actor, tender, place, form.words.data or "")
    if request.accept_mimetypes.best == "application/json":
        return ({"saved_at": _now()}, 200) if form.saved else ({"error": form.said()}, 422)
    if form.saved:
        flash(gettext("Your draft is saved. It isn’t sent yet."), "success")
    else:
        flash(form.said())
    return redirect(request.path, 303)


def draft_for(actor: Actor, tender: Tender, place: str, field: Field) -> dict[str, Any]:
    """Put a draft into the form's field, and what the page says of it; what was sent goes first."""
    draft = typed_by(actor, tender, place)
    if draft is not None and request.method == "GET":
        field.data = draft.words
    saved = draft.saved_at.astimezone(clock.LONDON) if draft else None
    said = gettext("Draft saved at %(time)s", time=f"{saved:%H:%M}") if saved else ""
    return {"keep_at": f"{request.path}?keep=1", "saved": said}


def _now() -> str:
    return f"{clock.now().astimezone(clock.LONDON):%H:%M}"
