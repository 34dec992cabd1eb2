"""The lead's pages: the order of reading, warnings before hard passages, what evaluators tell."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.desk.queries import waits_for_desk
from portal.bids.desk.reading import file_links
from portal.bids.queries import BlindBid, bid_by_label, blind_bid
from portal.core.authorisation import authorise
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.evaluation.queries import bids_to_mark
from portal.evaluation.reading import operations as act
from portal.evaluation.reading import pages as show
from portal.evaluation.reading import queries as ask
from portal.evaluation.reading.forms import AnswerForm, OrderForm
from portal.evaluation.reading.policy import (
    may_answer_flag,
    may_see_flags,
    may_set_order,
    may_warn,
)
from portal.evaluation.reading.text import blocks_of
from portal.specifications.interviewed import written_of
from portal.specifications.queries import criteria_of
from portal.tenders.operations import set_marking_order
from portal.tenders.queries import open_tender

bp = Blueprint("reading", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"


@bp.route(f"{TENDER}/marking-order", methods=["GET", "POST"])
def order(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The lead decides in which order evaluators read, before marking starts (R14)."""
    actor, changes = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=changes)
    authorise(may_set_order, actor, tender)
    form = OrderForm(data={"order": tender.marking_order})
    if form.validate_on_submit():
        with form.saving():
            set_marking_order(actor, tender, form.order.data)
        if form.saved:
            flash(gettext("Saved."), "success")
            return back_to("overview.tender", authority=authority, tender_id=tender_id)
    return render_template("reading/order.html", form=form, tender=tender, authority=authority)


@bp.get(f"{TENDER}/hard-passages")
def passages(authority: str, tender_id: uuid.UUID) -> str:
    """Every answer that is marked, and where people are warned before they read (P25)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_warn, actor, tender, waits_for_desk(tender))
    sections = show.passage_sections(
        bids_to_mark(tender),
        written_of(criteria_of(tender)),
        ask.warnings_of(tender),
        lambda label, code: url_for(
            "reading.passage", authority=authority, tender_id=tender_id, label=label, code=code
        ),
    )
    return render_template(
        "reading/passages.html", tender=tender, authority=authority, sections=sections
    )


@bp.route(f"{TENDER}/hard-passages/<label>/<code>", methods=["GET", "POST"])
def passage(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Read one answer, and warn before it or before one of its paragraphs; or take that back."""
    actor, takes_back = current_actor(), request.form.get("do") == "take-back"
    tender = open_tender(actor, authority, tender_id)
    authorise(may_warn, actor, tender, waits_for_desk(tender))
    bid, criterion = bid_by_label(tender, label), ask.criterion_coded(tender, code)
    blind, said = blind_bid(tender, label), ask.last_word_on(bid.id, criterion)
    form = show.form_for(blind, code, said)
    sent, where = ActionForm() if takes_back else form, (actor, tender, bid, criterion)
    if sent.validate_on_submit():
        with sent.saving():
            if takes_back:
                act.take_warning_back(*where, *_page_sent())
            else:
                act.warn_before(*where, form.place(), typed(form.words), form.places)
        if sent.saved:
            flash(gettext("Saved."), "success")
            return back_to("reading.passages", authority=authority, tender_id=tender_id)
    return render_template(
        "reading/passage.html",
        form=sent if sent.errors else form,
        warn=form,
        tender=tender,
        authority=authority,
        label=label,
        criterion=criterion,
        warned=ask.pages_warned(bid.id, criterion),
        **_to_read(blind, code, {"authority": authority, "tender_id": tender_id, "label": label}),
        is_warned=bool(said and said.is_hard),
    )


def _page_sent() -> tuple[int, int]:
    """The page of a file whose warning is taken back; zeros: the answer's."""
    return request.form.get("file", 0, type=int), request.form.get("page", 0, type=int)


def _to_read(blind: BlindBid, code: str, place: dict[str, Any]) -> dict[str, Any]:
    """The answer in blocks, and the clean files that came with it."""

    def link(number: int, page: int) -> str:
        return url_for("bids.file_page", **place, code=code, number=number, page=page)

    return {
        "blocks": blocks_of(blind.answers.get(code, ""), ()),
        "files": file_links(blind.files.get(code, ()), link),
    }


@bp.get(f"{TENDER}/flags")
def flags(authority: str, tender_id: uuid.UUID) -> str:
    """What evaluators told the lead about answers; nothing says who, and no mark is here (R18)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_flags, actor, tender)
    lines = show.flag_lines(ask.flags_of(tender))
    return render_template("reading/flags.html", tender=tender, authority=authority, lines=lines)


@bp.route(f"{TENDER}/flags/<int:number>", methods=["GET", "POST"])
def flag(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Read one, see what can be done, and answer it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_flags, actor, tender)
    if request.method == "POST":
        authorise(may_answer_flag, actor, tender)
    found, label, criterion = ask.flag_numbered(tender, number)
    form = AnswerForm()
    if form.validate_on_submit():
        with form.saving():
            act.answer_flag(actor, tender, found, form.words.data or "")
        if form.saved:
            flash(gettext("Whoever told you can read your answer now."), "success")
            return back_to("reading.flags", authority=authority, tender_id=tender_id)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    return render_template(
        "reading/flag.html",
        form=form,
        tender=tender,
        authority=authority,
        flag=show.flag_facts(found, label, criterion),
        can_answer=bool(may_answer_flag(actor, tender)) and found.answer is None,
        can_lift=bool(may_answer_flag(actor, tender)),
        can_warn=bool(may_warn(actor, tender, False)),
        place=place,
    )
