"""Pages on which a provider takes an answer of its own from an earlier bid, of any authority.

A bid is read where it lies, in its own tender, from its opening on; before that, from the copy that
was kept. What is chosen is sent to the draft as if it were typed.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.bids import operations as act
from portal.bids.copies import LARGEST_COPY, NO_COPY, Kept, answers_in
from portal.bids.forms import AnswerForm, CopyForm
from portal.bids.overtaken import Part
from portal.bids.policy import may_read_own_sealed
from portal.bids.queries import opened_text
from portal.bids.queries_list import earlier_than
from portal.bids.views import HERE, bp, own_bid
from portal.bids.views_answering import criterion_at, show_answer
from portal.core.authorisation import there
from portal.core.errors import Refused
from portal.core.transaction import reading_only
from portal.tenders.models import Notice
from portal.tenders.queries import notice_of

ROOM_FOR_THE_FORM = 64 * 1024


@bp.route(f"{HERE}/answers/<code>/earlier", methods=["GET", "POST"])
def earlier(authority: str, tender_id: uuid.UUID, code: str) -> str | BaseResponse:
    """The organisation's earlier bids, and a form for the copy of one."""
    form = CopyForm()
    kept = _kept(form, authority, tender_id) if form.is_submitted() else None
    own = own_bid(authority, tender_id)
    criterion = criterion_at(own, code)
    if not own.may_write:
        return own.back()
    if kept is not None and form.validate():
        asked = _asked(notice_of(kept.tender_id))
        return _show(own.path | {"code": code}, own.tender.title, kept.title, kept.answers, asked)
    assert own.actor.provider_id
    return own.show(
        "earlier",
        form=form,
        criterion=criterion,
        bids=earlier_than(own.actor.provider_id, tender_id),
    )


def _kept(form: CopyForm, authority: str, tender_id: uuid.UUID) -> Kept | None:
    """What stands in the copy that was sent; nothing waits in the database meanwhile."""
    with reading_only():
        provider_id = own_bid(authority, tender_id).actor.provider_id
    request.max_content_length = LARGEST_COPY + ROOM_FOR_THE_FORM
    found = request.files.get("file")
    try:
        if found is None:
            raise Refused(NO_COPY, "file")
        with closing(found):
            return answers_in(found.read(), provider_id)
    except Refused as refusal:
        form.validate()
        form.show(refusal)
    return None


@bp.get(f"{HERE}/for/<uuid:into>/<code>")
def earlier_bid(authority: str, tender_id: uuid.UUID, into: uuid.UUID, code: str) -> str:
    """An earlier bid's answers, each with the way into the draft of another tender."""
    own = own_bid(authority, tender_id)
    notice = there(notice_of(into))
    place = {"authority": notice.authority.slug, "tender_id": into, "code": code}
    if own.sealed is None or not may_read_own_sealed(own.actor, own.tender):
        return _show(place, notice.title, own.tender.title, None, {})
    answers = json.loads(opened_text(own.sealed))["answers"]
    return _show(place, notice.title, own.tender.title, answers, _asked(notice_of(tender_id)))


def _asked(notice: Notice | None) -> Mapping[str, Any]:
    """What an earlier tender asked, by the code of its questions, as it was published."""
    criteria = notice.document["specification"]["criteria"] if notice else []
    return {each["code"]: each for each in criteria}


def _show(
    into: dict[str, Any],
    to: str,
    title: str,
    answers: Mapping[str, str] | None,
    asked: Mapping[str, Any],
) -> str:
    """The answers of one earlier bid; none while nobody can read it."""
    lines = [
        {
            "title": asked.get(code, {}).get("title", code),
            "question": asked.get(code, {}).get("question", ""),
            "text": text,
        }
        for code, text in (answers or {}).items()
    ]
    return render_template(
        "bids/earlier_bid.html",
        into=into,
        to=to,
        title=title,
        lines=lines,
        is_sealed=answers is None,
    )


@bp.post(f"{HERE}/answers/<code>/take")
def take(authority: str, tender_id: uuid.UUID, code: str) -> str | BaseResponse:
    """Put an earlier answer into the draft; what stands there stays above it."""
    own = own_bid(authority, tender_id)
    criterion, form = criterion_at(own, code), AnswerForm()
    if form.validate_on_submit():
        with form.saving():
            act.take_answer(own.actor, own.tender, code, form.text.data or "")
        if form.saved:
            flash(
                gettext("The earlier answer stands in your draft. Make it answer this question."),
                "success",
            )
            return own.back("answer", code=code)
        own = own_bid(authority, tender_id)
        criterion = criterion_at(own, code)
    form.draft_seen.data = str(Part("answers", code).version_of(own.content))
    return show_answer(own, form, criterion, None)
