"""The lead's pages: an invented bid to practise on, and how many have; never who, never a mark."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise, there
from portal.core.formats import exact
from portal.core.forms import ActionForm, Form
from portal.core.web import back_to, current_actor
from portal.evaluation.practice import operations as act
from portal.evaluation.practice.forms import WriteForm, with_marks
from portal.evaluation.practice.models import PracticeAnswer
from portal.evaluation.practice.pages import bid_lines, cards_of
from portal.evaluation.practice.policy import may_see_practice_bid, may_write_practice_bid
from portal.evaluation.practice.queries import practice_of
from portal.evaluation.practice.ready_texts import READY
from portal.evaluation.practice.views import TENDER, bp
from portal.specifications.interviewed import written_of
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{TENDER}/practice-bid")
def practice_bid(authority: str, tender_id: uuid.UUID) -> str:
    """Which questions have an invented answer, and how many have practised on it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_practice_bid, actor, tender)
    lines = bid_lines(written_of(criteria_of(tender)), practice_of(tender))
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    for line in lines:
        line["href"] = url_for("practice.write", code=line["code"], **place)
    return render_template(
        "practice/practice_bid.html",
        tender=tender,
        authority=authority,
        lines=lines,
        can_write=bool(may_write_practice_bid(actor, tender)),
    )


@bp.route(f"{TENDER}/practice-bid/<code>", methods=["GET", "POST"])
def write(authority: str, tender_id: uuid.UUID, code: str) -> str | Response:
    """Write what the invented bid says to one question, take a ready text, or take it away."""
    actor, removes = current_actor(), request.form.get("do") == "remove"
    tender = open_tender(actor, authority, tender_id)
    changes = request.method == "POST"
    authorise(may_write_practice_bid if changes else may_see_practice_bid, actor, tender)
    asked = written_of(criteria_of(tender))
    criterion = there(next((each for each in asked if each.code == code), None))
    written, practised = practice_of(tender).get(criterion.id, (None, 0))
    form = WriteForm(data=_before(written))
    with_marks(form.mark, cards_of(criterion, plain=False))
    sent = ActionForm() if removes else form
    if sent.validate_on_submit():
        _save(sent, actor, tender, criterion)
        if sent.saved:
            flash(gettext("It is taken away.") if removes else gettext("Saved."), "success")
            return back_to("practice.practice_bid", authority=authority, tender_id=tender_id)
    return render_template(
        "practice/write.html",
        form=form,
        sent=sent,
        tender=tender,
        authority=authority,
        criterion=criterion,
        written=written,
        practised=practised,
        ready=_ready(),
        can_write=bool(may_write_practice_bid(actor, tender)) and not practised,
    )


def _save(sent: Form, actor: Actor, tender: Tender, criterion: Criterion) -> None:
    with sent.saving():
        if isinstance(sent, WriteForm):
            act.write_practice(actor, tender, criterion, sent.facts())
        else:
            act.remove_practice(actor, tender, criterion)


def _ready() -> list[dict[str, str]]:
    return [{"slug": slug, "title": gettext(each.title)} for slug, each in READY.items()]


def _before(written: PracticeAnswer | None) -> dict[str, Any]:
    """What stands, or else the ready text that the lead chose to begin with."""
    if written is not None:
        mark = exact(written.mark)
        return {"answer": written.answer, "mark": mark, "because": written.because}
    chosen = READY.get(request.args.get("ready", ""))
    if chosen is None:
        return {}
    return {"answer": gettext(chosen.answer), "because": gettext(chosen.because)}
