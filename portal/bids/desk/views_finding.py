"""Pages on which the officer deals with findings, looks for more, covers, and says 'all read'."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.bids.desk import operations as act
from portal.bids.desk.finding import texts_of
from portal.bids.desk.forms import AreaForm, DealForm, WordsForm
from portal.bids.desk.pages import KINDS, Places, context_of
from portal.bids.desk.queries import (
    attachments_of_bid,
    clean_page,
    clean_pages,
    dealt_with,
    finding_of,
    findings_of,
)
from portal.bids.desk.views import DESK, AtDesk, at_desk, codes_of, page_name, show_bid
from portal.bids.models import Bid
from portal.bids.queries import bid_by_label, questions_of
from portal.bids.views import bp
from portal.core.forms import ActionForm, typed

BID = f"{DESK}/<label>"


@bp.route(f"{BID}/findings/<int:number>", methods=["GET", "POST"])
def finding(authority: str, tender_id: uuid.UUID, label: str, number: int) -> str | BaseResponse:
    """One finding where it stands: take it out, or let it stand and say why."""
    here = at_desk(authority, tender_id)
    bid = bid_by_label(here.tender, label)
    found = finding_of(bid, number)
    last = dealt_with(bid).get(found.id)
    form = DealForm(data={"outcome": last.outcome, "why": last.why} if last else None)
    if form.validate_on_submit():
        with form.saving():
            outcome, why = form.outcome.data, form.why.data or ""
            act.deal(here.actor, here.tender, bid, found, outcome, why)
        if form.saved:
            return _next(here, bid, number)
        here = at_desk(authority, tender_id)
        bid = bid_by_label(here.tender, label)
        found = finding_of(bid, number)
    pages = clean_pages(bid)
    codes = codes_of(questions_of(here.tender))
    texts = {place[1]: text for place, text in texts_of(bid, pages)}
    return here.show(
        "finding",
        form=form,
        label=label,
        number=number,
        kind=KINDS[found.kind],
        where=Places(codes, attachments_of_bid(bid), pages).of(found),
        page_id=found.page_id,
        **context_of(found, texts),
    )


def _next(here: AtDesk, bid: Bid, number: int) -> BaseResponse:
    """To the next finding that isn't dealt with, else back to the bid."""
    done = dealt_with(bid)
    left = [each.number for each in findings_of(bid) if each.id not in done]
    after = next((each for each in left if each > number), left[0] if left else None)
    if after is None:
        flash(gettext("Every finding is dealt with."), "success")
        return here.back("desk_bid", label=bid.label)
    return here.back("finding", label=bid.label, number=after)


@bp.route(f"{BID}/look-for", methods=["GET", "POST"])
def look_for(authority: str, tender_id: uuid.UUID, label: str) -> str | BaseResponse:
    """Look for a contract, a service or a name in the whole bid; each place is a finding."""
    here = at_desk(authority, tender_id)
    bid = bid_by_label(here.tender, label)
    form = WordsForm()
    if form.carried_out(act.find_words, here.actor, here.tender, bid, typed(form.words)):
        flash(gettext("Found: deal with it in the list."), "success")
        return here.back("desk_bid", label=label)
    return at_desk(authority, tender_id).show("look_for", form=form, label=label)


@bp.route(f"{BID}/pages/<uuid:page_id>", methods=["GET", "POST"])
def desk_page(
    authority: str, tender_id: uuid.UUID, label: str, page_id: uuid.UUID
) -> str | BaseResponse:
    """One clean page with its text; a face, a logo or a signature on it can be covered."""
    here = at_desk(authority, tender_id)
    bid = bid_by_label(here.tender, label)
    page = clean_page(bid, page_id)
    form = AreaForm()
    if form.validate_on_submit():
        with form.saving():
            act.cover_area(here.actor, here.tender, bid, page, form.box())
        if form.saved:
            flash(gettext("That part will be covered."), "success")
            return here.back("desk_page", label=label, page_id=page_id)
        here = at_desk(authority, tender_id)
        bid = bid_by_label(here.tender, label)
        page = clean_page(bid, page_id)
    covered = [each.box for each in findings_of(bid) if each.page_id == page.id and each.box]
    return here.show(
        "page",
        form=form,
        label=label,
        page=page,
        name=page_name(here, bid, page),
        covered=[{"words": _in_per_cent(b), "box": " ".join(map(str, b))} for b in covered],
        is_open=here.can_work and bid.id not in here.desk.read,
    )


def _in_per_cent(box: list[int]) -> str:
    left, top, right, bottom = (f"{edge / 10:g}" for edge in box)
    return gettext(
        "from %(left)s to %(right)s across, from %(top)s to %(bottom)s down",
        left=left,
        right=right,
        top=top,
        bottom=bottom,
    )


@bp.post(f"{BID}/take-out")
def take_out(authority: str, tender_id: uuid.UUID, label: str) -> str | BaseResponse:
    """Take out every finding that isn't dealt with yet."""
    done = gettext("All that was left is taken out.")
    return _press(authority, tender_id, label, act.take_out_the_rest, done)


@bp.post(f"{BID}/read")
def all_read(authority: str, tender_id: uuid.UUID, label: str) -> str | BaseResponse:
    """Say that all of a bid is read and every page seen; nothing in it changes after."""
    done = gettext("This bid is read.")
    return _press(authority, tender_id, label, act.say_read, done)


def _press(
    authority: str, tender_id: uuid.UUID, label: str, does: Callable[..., None], done: str
) -> str | BaseResponse:
    here, form = at_desk(authority, tender_id), ActionForm()
    bid = bid_by_label(here.tender, label)
    if form.carried_out(does, here.actor, here.tender, bid):
        flash(done, "success")
        return here.back("desk_bid", label=label)
    return show_bid(at_desk(authority, tender_id), label, form)
