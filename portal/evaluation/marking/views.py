"""An evaluator's pages: what is left, and each bid's marks before and after they are sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.audit.receipts import Kept, receipt_for
from portal.core import clock
from portal.core.authorisation import Actor, admit, authorise
from portal.core.downloads import as_download
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor, reads_plain
from portal.evaluation.marking import operations as act
from portal.evaluation.marking import queries as ask
from portal.evaluation.marking.beside import Told
from portal.evaluation.marking.pages import mark_lines, sheet_lines
from portal.evaluation.marking.pages_answer import told_lines
from portal.evaluation.marking.policy import (
    may_lift_own,
    may_mark,
    may_read_sheet,
    may_see_sheets,
)
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.reopening import is_open_again
from portal.evaluation.marking.steps import steps_left
from portal.evaluation.marking.together import all_on, two_on
from portal.evaluation.marking.walk import first_of_bids, first_waiting
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.practice.queries import promise_of
from portal.evaluation.progress.queries import days_of, stops_of
from portal.evaluation.queries import seat_of, voided_of
from portal.evaluation.reading.queries import own_flags
from portal.evaluation.seats.policy import may_renew, may_see_changes
from portal.evaluation.seats.queries import has_declared
from portal.evaluation.seats.queries_later import is_asked_to_renew
from portal.evaluation.yeses import who_said_yes
from portal.specifications.interviewed import has_interviews
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least, stage_of

bp = Blueprint("marking", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"
BASE = f"{TENDER}/marking"


def words_choices(actor: Actor) -> list[dict[str, Any]]:
    """The two ways of words, and which one the person has now."""
    plain = reads_plain()
    return [
        {"value": "plain", "text": gettext("Plain words"), "current": plain},
        {"value": "standard", "text": gettext("Standard words"), "current": not plain},
    ]


@bp.get(BASE)
def sheets(authority: str, tender_id: uuid.UUID) -> str:
    """An evaluator's home for one tender: what is left, in their own order, in plain words."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    admit(lambda: seat is not None)
    authorise(may_see_sheets, actor, tender)
    assert seat is not None
    own = ask.own_sheets(tender, seat)
    ends_on, lines = days_of(tender).of(seat.sheets_seat_id), sheet_lines(own)
    gone, declared = voided_of(tender).seats, has_declared(seat)
    why_voided = gone.get(seat.id) or gone.get(seat.sheets_seat_id)
    links = _links(authority, tender_id)
    steps = None if why_voided else steps_left(tender, seat, own, links, declared=declared)
    return render_template(
        "evaluation/sheets.html",
        tender=tender,
        authority=authority,
        ends_on=ends_on,
        is_late=ends_on is not None and ends_on < clock.today(),
        choices=words_choices(actor),
        lines=lines,
        steps=steps,
        left=sum(line["is_open"] for line in lines),
        why_voided=why_voided,
        has_begun=any(each.marks or each.drafts for each in own),
        can_take=promise_of(seat) is not None,
        stop=_stop(tender, seat),
        **(_when(tender) | _changes(actor, tender, seat) | _on(tender, seat, own)),
    )


