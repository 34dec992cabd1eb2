"""The lead's pages of interviews: plan one, record what happened, read who told of a contact."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.evaluation.interviews import operations as act
from portal.evaluation.interviews import pages
from portal.evaluation.interviews import policy as may
from portal.evaluation.interviews import queries as ask
from portal.evaluation.interviews.forms import held_form, plan_form
from portal.evaluation.interviews.views import BASE, TENDER, bp, sign_in
from portal.evaluation.queries import all_seats_of
from portal.specifications.interviewed import asked_at_interviews, has_interviews
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.queries import open_tender


@bp.route(f"{BASE}/<label>/plan", methods=["GET", "POST"])
def plan(authority: str, tender_id: uuid.UUID, label: str) -> str | Response:
    """Say when and where one interview is; a change is a new version that people hear of."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may.may_plan, actor, tender, has_interviews(tender))
    found = ask.interview_of(tender, label)
    others = [each.plan.minutes for each in ask.interviews_of(tender) if each.plan]
    form = plan_form(found.plan, others[0] if others else None)
    if form.validate_on_submit():
        with form.saving():
            seen = form.seen.number()
            act.plan_interview(actor, tender, found, form.facts(), seen=seen, sign_in_at=sign_in())
        if form.saved:
            flash(gettext("Planned. The bidder and the evaluators hear that there is news."))
            return back_to("interviews.interviews", authority=authority, tender_id=tender_id)
        found = ask.interview_of(tender, label)
        form.seen.data = str(len(found.plans))
    return render_template(
        "interviews/plan.html",
        form=form,
        tender=tender,
        authority=authority,
        label=label,
        stands=pages.plan_words(found.plan),
        groups=pages.groups_asking(groups_of(tender), asked_at_interviews(criteria_of(tender))),
    )


@bp.route(f"{BASE}/<label>/record", methods=["GET", "POST"])
def held(authority: str, tender_id: uuid.UUID, label: str) -> str | Response:
    """Record that an interview was held and who was there, or that the bidder didn't come."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may.may_plan, actor, tender, has_interviews(tender))
    found = ask.interview_of(tender, label)
    form = held_form(pages.people_for(tender), pages.before_of(found))
    if form.validate_on_submit():
        with form.saving():
            seen = form.seen.number()
            act.record_interview(actor, tender, found, form.facts(), seen=seen)
        if form.saved:
            flash(gettext("Recorded."), "success")
            return back_to("interviews.interviews", authority=authority, tender_id=tender_id)
        found = ask.interview_of(tender, label)
        form.seen.data = str(found.version)
    return render_template(
        "interviews/record.html",
        form=form,
        tender=tender,
        authority=authority,
        label=label,
        stands=pages.plan_words(found.plan),
    )


@bp.get(f"{TENDER}/contacts")
def contacts(authority: str, tender_id: uuid.UUID) -> str:
    """What evaluators told of bidders that got in touch with them (P14, R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may.may_read_reports, actor, tender)
    people = {each.id: each.person_id for each in all_seats_of(tender)}
    return render_template(
        "interviews/contacts.html",
        tender=tender,
        authority=authority,
        lines=pages.report_lines(ask.reports_in(tender), people),
        can_lift=bool(may.may_lift_report(actor, tender, False)),
    )
