"""What the leads do with rounds: ask a panel to write, end it, and say by when answers come."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from flask import abort, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import Actor, authorise, there
from portal.core.formats import late_words
from portal.core.web import back_to, current_actor
from portal.participation.insights.policy import may_read_all_insights
from portal.participation.insights.queries import known_about
from portal.participation.insights.views import line_of
from portal.participation.panels.queries import panel_by_id, panels_of_authority
from portal.specifications.cowriting import operations_rounds as rounds_act
from portal.specifications.cowriting.forms import EndForm, end_form, round_form
from portal.specifications.cowriting.models import Round
from portal.specifications.cowriting.part import is_open
from portal.specifications.cowriting.policy import may_run_rounds, may_see_rounds
from portal.specifications.cowriting.queries import rounds_of, suggestions_of
from portal.specifications.cowriting.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get("/writing-rounds")
def rounds(authority: str, tender_id: uuid.UUID) -> str:
    """Which panels write with this tender, for what, and until when."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_rounds, actor, tender)
    found = rounds_of(tender)
    waiting = Counter(e.round_id for e in suggestions_of(tender) if e.state != "answered")
    return render_template(
        "cowriting/rounds.html",
        tender=tender,
        authority=authority,
        rounds=[
            {
                "row": each,
                "is_open": is_open(each),
                "closes_on": each.last_day,
                "to_answer": waiting[each.id],
                "late": late_words(late) if waiting[each.id] and (late := _late(each)) else "",
            }
            for each in found
        ],
        may_run=bool(may_run_rounds(actor, tender)),
    )


def _late(each: Round) -> int:
    return max(0, (clock.today() - each.answered_by).days)


@bp.route("/writing-rounds/new", methods=["GET", "POST"])
def new_round(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Ask a panel to write with a tender."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_run_rounds, actor, tender)
    panels = [each for each in panels_of_authority() if each.ended_at is None]
    form = round_form(panels)
    if panels and form.validate_on_submit():
        facts = form.facts()
        panel = panel_by_id(facts.panel_id)
        panel = there(panel)
        with form.saving():
            rounds_act.open_round(actor, tender, panel, facts)
        if form.saved:
            flash(gettext("The round is open. The panel can write now."), "success")
            return back_to("cowriting.rounds", authority=authority, tender_id=tender_id)
    return render_template(
        "cowriting/new_round.html",
        form=form,
        tender=tender,
        authority=authority,
        known=_known(actor, tender, authority),
    )


def _known(actor: Actor, tender: Tender, authority: str) -> list[dict[str, Any]]:
    """What people said that fits the tender, before anybody is asked anything new (P4)."""
    if not may_read_all_insights(actor, tender.authority_id):
        return []
    found = known_about(f"{tender.title} {tender.description}")
    return [line_of(each, authority) for each in found]


@bp.route("/writing-rounds/<uuid:round_id>", methods=["GET", "POST"])
def end_round(authority: str, tender_id: uuid.UUID, round_id: uuid.UUID) -> str | Response:
    """Close a round early, or give it more time."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_run_rounds, actor, tender)
    each = next((one for one in rounds_of(tender) if one.id == round_id), None) or abort(404)
    form = end_form(each.answered_by, is_open=is_open(each))
    if form.validate_on_submit():
        with form.saving():
            _end(actor, tender, each, form)
        if form.saved:
            return back_to("cowriting.rounds", authority=authority, tender_id=tender_id)
    return render_template(
        "cowriting/end_round.html",
        form=form,
        tender=tender,
        authority=authority,
        round=each,
        closes_on=each.last_day,
    )


def _end(actor: Actor, tender: Tender, each: Round, form: EndForm) -> None:
    reason = (form.reason.data or "").strip()
    answers_by = form.answers_by.data
    if form.what.data == "close":
        rounds_act.close_round(actor, tender, each, reason, answers_by)
    elif form.what.data == "answers":
        rounds_act.move_answers(actor, tender, each, answers_by, reason)
    else:
        assert form.closes_on.data is not None, "the form asks for it"
        rounds_act.prolong_round(actor, tender, each, form.closes_on.data, reason, answers_by)
