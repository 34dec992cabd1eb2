"""Pages on which providers ask and the lead answers."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import authorise, there
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.published.clarifications import operations as act
from portal.published.clarifications.forms import ALL, ONE, AskForm, ReplyForm, TimeForm
from portal.published.clarifications.policy import (
    may_answer,
    may_see_own_questions,
    may_see_questions,
)
from portal.published.clarifications.queries import (
    Asked,
    asked_about,
    asked_by,
    numbered,
    tells_who_asks,
)
from portal.published.views import HERE, bp
from portal.tenders.queries import notice_of, open_tender
from portal.tenders.queries_after import questions_until
from portal.tenders.stages import stage_of


@bp.route(f"{HERE}/ask", methods=["GET", "POST"])
def ask(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A provider asks, and reads what it asked and was answered; late words are refused."""
    actor, asks = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=asks)
    authorise(may_see_own_questions, actor, tender)
    until, form = questions_until(there(notice_of(tender_id))), AskForm()
    if form.validate_on_submit():
        with form.saving():
            wants = {"asks_for_one": bool(form.asks_for_one.data)}
            act.ask(actor, tender, typed(form.words), **wants)
        if form.saved:
            flash(gettext("Your question is sent."), "success")
            return back_to(".ask", authority=authority, tender_id=tender_id)
    is_open = stage_of(tender) == "open" and clock.now() < until
    return render_template(
        "published/ask.html",
        form=form,
        tender=tender,
        authority=authority,
        until=until,
        is_open=is_open,
        shows_form=is_open or form.is_submitted(),
        own=asked_by(actor, tender),
    )


@bp.route(f"{HERE}/questions", methods=["GET", "POST"])
def questions(authority: str, tender_id: uuid.UUID) -> str | Response:
    """All questions for the buying side; the lead lets all ready answers go out at one moment."""
    actor, releases = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=releases)
    authorise(may_answer if releases else may_see_questions, actor, tender)
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            numbers = act.release_answers(actor, tender)
        if form.saved:
            flash(_out(len(numbers)), "success")
            return back_to(".questions", authority=authority, tender_id=tender_id)
    found = asked_about(tender)
    return render_template(
        "published/questions.html",
        form=form,
        tender=tender,
        authority=authority,
        until=questions_until(there(notice_of(tender_id))),
        can_answer=bool(may_answer(actor, tender)),
        **{state: [x for x in found if x.state == state] for state in ("waits", "ready", "out")},
    )


def _out(count: int) -> str:
    return ngettext("%(num)d answer is out.", "%(num)d answers are out, all at once.", count)


@bp.route(f"{HERE}/questions/<int:number>", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """The lead answers a question, and words it for everybody."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_answer, actor, tender)
    asked = numbered(tender, number)
    form = ReplyForm(data=_standing(asked))
    if form.validate_on_submit():
        with form.saving():
            act.write_answer(actor, tender, asked, form.reply())
        if form.saved:
            flash(gettext("The answer is ready. It isn’t out yet."), "success")
            return back_to(".questions", authority=authority, tender_id=tender_id)
    return render_template(
        "published/answer.html",
        form=form,
        tender=tender,
        authority=authority,
        asked=asked,
        telling=tells_who_asks(tender, asked.question),
    )


def _standing(asked: Asked) -> dict[str, Any]:
    """What the boxes hold first: the answer as it stands, else the question as it was asked."""
    found = asked.answer
    if found is None:
        return {"wording": asked.question.words, "to": ONE if asked.question.asks_for_one else ALL}
    to = ONE if found.is_for_one else ALL
    return {"wording": found.wording, "words": found.words, "to": to, "reason": found.reason}


@bp.route(f"{HERE}/questions/until", methods=["GET", "POST"])
def question_time(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The lead says until when questions may be asked."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_answer, actor, tender)
    until = questions_until(there(notice_of(tender_id))).astimezone(clock.LONDON)
    form = TimeForm(data={"day": until.date(), "clock": until.time()})
    if form.validate_on_submit():
        with form.saving():
            act.set_question_time(actor, tender, form.until())
        if form.saved:
            flash(gettext("Everybody reads the new time now."), "success")
            return back_to(".questions", authority=authority, tender_id=tender_id)
    return render_template(
        "published/question_time.html", form=form, tender=tender, authority=authority
    )
