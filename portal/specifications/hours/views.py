"""Pages of hours: worked out for the leads, and asked of the panel in plain words (P14)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import NotNow, admit, authorise, there
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.participation.beside.choices import fit_to_helper
from portal.specifications.cowriting.policy import may_write_with
from portal.specifications.cowriting.queries import open_shared_tender
from portal.specifications.hours import operations as act
from portal.specifications.hours.forms import PlanForm, ReasonForm, SayForm
from portal.specifications.hours.policy import may_plan_hours, may_say_hours, may_see_hours
from portal.specifications.hours.queries import Hours, hours_of, last_day_of, loads_of
from portal.specifications.hours.work import (
    MINUTES_A_MARK,
    MINUTES_AN_INTERVIEW,
    WORDS_A_MINUTE,
    half_hours,
)
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("hours", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>")


@bp.get("/hours")
def hours(authority: str, tender_id: uuid.UUID) -> str:
    """What each group reads and marks, the most that was set, and what the panels say."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_hours, actor, tender)
    found = hours_of(tender)
    bids = max((each.plan.bids for each in found.values() if each.plan), default=None)
    return render_template(
        "hours/hours.html",
        tender=tender,
        authority=authority,
        bids=bids,
        groups=[
            {
                "title": load.title,
                "answers": load.answers,
                "words": load.words,
                "interviews": bool(load.interviews),
                "hours": half_hours(load.minutes(bids)) if bids else None,
            }
            for load in loads_of(tender)
        ],
        panels=[_line(each) for each in found.values()],
        speeds=_speeds(),
        may_plan=bool(may_plan_hours(actor, tender)),
    )


def _speeds() -> dict[str, int]:
    return {
        "adult": WORDS_A_MINUTE["professional"],
        "young": WORDS_A_MINUTE["young"],
        "interview": MINUTES_AN_INTERVIEW,
        "adult_mark": MINUTES_A_MARK["professional"],
        "young_mark": MINUTES_A_MARK["young"],
    }


def _line(found: Hours) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "plan": found.plan,
        "last_day": last_day_of(found.plan) if found.plan else None,
        "is_asked": found.plan is not None and clock.today() <= last_day_of(found.plan),
        "hours": half_hours(found.minutes),
        "is_over": found.is_over,
        "outcome": found.outcome,
        "reason": found.reason.reason if found.reason else "",
        "wants_reason": found.wants_reason,
        "has_work": bool(found.loads),
        "has_panel": found.has_panel,
    }


def _planned(authority: str, tender_id: uuid.UUID, kind: str) -> tuple[Any, Tender, Hours]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_plan_hours, actor, tender)
    found = hours_of(tender).get(kind)
    found = there(found)
    return actor, tender, found


@bp.route("/hours/<kind>", methods=["GET", "POST"])
def plan(authority: str, tender_id: uuid.UUID, kind: str) -> str | Response:
    """Say how many bids are expected and the most hours; the panel is asked."""
    actor, tender, found = _planned(authority, tender_id, kind)
    last = found.plan
    form = PlanForm(data={"bids": last.bids, "cap_hours": last.cap_hours} if last else None)
    if form.validate_on_submit():
        with form.saving():
            act.plan_hours(actor, tender, found, form.bids.data or 0, form.cap_hours.data or 0)
        if form.saved:
            asked = gettext("The panel is asked whether that is fine.")
            flash(asked if found.has_panel else gettext("Saved."), "success")
            return back_to(".hours", authority=authority, tender_id=tender_id)
    return render_template(
        "hours/plan.html",
        form=form,
        tender=tender,
        authority=authority,
        kind=kind,
        has_panel=found.has_panel,
    )


@bp.route("/hours/<kind>/why", methods=["GET", "POST"])
def why(authority: str, tender_id: uuid.UUID, kind: str) -> str | Response:
    """Say why it stays as long as it is; the panel reads it."""
    actor, tender, found = _planned(authority, tender_id, kind)
    form = ReasonForm(data={"reason": found.reason.reason} if found.reason else None)
    if form.carried_out(act.explain_hours, actor, tender, found, typed(form.reason)):
        flash(gettext("Saved. The panel can read it."), "success")
        return back_to(".hours", authority=authority, tender_id=tender_id)
    return render_template(
        "hours/why.html", form=form, tender=tender, authority=authority, kind=kind
    )


@bp.route("/hours/mine", methods=["GET", "POST"])
def mine(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A member reads how long marking takes, and says fine, too much, or pass."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    found = hours_of(tender)[part.member.panel.kind]
    can_say = may_say_hours(actor, tender, part)
    if request.method == "POST":
        authorise(may_say_hours, actor, tender, part)
        admit(lambda: found.plan is not None)
    said = found.said.get(part.member.id)
    form = fit_to_helper(SayForm(data={"said": said} if said else None), part.member)
    if found.plan and form.carried_out(
        act.say_to_hours, actor, tender, found.plan, part.member, form.said.data
    ):
        flash(gettext("Thank you. You can change it until the tender is out."), "success")
        return back_to(".mine", authority=authority, tender_id=tender_id)
    return render_template(
        "hours/mine.html",
        form=form,
        tender=tender,
        authority=authority,
        hours=_line(found),
        said=said,
        speeds=_speeds(),
        can_say=bool(can_say),
        why_not=can_say.why if isinstance(can_say, NotNow) else "",
    )
