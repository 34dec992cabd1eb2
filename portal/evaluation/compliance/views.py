"""Pages of compliance under labels: what is open, questions, prices, and whether a bid stays in."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.bids.queries import bid_by_label, bids_of, prices_of
from portal.bids.unit_prices import priced_lines_of
from portal.core import clock
from portal.core.authorisation import authorise, there
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.evaluation.compliance import operations as act
from portal.evaluation.compliance import pages
from portal.evaluation.compliance import policy as may
from portal.evaluation.compliance.forms import QuestionForm, RulingForm
from portal.evaluation.compliance.hint import below_others, hint_on
from portal.evaluation.compliance.queries import (
    HEARD_BY,
    last_ruling,
    question_of,
    questions_of,
    questions_to,
    rulings_of,
    unchecked_in,
)
from portal.evaluation.grounds import NAMES
from portal.evaluation.queries import bids_to_mark, disregarded_of
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least

bp = Blueprint("compliance", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"
BID = f"{TENDER}/compliance/bids/<label>"


def sign_in() -> str:
    """The page that a mail leads to."""
    return url_for("accounts.sign_in", _external=True)


@bp.get(f"{TENDER}/compliance")
def overview(authority: str, tender_id: uuid.UUID) -> str:
    """Every bid with what it was asked, whether it is in, and what can be decided."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may.may_see_compliance, actor, tender)
    bids, out = bids_of(tender), disregarded_of(tender)
    asked = questions_of(tender, *may.UNDER_LABEL)
    labels = {bid.id: bid.label for bid in bids}
    return render_template(
        "compliance/overview.html",
        tender=tender,
        authority=authority,
        lines=pages.bid_lines(bids, bids_to_mark(tender), out, asked),
        rulings=[pages.ruling_line(each, labels[each.bid_id]) for each in rulings_of(tender)],
        left=pages.left_words(unchecked_in(tender), len(bids)),
        can_ask=bool(may.may_ask(actor, tender)),
        can_rule=bool(may.may_rule(actor, tender)),
        sees_prices=bool(may.may_see_prices(actor, tender)),
    )


@bp.get(f"{TENDER}/compliance/prices")
def prices(authority: str, tender_id: uuid.UUID) -> str:
    """Every price, the lowest first; those far below the others are pointed out (R11)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may.may_see_prices, actor, tender)
    amounts, out = prices_of(tender), disregarded_of(tender)
    in_play = {each.id: amounts[each.id] for each in bids_to_mark(tender) if each.id in amounts}
    hint = hint_on(clock.today())
    below = below_others(in_play, hint)
    return render_template(
        "compliance/prices.html",
        tender=tender,
        authority=authority,
        rows=pages.price_rows(bids_of(tender), amounts, below, out, priced_lines_of(tender)),
        hint=pages.hint_words(hint),
        can_ask=bool(may.may_ask(actor, tender)),
    )


@bp.route(f"{BID}/ask", methods=["GET", "POST"])
def ask(authority: str, tender_id: uuid.UUID, label: str) -> str | Response:
    """Put a question to one bidder under its label; it explains its bid and never changes it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may.may_ask, actor, tender)
    bid = bid_by_label(tender, label)
    form = QuestionForm(data={"purpose": request.args.get("about")})
    if not is_at_least(tender, "moderating"):
        form.purpose.choices = [each for each in form.purpose.choices if each.value != "low_price"]
    if form.validate_on_submit():
        with form.saving():
            act.ask_bidder(actor, tender, bid, form.asked(form.purpose.data), sign_in())
        if form.saved:
            flash(gettext("Bid %(label)s is asked.", label=label), "success")
            return back_to("compliance.overview", authority=authority, tender_id=tender_id)
    return render_template(
        "compliance/ask.html", form=form, tender=tender, authority=authority, label=label
    )


@bp.get(f"{TENDER}/compliance/questions/<int:number>")
def question(authority: str, tender_id: uuid.UUID, number: int) -> str:
    """One question with all that the bidder said to it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may.may_see_compliance, actor, tender)
    asked = question_of(tender, number, *may.UNDER_LABEL)
    return render_template(
        "compliance/question.html",
        tender=tender,
        authority=authority,
        asked=pages.question_line(asked),
    )


@bp.route(f"{BID}/decide/<ground>", methods=["GET", "POST"])
def ruling(authority: str, tender_id: uuid.UUID, label: str, ground: str) -> str | Response:
    """Decide whether a bid is disregarded, after the bidder was heard on it (R11, R17)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may.may_rule, actor, tender)
    bid, form = bid_by_label(tender, label), RulingForm()
    there(ground if ground in may.BY_LABEL else None)
    last, asked = last_ruling(bid, ground), questions_to(bid, HEARD_BY[ground])
    form.is_out.choices = _choices(ground, is_out=last is not None and last.is_out)
    if form.validate_on_submit():
        is_out = form.is_out.data == "yes"
        with form.saving():
            act.rule(actor, tender, bid, ground, is_out=is_out, reason=typed(form.reason))
        if form.saved:
            flash(_said(label, is_out=is_out), "success")
            return back_to("compliance.overview", authority=authority, tender_id=tender_id)
    return render_template(
        "compliance/ruling.html",
        form=form,
        tender=tender,
        authority=authority,
        label=label,
        about=gettext(NAMES[ground]),
        is_heard=act.is_heard_on(bid, ground, last),
        asked=[pages.question_line(each) for each in asked],
        last=pages.ruling_line(last, label) if last else None,
        makes_run=is_at_least(tender, "deciding"),
    )


def _choices(ground: str, *, is_out: bool) -> list[SelectChoice]:
    """What can be decided on this ground, in its own words."""
    stays = {
        "low_price": gettext("It showed that it can do the work for this price: it stays in"),
        "procedural": gettext("The bid is put back: it stays in"),
    }
    goes = {
        "low_price": gettext("It didn’t show it: the bid is disregarded"),
        "procedural": gettext("The bid is disregarded"),
    }
    choices = [SelectChoice("no", stays[ground])] if ground == "low_price" or is_out else []
    return [*choices, SelectChoice("yes", goes[ground])]


def _said(label: str, *, is_out: bool) -> str:
    if is_out:
        return gettext("Bid %(label)s is disregarded.", label=label)
    return gettext("Bid %(label)s stays in.", label=label)
