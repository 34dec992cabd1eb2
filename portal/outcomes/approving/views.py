"""Pages of approving: the approver's page, the order beforehand, and answering a question."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.limits import BY_ACCOUNT, by_person, limiter
from portal.accounts.models import Person
from portal.accounts.passwords import is_right
from portal.core.authorisation import Actor, authorise, there
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.forms import typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.core.words import say
from portal.outcomes import operations_decision as act
from portal.outcomes.approving import operations as ask_and_answer
from portal.outcomes.approving.forms import APPROVE, ASK, AnswerForm, OrderForm, WordForm
from portal.outcomes.approving.queries import approvers_for, order_of, questions_of
from portal.outcomes.policy import (
    may_answer_approver,
    may_give_word,
    may_see_approval,
    may_see_order,
    may_set_order,
)
from portal.outcomes.queries import course_of, decisions_of, holds_seat
from portal.outcomes.views import BASE, bp, decision_facts
from portal.tenders.queries import open_tender

WRONG = say("That isn’t your password. Nothing was recorded.")


@bp.route(f"{BASE}/approval", methods=["GET", "POST"])
@limiter.limit(BY_ACCOUNT, key_func=by_person, methods=["POST"])
def approval(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The decision as its approver sees it, who approves it, asks, or sends it back (R20)."""
    actor, form = current_actor(), WordForm()
    fits = form.is_submitted() and _is_theirs(actor, form.password.data or "")
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_approval, actor, tender)
    decided, has_seat = decisions_of(tender), holds_seat(actor, tender)
    course = course_of(tender, decided)
    if form.is_submitted():
        authorise(may_give_word, actor, tender, course, has_seat)
    if form.validate_on_submit():
        with form.saving():
            if not fits:
                raise Refused(WRONG, "password", lambda: ask_and_answer.note_refused(actor, tender))
            _give(form, actor, tender)
        if form.saved:
            flash(gettext("Your word is recorded."), "success")
            return back_to(".approval", authority=authority, tender_id=tender_id)
    verdict = may_give_word(actor, tender, course, has_seat)
    return render_template(
        "outcomes/approval.html",
        form=form,
        can_approve=bool(verdict),
        why_not=getattr(verdict, "why", ""),
        **decision_facts(actor, authority, tender, decided, course),
    )


def _is_theirs(actor: Actor, password: str) -> bool:
    """Judged outside the transaction, because it is slow on purpose."""
    with reading_only():
        known = db.session.get_one(Person, actor.person_id).password_hash
    return is_right(known, password)


def _give(form: WordForm, actor: Actor, tender: Any) -> None:
    if form.word.data == APPROVE:
        act.approve(actor, tender, typed(form.reason))
    elif form.word.data == ASK:
        ask_and_answer.ask(actor, tender, typed(form.reason))
    else:
        act.send_back(actor, tender, typed(form.reason))


@bp.route(f"{BASE}/approval/order", methods=["GET", "POST"])
def order(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Who approves, one after the other; the lead sets it beforehand."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_order, actor, tender)
    form, stands = OrderForm(), order_of(tender)
    form.offer(approvers_for(tender), [each.place.person_id for each in stands])
    if form.is_submitted():
        authorise(may_set_order, actor, tender)
    if form.validate_on_submit():
        with form.saving():
            ask_and_answer.set_order(actor, tender, form.people)
        if form.saved:
            flash(gettext("The order is recorded."), "success")
            return back_to(".order", authority=authority, tender_id=tender_id)
    return render_template(
        "outcomes/order.html",
        form=form,
        tender=tender,
        authority=authority,
        order=stands,
        can_set=bool(may_set_order(actor, tender)),
    )


@bp.route(f"{BASE}/approval/questions/<int:number>", methods=["GET", "POST"])
def approver_question(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """The lead answers what an approver asked."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    found = next((each for each in questions_of(tender) if each.question.number == number), None)
    authorise(may_see_order, actor, tender)
    asked = there(found)
    authorise(may_answer_approver, actor, tender, asked, course_of(tender))
    form = AnswerForm()
    if form.carried_out(ask_and_answer.answer, actor, tender, asked, typed(form.words)):
        flash(gettext("Your answer is recorded. The approver reads it next."), "success")
        return back_to(".decision", authority=authority, tender_id=tender_id)
    back = url_for("outcomes.decision", authority=authority, tender_id=tender_id)
    return render_template(
        "outcomes/question.html", form=form, tender=tender, asked=asked, back=back
    )
