"""Pages on which promises are followed and questions are replied to (P20)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Person
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.feedback import operations_after as act
from portal.feedback import queries as ask
from portal.feedback.forms import PromiseForm, ReplyForm, hand_form
from portal.feedback.policy import may_hand_on, may_note_promise, may_reply, may_see_telling
from portal.feedback.shown import promises_shown, questions_shown
from portal.feedback.views import TENDER, bp, may_go_out
from portal.participation.panels.queries import member_by_id
from portal.specifications.cowriting.looks import panels_of, tells_of_nobody
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/telling/promises/<int:number>", methods=["GET", "POST"])
def promise(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """How a promise stood and stands; the leads note what is new."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_note_promise, actor, tender)
    found = ask.promise_of(tender, number)
    form = PromiseForm()
    if form.validate_on_submit() and may_go_out(form, typed(form.words), actor, tender):
        with form.saving():
            act.note_promise(actor, tender, found, form.facts())
        if form.saved:
            flash(gettext("It is noted. The panel sees it."), "success")
            return back_to("feedback.telling", authority=authority, tender_id=tender_id)
    return render_template(
        "feedback/promise.html",
        form=form,
        tender=tender,
        authority=authority,
        each=promises_shown([found])[0],
    )


@bp.get(f"{TENDER}/telling/questions/<int:number>")
def question(authority: str, tender_id: uuid.UUID, number: int) -> str:
    """A question with its line, who replies by when, and the reply."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_telling, actor, tender)
    found = ask.question_of(tender, number)
    return render_template(
        "feedback/question.html",
        tender=tender,
        authority=authority,
        each=questions_shown([found], actor.person_id)[0],
        may_reply=bool(may_reply(actor, tender, found)),
        may_hand_on=bool(may_hand_on(actor, tender, found)),
    )


@bp.route(f"{TENDER}/telling/questions/<int:number>/reply", methods=["GET", "POST"])
def reply(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """The named decision-maker replies, once."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    found = ask.question_of(tender, number)
    authorise(may_reply, actor, tender, found)
    form = ReplyForm()
    if form.validate_on_submit() and tells_of_nobody(form, typed(form.words), panels_of(tender)):
        asker = member_by_id(found.member_id) if found.member_id else None
        with form.saving():
            act.reply(actor, tender, found, asker, typed(form.words))
        if form.saved:
            flash(gettext("Your reply is on its way."), "success")
            return _back(authority, tender_id, number)
    return render_template(
        "feedback/reply.html",
        form=form,
        tender=tender,
        authority=authority,
        each=questions_shown([found], actor.person_id)[0],
    )


@bp.route(f"{TENDER}/telling/questions/<int:number>/hand-on", methods=["GET", "POST"])
def hand_on(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Give a question to another decision-maker; the day stays."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    found = ask.question_of(tender, number)
    authorise(may_hand_on, actor, tender, found)
    people = ask.deciders(tender)
    form = hand_form(people)
    if form.validate_on_submit():
        with form.saving():
            act.hand_on(actor, tender, found, _chosen(people, form.decider_id))
        if form.saved:
            return _back(authority, tender_id, number)
    return render_template(
        "feedback/hand_on.html",
        form=form,
        tender=tender,
        authority=authority,
        each=questions_shown([found], actor.person_id)[0],
    )


def _chosen(people: list[Person], person_id: uuid.UUID) -> Person:
    return next(each for each in people if each.id == person_id)


def _back(authority: str, tender_id: uuid.UUID, number: int) -> Response:
    here: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    return back_to("feedback.question", **here, number=number)
