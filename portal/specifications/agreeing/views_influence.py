"""Pages of influence: the matrix, one cell, the approver's word, and a member's own (P3, P15)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.participation.beside.choices import fit_to_helper
from portal.participation.panels.models import PANEL_KINDS
from portal.specifications.agreeing import operations_influence as act
from portal.specifications.agreeing import queries_influence as ask
from portal.specifications.agreeing.forms import UnderstandForm
from portal.specifications.agreeing.forms_influence import ApproveForm, influence_form
from portal.specifications.agreeing.influence import CELLS, Cell, state_of, statement_of
from portal.specifications.agreeing.models import STEPS
from portal.specifications.agreeing.policy import (
    may_approve_left_out,
    may_count_words,
    may_see_influence,
    may_state_influence,
)
from portal.specifications.agreeing.views import bp
from portal.specifications.cowriting.looks import panels_of, tells_of_nobody
from portal.specifications.cowriting.policy import may_write_with
from portal.specifications.cowriting.queries import (
    open_shared_tender,
)
from portal.specifications.queries import draft_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get("/influence")
def influence(authority: str, tender_id: uuid.UUID) -> str:
    """What each group can do at each step, and what its marks do."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_influence, actor, tender)
    return _matrix(authority, tender, ActionForm())


def _matrix(authority: str, tender: Tender, form: ActionForm) -> str:
    actor = current_actor()
    draft, stated = draft_of(tender), ask.stated_of(tender)
    approvers, understood = ask.approvers_of(stated), ask.understanding_of(tender)
    counts = bool(may_count_words(actor, tender))
    return render_template(
        "agreeing/influence.html",
        form=form,
        tender=tender,
        authority=authority,
        groups=[
            {
                "said": statement_of(draft, stated, kind),
                "cells": [
                    _line(f"{step}-{kind}", step, stated.get((step, kind)))
                    | {"approved_by": approvers.get((step, kind))}
                    for step in STEPS
                ],
                "is_writing": kind in understood,
                "understood": _understood(
                    understood.get(kind), None if counts else tender.least_shown
                ),
            }
            for kind in PANEL_KINDS
        ],
        may_state=bool(may_state_influence(actor, tender)),
        may_approve=bool(may_approve_left_out(actor, tender)),
    )


def _understood(told: ask.Understanding | None, least: int | None) -> tuple[int, int] | None:
    """Every number for the two leads; for others those that R19 allows."""
    if told is None:
        return None
    return (told.said, told.members) if least is None else told.shown(least)


def _line(code: str, step: str, cell: Any) -> dict[str, Any]:
    return {"code": code, "step": step, "cell": cell, "state": state_of(cell)}


@bp.route("/influence/<code>", methods=["GET", "POST"])
def state(authority: str, tender_id: uuid.UUID, code: str) -> str | Response:
    """Say what a group can do at one step, or why it has no part in it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_state_influence, actor, tender)
    step, kind = cell = _cell(code)
    form = influence_form(ask.stated_of(tender).get(cell))
    if form.validate_on_submit() and tells_of_nobody(form, form.text, panels_of(tender)):
        with form.saving():
            act.state_influence(actor, tender, cell, form.facts())
        if form.saved:
            return back_to(".influence", authority=authority, tender_id=tender_id)
    return render_template(
        "agreeing/state.html", form=form, tender=tender, authority=authority, step=step, kind=kind
    )


def _cell(code: str) -> Cell:
    return CELLS.get(code) or abort(404)


@bp.post("/influence/<code>/approve")
def approve_left_out(authority: str, tender_id: uuid.UUID, code: str) -> str | Response:
    """The approver approves that a group has no part in a step (P1)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_approve_left_out, actor, tender)
    cell, form = _cell(code), ApproveForm()
    if form.carried_out(act.approve_left_out, actor, tender, cell, form.version.data):
        flash(gettext("Your approval is recorded."), "success")
        return back_to(".influence", authority=authority, tender_id=tender_id)
    return _matrix(authority, tender, form)


@bp.route("/influence/mine", methods=["GET", "POST"])
def understand(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A member reads how much say they have, and says that they understood it (P15)."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    said = statement_of(draft_of(tender), ask.stated_of(tender), part.member.panel.kind)
    digest, form = ask.digest_of(said), fit_to_helper(UnderstandForm(), part.member)
    noted = (act.note_understood, actor, tender, part.member, digest)
    if form.is_as_read(digest) and form.carried_out(*noted):
        flash(gettext("Thank you."), "success")
        return back_to("cowriting.together", authority=authority, tender_id=tender_id)
    return render_template(
        "agreeing/understand.html",
        form=form,
        tender=tender,
        authority=authority,
        said=said,
        is_understood=ask.has_understood(tender, part.member, digest),
    )
