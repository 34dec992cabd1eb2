"""The lead confirms pass/fail questions, each by label with a reason."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.desk.queries import waits_for_desk
from portal.bids.models import Bid
from portal.bids.queries import bid_by_label, bids_of
from portal.bids.queries_gates import gate_answers_of
from portal.core.authorisation import authorise, there
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.evaluation.queries import confirmations_of
from portal.evaluation.seats import operations as act
from portal.evaluation.seats.forms import GateForm
from portal.evaluation.seats.pages import gate_lines
from portal.evaluation.seats.policy import may_confirm_gate, may_see_gates
from portal.evaluation.seats.views import TENDER, bp
from portal.specifications.models import Gate
from portal.specifications.queries import gates_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{TENDER}/gates")
def gates(authority: str, tender_id: uuid.UUID) -> str:
    """What each bid says to each pass/fail question, and what was confirmed."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    waits = waits_for_desk(tender)
    authorise(may_see_gates, actor, tender, waits)
    lines = gate_lines(
        bids_of(tender), gates_of(tender), gate_answers_of(tender), confirmations_of(tender)
    )
    return render_template(
        "evaluation/gates.html",
        tender=tender,
        authority=authority,
        lines=lines,
        has_gates=any(line["gates"] for line in lines),
        can_confirm=bool(may_confirm_gate(actor, tender, waits)),
    )


@bp.route(f"{TENDER}/gates/<label>/<code>", methods=["GET", "POST"])
def gate(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Read the evidence, say whether it passes and why; a change is a new version (R5)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_confirm_gate, actor, tender, waits_for_desk(tender))
    bid, found = bid_by_label(tender, label), _gate(tender, code)
    last = confirmations_of(tender).get((bid.id, found.id))
    said = {"passed": "yes" if last.passed else "no", "reason": last.reason} if last else {}
    form = GateForm(data=said)
    if form.validate_on_submit():
        with form.saving():
            passed = form.passed.data == "yes"
            act.confirm_gate(actor, tender, bid, found, passed, typed(form.reason))
        if form.saved:
            return _go_on(tender, authority)
    return render_template(
        "evaluation/gate.html",
        form=form,
        tender=tender,
        authority=authority,
        label=label,
        gate=found,
        answer=gate_answers_of(tender).get((bid.id, found.id)),
        is_change=last is not None,
    )


def _gate(tender: Tender, code: str) -> Gate:
    found = next((each for each in gates_of(tender) if each.code == code), None)
    return there(found)


def _go_on(tender: Tender, authority: str) -> Response:
    """To the next question that isn't confirmed, else back to all of them."""
    place = {"authority": authority, "tender_id": tender.id}
    left = _first_left(tender)
    if left is None:
        flash(gettext("Every pass or fail question is confirmed."), "success")
        return back_to("seats.gates", **place)
    bid, found = left
    return back_to("seats.gate", **place, label=bid.label, code=found.code)


def _first_left(tender: Tender) -> tuple[Bid, Gate] | None:
    confirmed, gates_asked = confirmations_of(tender), gates_of(tender)
    left = ((bid, gate) for bid in bids_of(tender) for gate in gates_asked)
    return next((pair for pair in left if (pair[0].id, pair[1].id) not in confirmed), None)
