"""A bidder’s own pages: what it was asked, and its answer, which never changes its bid."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext

from portal.accounts.policy import may_speak_for
from portal.bids.policy import may_see_own_bid
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.evaluation.compliance import operations as act
from portal.evaluation.compliance import pages
from portal.evaluation.compliance.forms import AnswerForm
from portal.evaluation.compliance.queries import own_question
from portal.evaluation.compliance.queries import own_questions as all_own
from portal.evaluation.compliance.views import TENDER, bp, sign_in
from portal.tenders.queries import open_tender
from portal.tenders.views_typed import Answered, draft_for, is_keeping, keep


@bp.get(f"{TENDER}/bid/questions")
def own_questions(authority: str, tender_id: uuid.UUID) -> str:
    """Every question to the actor’s own provider, the newest first."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_own_bid, actor, tender)
    return render_template(
        "compliance/own_questions.html",
        tender=tender,
        authority=authority,
        lines=[pages.question_line(each, is_own=True) for each in all_own(actor, tender)],
    )


@bp.route(f"{TENDER}/bid/questions/<int:number>", methods=["GET", "POST"])
def own_question_page(authority: str, tender_id: uuid.UUID, number: int) -> Answered:
    """Read a question and answer it before its time is over; typed words are never lost."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_own_bid, actor, tender)
    asked, form = own_question(actor, tender, number), AnswerForm()
    authorise(lambda: not form.is_submitted() or may_speak_for(actor))
    place = act.place_of(asked.question)
    if is_keeping() and not asked.is_heard():
        return keep(actor, tender, place)
    told: list[str] = []
    if form.validate_on_submit():
        told = act.telling_in(tender, asked.question, form.words.data)
        with form.saving():
            given = {"is_last": form.is_last.data == "yes", "may_tell": form.may_tell.data}
            answered = {**given, "sign_in_at": sign_in()}
            act.answer_question(actor, tender, asked, form.words.data, **answered)
        if form.saved:
            flash(gettext("Your answer is sent."), "success")
            return back_to("compliance.own_questions", authority=authority, tender_id=tender_id)
    return render_template(
        "compliance/own_question.html",
        form=form,
        tender=tender,
        authority=authority,
        asked=pages.question_line(asked, is_own=True),
        asks_to_tell=bool(told),
        draft=draft_for(actor, tender, place, form.words),
        shows_form=not asked.is_heard() or form.is_submitted(),
        may_send=bool(may_speak_for(actor)),
    )
