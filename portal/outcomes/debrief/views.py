"""Pages on which a provider asks about its letter, and the lead answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.models import Bid
from portal.bids.queries import bid_by_label, blind_bid
from portal.core import clock
from portal.core.authorisation import Actor, authorise, there
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.outcomes.debrief import operations as act
from portal.outcomes.debrief.queries import Exchange, exchanges_of
from portal.outcomes.forms_letters import REFUSE, AnswerForm, QuestionForm
from portal.outcomes.letter_known import known_of
from portal.outcomes.material import material_of
from portal.outcomes.models import Letter
from portal.outcomes.policy import (
    may_answer,
    may_ask,
    may_read_own_letter,
    may_see_debriefs,
    may_set_last_day,
)
from portal.outcomes.queries import letters_of, own_letter_of
from portal.outcomes.queries_letters import LETTER, debrief_until, people_unnamed
from portal.outcomes.typed_checks import Known
from portal.outcomes.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.views_typed import Answered, draft_for, is_keeping, keep

OWN = "/<authority>/tenders/<uuid:tender_id>/letter/questions"
STAFF = "/<authority>/tenders/<uuid:tender_id>/letters/<label>/questions"


@bp.route(OWN, methods=["GET", "POST"])
def own_debrief(authority: str, tender_id: uuid.UUID) -> Answered:
    """A provider asks about its own letter, and reads what it was answered."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    letter, last = own_letter_of(actor, tender), debrief_until(tender)
    authorise(may_read_own_letter, actor, tender, letter)
    assert letter is not None
    form, is_over = QuestionForm(), clock.today() > last
    if form.is_submitted():
        authorise(may_ask, actor, tender, letter, is_over)
    if is_keeping():
        return keep(actor, tender, act.PLACE)
    if form.carried_out(act.ask, actor, tender, letter, typed(form.words), _sign_in()):
        flash(gettext("Your question is on its way."), "success")
        return back_to(".own_debrief", authority=authority, tender_id=tender_id)
    return render_template(
        "outcomes/own_debrief.html",
        form=form,
        tender=tender,
        authority=authority,
        exchanges=exchanges_of(tender, letter),
        last=last,
        draft=draft_for(actor, tender, act.PLACE, form.words),
        may_ask=bool(may_ask(actor, tender, letter, is_over)),
    )


@bp.get(STAFF)
def debrief(authority: str, tender_id: uuid.UUID, label: str) -> str:
    """What one provider asked about its letter, and what it was answered."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_debriefs, actor, tender)
    bid, letter = _letter(tender, label)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    exchanges = exchanges_of(tender, letter)
    return render_template(
        "outcomes/debrief.html",
        tender=tender,
        authority=authority,
        label=bid.label,
        name=letter.content["receiver"]["name"],
        exchanges=exchanges,
        last=debrief_until(tender),
        ask_until=url_for(".ask_until", **place) if may_set_last_day(actor, tender) else None,
        can_answer={
            each.question.number for each in exchanges if may_answer(actor, tender, each.answer)
        },
    )


@bp.route(f"{STAFF}/<int:number>", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID, label: str, number: int) -> str | Response:
    """Answer a question, or say why the answer can't be given; once, and for good."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_debriefs, actor, tender)
    bid, letter = _letter(tender, label)
    exchange = _numbered(exchanges_of(tender, letter), number)
    authorise(may_answer, actor, tender, exchange.answer)
    form = AnswerForm()
    if form.validate_on_submit() and form.is_right(_known(actor, tender, bid, letter, exchange)):
        facts = {"is_refused": form.kind.data == REFUSE, "overruled": form.overruled}
        with form.saving():
            words = typed(form.words)
            act.answer(
                actor, tender, letter, exchange.question, words, sign_in_at=_sign_in(), **facts
            )
        if form.saved:
            flash(gettext("Your answer is on its way."), "success")
            return back_to(".debrief", authority=authority, tender_id=tender_id, label=label)
    return render_template(
        "outcomes/answer.html",
        form=form,
        tender=tender,
        authority=authority,
        label=bid.label,
        name=letter.content["receiver"]["name"],
        exchange=exchange,
    )


def _letter(tender: Tender, label: str) -> tuple[Bid, Letter]:
    bid = bid_by_label(tender, label)
    return bid, there(letters_of(tender).get(bid.id))


def _numbered(exchanges: Sequence[Exchange], number: int) -> Exchange:
    return there(next((each for each in exchanges if each.question.number == number), None))


def _known(actor: Actor, tender: Tender, bid: Bid, letter: Letter, exchange: Exchange) -> Known:
    """What the record holds of the letter, and what was asked: an answer may take that up."""
    material, answers = material_of(actor, tender), blind_bid(tender, bid.label).answers
    asked = {"asked": exchange.question.words, **letter.content}
    return known_of(material, bid, LETTER, asked, answers, people_unnamed(tender))


def _sign_in() -> str:
    return url_for("accounts.sign_in", _external=True)
