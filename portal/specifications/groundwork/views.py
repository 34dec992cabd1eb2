"""Pages on which a lead assesses conflicts, lists duties with evidence, and plans the budget."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.formats import exact, pounds
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.specifications.groundwork import operations as act
from portal.specifications.groundwork.forms import AssessForm, InterestForm, LineForm, duties_form
from portal.specifications.groundwork.models import BudgetLine, ConflictInterest
from portal.specifications.groundwork.policy import (
    may_keep_budget,
    may_keep_groundwork,
    may_see_groundwork,
)
from portal.specifications.groundwork.queries import (
    budget_of,
    conflicts_of,
    duties_of,
    numbered,
)
from portal.specifications.groundwork.words import DUTIES, KINDS
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("groundwork", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>")


def _kept(authority: str, tender_id: uuid.UUID, policy: Any) -> tuple[Actor, Tender]:
    """The actor and the tender of a page that writes."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(policy, actor, tender)
    return actor, tender


@bp.get("/conflicts-assessment")
def conflicts(authority: str, tender_id: uuid.UUID) -> str:
    """Every interest with what is done about it, and each assessment with its day of review."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_groundwork, actor, tender)
    found = conflicts_of(tender)
    people = people_by_id([each.written_by for each in found.assessments])
    return render_template(
        "groundwork/conflicts.html",
        tender=tender,
        authority=authority,
        found=found,
        assessments=[(each, people[each.written_by].name) for each in reversed(found.assessments)],
        is_late=found.last is not None and found.last.review_on <= clock.today(),
        may_keep=bool(may_keep_groundwork(actor, tender)),
    )


@bp.route("/conflicts-assessment/interests/new", methods=["GET", "POST"])
def new_interest(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Note an interest."""
    return _interest(authority, tender_id, None)


@bp.route("/conflicts-assessment/interests/<int:number>", methods=["GET", "POST"])
def interest(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Change an interest, or say that it is over; what stood stays on record."""
    return _interest(authority, tender_id, number)


def _interest(authority: str, tender_id: uuid.UUID, number: int | None) -> str | Response:
    actor, tender = _kept(authority, tender_id, may_keep_groundwork)
    before = numbered(tender, ConflictInterest, number) if number else None
    form = InterestForm(obj=before)
    if form.validate_on_submit():
        with form.saving():
            act.note_interest(actor, tender, form.facts(), before)
        if form.saved:
            flash(gettext("The interest is noted. Assess conflicts again now."), "success")
            return back_to(".conflicts", authority=authority, tender_id=tender_id)
    page = {"form": form, "tender": tender, "authority": authority, "before": before}
    return render_template("groundwork/interest.html", **page)


@bp.route("/conflicts-assessment/assess", methods=["GET", "POST"])
def assess(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say what was found about all interests, and when to look again."""
    actor, tender = _kept(authority, tender_id, may_keep_groundwork)
    form = AssessForm()
    if form.validate_on_submit():
        with form.saving():
            assert form.review_on.data is not None
            act.assess(actor, tender, typed(form.words), form.review_on.data)
        if form.saved:
            flash(gettext("Conflicts are assessed."), "success")
            return back_to(".conflicts", authority=authority, tender_id=tender_id)
    standing = [each for each in conflicts_of(tender).interests if not each.is_over]
    page = {"form": form, "tender": tender, "authority": authority, "interests": standing}
    return render_template("groundwork/assess.html", **page)


@bp.route("/duties", methods=["GET", "POST"])
def duties(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Other duties to involve people, each with its evidence or why it doesn't apply (R30)."""
    actor, writes = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=writes)
    authorise(may_keep_groundwork if writes else may_see_groundwork, actor, tender)
    standing = duties_of(tender)
    form = duties_form(standing)
    if form.validate_on_submit():
        with form.saving():
            act.answer_duties(actor, tender, form.answers())
        if form.saved:
            flash(gettext("Saved."), "success")
            return back_to(".duties", authority=authority, tender_id=tender_id)
    return render_template(
        "groundwork/duties.html",
        form=form,
        tender=tender,
        authority=authority,
        duties=[(slug, gettext(words), standing.get(slug)) for slug, words in DUTIES.items()],
        may_keep=bool(may_keep_groundwork(actor, tender)),
    )


@bp.get("/participation-budget")
def budget(authority: str, tender_id: uuid.UUID) -> str:
    """What taking part is planned to cost, and what was spent."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_keep_budget, actor, tender)
    found = budget_of(tender)
    return render_template(
        "groundwork/budget.html",
        tender=tender,
        authority=authority,
        budget=found,
        lines=[(each, gettext(KINDS[each.kind]), _sum(each)) for each in found.lines],
    )


def _sum(line: BudgetLine) -> str:
    """How a line is worked out: '8 × 2 hours × £12'."""
    hours = gettext("%(hours)s hours", hours=exact(line.hours)) if line.hours else ""
    return " × ".join(each for each in (str(line.quantity), hours, pounds(line.rate)) if each)


@bp.route("/participation-budget/lines/new", methods=["GET", "POST"])
def new_line(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Plan a line of the budget."""
    return _line(authority, tender_id, None)


@bp.route("/participation-budget/lines/<int:number>", methods=["GET", "POST"])
def line(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Change a line, note what was spent, or take it out."""
    return _line(authority, tender_id, number)


def _line(authority: str, tender_id: uuid.UUID, number: int | None) -> str | Response:
    actor, tender = _kept(authority, tender_id, may_keep_budget)
    before = numbered(tender, BudgetLine, number) if number else None
    form = LineForm(obj=before)
    if form.validate_on_submit():
        with form.saving():
            act.put_budget_line(actor, tender, form.facts(), before)
        if form.saved:
            flash(gettext("Saved."), "success")
            return back_to(".budget", authority=authority, tender_id=tender_id)
    page = {"form": form, "tender": tender, "authority": authority, "before": before}
    return render_template("groundwork/line.html", **page)