@bp.get(f"{TENDER}/next-to-mark")
def go_on(authority: str, tender_id: uuid.UUID) -> Response:
    """Straight to the first question that waits, from one's home in one step."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    admit(lambda: seat is not None)
    authorise(may_see_sheets, actor, tender)
    assert seat is not None
    own = ask.own_sheets(tender, seat) if stage_of(tender) == "marking" else []
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    found = first_waiting(tender, own) or first_of_bids(own)
    if found:
        return back_to("marking.mark", **place, label=found[0], code=found[1])
    return back_to("marking.sheets", **place)


def _on(tender: Tender, seat: Seat, own: Sequence[OwnSheet]) -> dict[str, Any]:
    """Where one goes on, question by question; and the bids on which the lead answered."""
    heard = {label for flag, label, _criterion in own_flags(seat) if flag.answer and own}
    return {"goes_on": first_waiting(tender, own), "heard": sorted(heard)}


def _links(authority: str, tender_id: uuid.UUID) -> dict[str, str]:
    pages = {
        "declare": "seats.declare",
        "promise": "practice.promise",
        "practise": "practice.practice",
    }
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    return {step: url_for(page, **place) for step, page in pages.items()}


def _stop(tender: Tender, seat: Seat) -> str:
    """`said` once somebody stops, or what was decided; else nothing."""
    stops = stops_of(tender)
    if seat.id in stops.decided:
        return stops.decided[seat.id].outcome
    return "said" if seat.id in stops.said else ""


def _changes(actor: Actor, tender: Tender, seat: Seat) -> dict[str, bool]:
    """Whether something may have changed, and whether everybody is asked just now (R16)."""
    return {
        "can_change": bool(may_see_changes(actor, tender, seat)),
        "is_asked_again": bool(may_renew(actor, tender, seat)) and is_asked_to_renew(tender, seat),
    }


def _when(tender: Tender) -> dict[str, bool]:
    return {
        "is_early": not is_at_least(tender, "marking"),
        "is_opened": is_at_least(tender, "opened"),
        "is_marking": stage_of(tender) == "marking",
        "is_again": is_open_again(tender),
        "is_moderating": stage_of(tender) == "moderating",
        "tells_contact": is_at_least(tender, "opened"),
        "has_interviews": is_at_least(tender, "moderating") and has_interviews(tender),
    }


@bp.route(f"{BASE}/<label>", methods=["GET", "POST"])
def sheet(authority: str, tender_id: uuid.UUID, label: str) -> str | Response:
    """Check before you send; afterwards own marks and reasons stay readable."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat, own = ask.own_sheet(actor, tender, label)
    authorise(may_read_sheet, actor, tender, seat, own and own.sheet)
    assert own is not None
    form = ActionForm()
    if request.method == "POST":
        authorise(may_mark, actor, tender, *asked_of(seat, own))
        if form.validate_on_submit():
            with form.saving():
                act.send_sheet(actor, tender, own.sheet)
            if form.saved:
                return _sent(authority, tender, own.sheet, label)
            seat, own = ask.own_sheet(actor, tender, label)
            assert own is not None
    return render_template(
        "evaluation/sheet.html",
        form=form,
        tender=tender,
        authority=authority,
        own=own,
        label=own.label,
        left=len(own.left),
        next=next((each.code for each in own.left), None),
        lines=mark_lines(own, reads_plain()),
        receipt=_receipt(tender, own),
        together=_together(tender, seat, own),
        **_may(actor, tender, seat, own),
    )


def _sent(authority: str, tender: Tender, sent: Sheet, label: str) -> Response:
    """Back to all bids; or to this one, where the other of two has to say yes too (P7)."""
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    if sent.sent_at is None:
        return back_to("marking.sheet", label=label, **place, _anchor="send")
    flash(gettext("Your marks for Bid %(label)s are sent.", label=label), "success")
    return back_to("marking.sheets", **place)


def _told(seat: Seat | None, label: str) -> list[dict[str, str | None]]:
    found = own_flags(seat) if seat else []
    told = [flag for flag, of_label, _criterion in found if of_label == label]
    return told_lines(
        [Told(each.kind, each.words, each.answer.words if each.answer else None) for each in told]
    )


def _may(actor: Actor, tender: Tender, seat: Seat | None, own: OwnSheet) -> dict[str, Any]:
    return {
        "told": _told(seat, own.label),
        "can_mark": bool(may_mark(actor, tender, *asked_of(seat, own))),
        "can_lift": bool(may_lift_own(actor, tender, seat, own.sheet)),
    }


@bp.get(f"{TENDER}/receipts/<label>.txt")
def receipt_file(authority: str, tender_id: uuid.UUID, label: str) -> Response:
    """That one's marks are in the log: a promise until marking closes, then a proof."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat, own = own_of(actor, tender, label)
    authorise(may_read_sheet, actor, tender, seat, own and own.sheet)
    kept = _receipt(tender, own) or abort(404)
    return as_download(kept.text, kept.file_name)


def _receipt(tender: Tender, own: OwnSheet | None) -> Kept | None:
    if own is None or not own.is_sent:
        return None
    senders = (each.person_id for each in all_on(tender, own.sheet))
    told = (receipt_for(tender.id, "sheet:sent", by=by, label=own.label) for by in senders)
    return next((kept for kept in told if kept), None)


def _together(tender: Tender, seat: Seat | None, own: OwnSheet) -> dict[str, str] | None:
    """Of two who mark as one: the other one's name, and who has said yes to these marks."""
    two = two_on(tender, own.sheet)
    if seat is None or two is None:
        return None
    other = next(each.person_id for each in two if each.id != seat.id)
    return {"name": people_by_id([other])[other].name, "yes": who_said_yes(own.sheet, seat)}


def asked_of(
    seat: Seat | None, own: OwnSheet | None
) -> tuple[Seat | None, Sheet | None, bool, bool]:
    """What `may_mark` asks of somebody's seat and sheet."""
    if own is None:
        return seat, None, False, False
    return seat, own.sheet, own.is_voided, own.has_promised


def own_of(actor: Actor, tender: Tender, label: str) -> tuple[Seat | None, OwnSheet | None]:
    """The actor's seat and sheet on one bid, as far as they are there (R16)."""
    return ask.own_sheet(actor, tender, label)
