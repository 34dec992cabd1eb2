"""An evaluator's pages before marking: each question, an invented answer to try, the promise."""

from __future__ import annotations

import uuid
from decimal import Decimal

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.database import db
from portal.core.formats import day
from portal.core.forms import ActionForm, Form
from portal.core.web import back_to, current_actor, reads_plain
from portal.evaluation.models import Seat
from portal.evaluation.practice import operations as act
from portal.evaluation.practice import pages as show
from portal.evaluation.practice import queries as ask
from portal.evaluation.practice.forms import PromiseForm, TryForm, with_marks
from portal.evaluation.practice.minutes import about, to_get_ready
from portal.evaluation.practice.policy import may_practise, may_see_practice
from portal.evaluation.practice.queries import Step
from portal.evaluation.queries import seat_of
from portal.specifications.models import Group
from portal.tenders.queries import open_tender

bp = Blueprint("practice", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"


@bp.get(f"{TENDER}/practice")
def practice(authority: str, tender_id: uuid.UUID) -> str:
    """Each question that one marks, how far one is, and how long the rest takes."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_see_practice, actor, tender, seat)
    assert seat is not None
    steps, kind = ask.steps_of(seat), _kind_of(seat)
    lines = show.step_lines(steps, reads_plain(), kind)
    for line in lines:
        line["href"] = url_for(
            "practice.question", authority=authority, tender_id=tender_id, code=line["code"]
        )
    left = to_get_ready(steps, kind)
    return render_template(
        "practice/practice.html",
        tender=tender,
        authority=authority,
        lines=lines,
        left=about(left) if left else None,
        can_practise=bool(may_practise(actor, tender, seat)),
        has_bid=any(each.answer for each in steps),
    )


def _kind_of(seat: Seat) -> str:
    return db.session.get_one(Group, (seat.authority_id, seat.group_id)).kind


@bp.route(f"{TENDER}/practice/<code>", methods=["GET", "POST"])
def question(authority: str, tender_id: uuid.UUID, code: str) -> str | Response:
    """What a question asks, what its marks mean, and an invented answer to try; all for oneself."""
    actor, does = current_actor(), request.form.get("do", "")
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    changes = request.method == "POST"
    authorise(may_practise if changes else may_see_practice, actor, tender, seat)
    assert seat is not None
    step, plain = ask.step_of(seat, code), reads_plain()
    cards = show.cards_of(step.criterion, plain)
    form = TryForm() if not changes or does == "try" else ActionForm()
    if isinstance(form, TryForm):
        with_marks(form.mark, cards)
    if form.validate_on_submit():
        _do(does, form, seat, step)
        if form.saved:
            return _on(does, authority, tender_id, code)
    return render_template(
        "practice/question.html",
        form=form,
        marks=form if isinstance(form, TryForm) else _unsent(cards),
        tender=tender,
        authority=authority,
        step=step,
        title=show.title_of(step.criterion, plain),
        asks=step.criterion.plain_question if plain else step.criterion.question,
        cards=cards,
        tried=show.tried(step, ask.numbers_for(step.criterion) if step.mine else [], plain),
        can_practise=bool(may_practise(actor, tender, seat)),
    )


def _unsent(cards: list[dict[str, str]]) -> TryForm:
    form = TryForm(formdata=None)
    with_marks(form.mark, cards)
    return form


def _do(does: str, form: Form, seat: Seat, step: Step) -> None:
    with form.saving():
        if isinstance(form, TryForm):
            act.practise(seat, step.criterion, Decimal(form.mark.data))
        elif does == "pass":
            act.practise(seat, step.criterion, None)
        elif does == "delete":
            act.delete_own(seat, step.criterion)
        else:
            act.say_ready(seat, step.criterion)


def _on(does: str, authority: str, tender_id: uuid.UUID, code: str) -> Response:
    place = {"authority": authority, "tender_id": tender_id}
    if does in ("try", "pass"):
        return back_to("practice.question", code=code, **place, _anchor="tried")
    said = gettext("It is deleted.") if does == "delete" else gettext("Noted: you are ready.")
    flash(said, "success")
    return back_to("practice.practice", **place)


@bp.route(f"{TENDER}/promise", methods=["GET", "POST"])
def promise(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The promise to keep what one reads to oneself, in plain words; recorded (R16, R18)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    rule = may_practise if request.method == "POST" else may_see_practice
    authorise(rule, actor, tender, seat)
    assert seat is not None
    form = PromiseForm()
    if form.carried_out(act.promise, actor, tender, seat):
        flash(gettext("Thank you. Your promise is kept on the record."), "success")
        return back_to(_onwards(), authority=authority, tender_id=tender_id, **_asked())
    made = ask.promise_of(seat)
    if made:  # an old page asks again: there is nothing to tick any more
        form = PromiseForm(formdata=None)
    return render_template(
        "practice/promise.html",
        form=form,
        tender=tender,
        authority=authority,
        promised_on=day(made.promised_at) if made else None,
        can_promise=bool(may_practise(actor, tender, seat)),
        label=_asked().get("label"),
    )


def _asked() -> dict[str, str]:
    """The question that somebody asked for before they had promised, if they came from one."""
    found = {name: request.args.get(name, "") for name in ("label", "code")}
    return found if all(found.values()) else {}


def _onwards() -> str:
    return "marking.mark" if _asked() else "marking.sheets"
