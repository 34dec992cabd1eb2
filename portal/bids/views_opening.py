"""Pages on which two of three open the bids, and where they are read under their labels."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.limits import limit_wrong_phrases
from portal.bids.desk.policy import may_name_officer, may_read_shown_bids
from portal.bids.desk.queries import release_of, waits_for_desk
from portal.bids.desk.reading import Links, file_links
from portal.bids.importing.policy import may_import, may_invite_bidders, may_take_workbook
from portal.bids.opening import bring_share
from portal.bids.opening_record import record_of
from portal.bids.policy import may_open_bids, may_see_opening, may_use_code
from portal.bids.progress import read_answers, read_gates
from portal.bids.queries import BlindBid, bids_of, blind_bid, questions_of
from portal.bids.queries_gates import gate_answers_of
from portal.bids.views import bp
from portal.core.authorisation import authorise
from portal.core.database import db
from portal.core.forms import Form
from portal.core.phrases import PhraseForm
from portal.core.web import back_to, current_actor, records_opening
from portal.tenders.looks import note_look
from portal.tenders.openers.forms import CodeForm
from portal.tenders.openers.models import OFFICERS, RECOVERY
from portal.tenders.openers.queries import WINDOW, key_of_bids, openers_of, waiting_turn
from portal.tenders.openers.views import key_of_code, unlocked
from portal.tenders.policy import leads
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least

TENDER = "/<authority>/tenders/<uuid:tender_id>"


@bp.route(f"{TENDER}/opening", methods=["GET", "POST"])
@limit_wrong_phrases
def opening(authority: str, tender_id: uuid.UUID) -> str | Response:
    """When bids can be opened; an officer's turn after the deadline; then the record (R29)."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    seat = openers_of(tender).seat_of(actor.person_id)
    if request.method == "POST":
        authorise(may_open_bids, actor, tender, seat)
    else:
        authorise(may_see_opening, actor, tender)
    form = PhraseForm()
    if form.validate_on_submit() and (private := unlocked(form, authority, tender_id)):
        assert seat
        if _taken(form, path, seat, private):
            return back_to("bids.opening", **path)
    return render_template("bids/opening.html", form=form, **_opening(tender_id, authority))


@bp.route(f"{TENDER}/opening/recovery", methods=["GET", "POST"])
@limit_wrong_phrases
def open_with_code(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Somebody brings the recovery code, where an officer can't take their turn (R29)."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    authorise(may_use_code, actor, tender)
    form = CodeForm()
    if form.validate_on_submit() and (private := key_of_code(form, tender_id)):
        if _taken(form, path, RECOVERY, private):
            return back_to("bids.opening", **path)
        g.phrase_was_wrong = bool(form.code.errors)
    return render_template("bids/open_with_code.html", form=form, **_opening(tender_id, authority))


def _taken(form: Form, path: dict[str, Any], seat: str, private: bytes) -> bool:
    """One turn, in a transaction of its own that holds the tender alone."""
    actor = current_actor()
    db.session.rollback()
    with form.saving():
        tender = open_tender(actor, path["authority"], path["tender_id"], moves=True)
        is_open = bring_share(actor, tender, seat, private) is not None
    if form.saved:
        done = gettext("The bids are open.")
        flash(done if is_open else gettext("Your turn is taken. Now the second one."), "success")
    return form.saved


def _opening(tender_id: uuid.UUID, authority: str) -> dict[str, Any]:
    """What the page of an opening shows, as it stands now."""
    actor = current_actor()
    tender, path = (
        open_tender(actor, authority, tender_id),
        {"authority": authority, "tender_id": tender_id},
    )
    openers, is_open = openers_of(tender), is_at_least(tender, "opened")
    waiting = None if is_open or tender.bids_system else waiting_turn(key_of_bids(tender))
    seat, leads_it = openers.seat_of(actor.person_id), bool(leads(actor, tender))
    took_turn = waiting is not None and waiting.person_id == actor.person_id
    return {
        "tender": tender,
        "path": path,
        "is_open": is_open,
        "record": record_of(tender) if is_open else None,
        "officers": [openers.name_of(each) for each in OFFICERS],
        "until": waiting.taken_at + WINDOW if waiting else None,
        "took_turn": took_turn,
        "can_open": bool(may_open_bids(actor, tender, seat)) and not took_turn,
        "can_use_code": bool(may_use_code(actor, tender)) and not took_turn,
        "leads": leads_it,
        "can_import": bool(may_import(actor, tender, seat)),
        "can_take": bool(may_take_workbook(actor, tender, seat)),
        "can_invite": bool(may_invite_bidders(actor, tender)),
        "waits_for_desk": is_open and waits_for_desk(tender),
        "can_name": bool(
            may_name_officer(actor, tender, is_open and release_of(tender) is not None)
        ),
        "labels": [bid.label for bid in bids_of(tender)] if is_open and leads_it else [],
    }


@bp.get(f"{TENDER}/bids/<label>")
@records_opening
def read(authority: str, tender_id: uuid.UUID, label: str) -> str:
    """Read one bid under its label: answers and pass/fail, neither its provider nor its price."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_shown_bids, actor, tender, waits_for_desk(tender))
    bid, questions = blind_bid(tender, label), questions_of(tender)
    note_look("bid:looked-at", actor, tender, label=bid.label)
    given = gate_answers_of(tender)
    path: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    back = {"href": url_for("overview.tender", **path), "text": gettext("Back to the tender")}
    if leads(actor, tender):
        back = {"href": url_for("bids.opening", **path), "text": gettext("Back to the bids")}
    gates = {
        gate.code: {"passes": answer.passes, "evidence": answer.evidence}
        for gate in questions.gates
        if (answer := given.get((bid.id, gate.id)))
    }
    return render_template(
        "bids/read.html",
        tender=tender,
        path=path,
        back=back,
        label=bid.label,
        labels=[each.label for each in bids_of(tender)],
        answers=read_answers({"answers": bid.answers}, questions),
        gates=read_gates({"gates": gates}, questions),
        files=_files(bid, path | {"label": label}),
    )


def _files(bid: BlindBid, path: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The clean files beside each answer, with the addresses of their first pages."""

    def link(code: str) -> Links:
        return lambda number, page: url_for(
            "bids.file_page", **path, code=code, number=number, page=page
        )

    return {code: file_links(files, link(code)) for code, files in bid.files.items()}
