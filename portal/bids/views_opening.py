"""Pages on which the lead opens the bids, and where they are read under their labels."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids import operations as act
from portal.bids.desk.policy import may_name_officer, may_read_shown_bids
from portal.bids.desk.queries import release_of, waits_for_desk
from portal.bids.desk.reading import Links, file_links
from portal.bids.policy import may_open_bids, may_see_opening
from portal.bids.progress import read_answers, read_gates
from portal.bids.queries import BlindBid, bids_of, blind_bid, gate_answers_of, questions_of
from portal.bids.views import bp
from portal.core.authorisation import authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor, records_opening
from portal.tenders.looks import note_look
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least

TENDER = "/<authority>/tenders/<uuid:tender_id>"


@bp.route(f"{TENDER}/opening", methods=["GET", "POST"])
def opening(authority: str, tender_id: uuid.UUID) -> str | Response:
    """When the bids can be opened; after the deadline the button, then the labels drawn (R29)."""
    actor, opens = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=opens)
    authorise(may_open_bids if opens else may_see_opening, actor, tender)
    form, path = ActionForm(), {"authority": authority, "tender_id": tender_id}
    if form.validate_on_submit():
        with form.saving():
            act.open_bids(actor, tender)
        if form.saved:
            return back_to("bids.opening", **path)
    is_open = is_at_least(tender, "opened")
    waits = is_open and waits_for_desk(tender)
    return render_template(
        "bids/opening.html",
        form=form,
        tender=tender,
        path=path,
        is_open=is_open,
        waits_for_desk=waits,
        can_open=bool(may_open_bids(actor, tender)),
        can_name=bool(may_name_officer(actor, tender, is_open and release_of(tender) is not None)),
        labels=[bid.label for bid in bids_of(tender)] if is_open else [],
    )


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
    if may_see_opening(actor, tender):
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
