"""An evaluator's pages of interviews: when theirs are, and their marks after one."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise, there
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor, reads_plain
from portal.evaluation.interviews import operations as act
from portal.evaluation.interviews import pages
from portal.evaluation.interviews import policy as may
from portal.evaluation.interviews import queries as ask
from portal.evaluation.interviews.forms import ContactForm
from portal.evaluation.interviews.queries import Mine
from portal.evaluation.marking.pages import mark_lines
from portal.evaluation.marking.together import two_on
from portal.evaluation.models import Seat
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.policy import may_see_changes
from portal.evaluation.yeses import who_said_yes
from portal.specifications.interviewed import asked_at_interviews, has_interviews
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.policy import leads
from portal.tenders.queries import open_tender

bp = Blueprint("interviews", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"
BASE = f"{TENDER}/interviews"


def sign_in() -> str:
    """The page that a mail leads to."""
    return url_for("accounts.sign_in", _external=True)


@bp.get(BASE)
def interviews(authority: str, tender_id: uuid.UUID) -> str:
    """Every interview for the lead; for an evaluator those that they may come to (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may.may_see_interviews, actor, tender, has_interviews(tender))
    found, place = ask.interviews_of(tender), {"authority": authority, "tender": tender}
    if leads(actor, tender):
        return render_template(
            "interviews/interviews.html",
            lines=pages.lead_lines(found),
            left=pages.left_words(found),
            may_plan=bool(may.may_plan(actor, tender, True)),
            reports=len(ask.reports_in(tender)),
            groups=pages.groups_asking(groups_of(tender), _asked(tender)),
            **place,
        )
    seat = there(seat_of(actor, tender))
    return render_template(
        "interviews/mine.html",
        lines=pages.own_lines(found, ask.own_parts(tender, seat)),
        asked=pages.asked_lines(_asked_of(tender, seat.criteria), reads_plain()),
        **place,
    )


def _asked(tender: Tender) -> list[Any]:
    return asked_at_interviews(criteria_of(tender))


def _asked_of(tender: Tender, own: list[Any]) -> list[Any]:
    mine = {each.criterion_id for each in own}
    return [each for each in _asked(tender) if each.id in mine]


def mine_at(actor: Actor, tender: Tender, label: str) -> Mine:
    """The actor's own part in one interview; anything else isn't there (R16)."""
    mine = ask.own_interview(actor, tender, label)
    authorise(may.may_see_interview, actor, tender, mine and mine.seat)
    assert mine is not None
    return mine


def asked_about(mine: Mine) -> tuple[Seat, bool, bool]:
    """What `may_mark_interview` asks of somebody's part in an interview."""
    return mine.seat, mine.was_there, mine.sent is not None


@bp.route(f"{BASE}/<label>", methods=["GET", "POST"])
def interview(authority: str, tender_id: uuid.UUID, label: str) -> str | Response:
    """When one interview is and what its rules are; after it one's marks, to check and send."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    mine, form = mine_at(actor, tender, label), ActionForm()
    if form.is_submitted():
        authorise(may.may_mark_interview, actor, tender, *asked_about(mine))
    if form.carried_out(act.send_interview, actor, tender, label):
        return _sent(authority, actor, tender, label)
    if form.is_submitted():
        mine = mine_at(actor, tender, label)
    return render_template(
        "interviews/interview.html",
        form=form,
        tender=tender,
        authority=authority,
        label=label,
        plan=pages.plan_words(mine.interview.plan),
        is_held=mine.interview.is_held,
        is_missed=mine.interview.record is not None and not mine.interview.is_held,
        was_there=mine.was_there,
        sent_at=mine.sent.sent_at if mine.sent else None,
        can_mark=bool(may.may_mark_interview(actor, tender, *asked_about(mine))),
        asked=pages.asked_lines(mine.own.criteria, reads_plain()),
        lines=mark_lines(mine.own, reads_plain()),
        left=len(mine.own.left),
        together=_together(tender, mine),
        can_change=bool(may_see_changes(actor, tender, mine.seat)),
    )


def _together(tender: Tender, mine: Mine) -> dict[str, str] | None:
    """Of two who mark as one: who has said yes to these marks; none for who marks alone."""
    if two_on(tender, mine.own.sheet) is None:
        return None
    return {"yes": who_said_yes(mine.own.sheet, mine.seat)}


def _sent(authority: str, actor: Actor, tender: Tender, label: str) -> Response:
    """Back to all interviews; or to this one, where the other of two has to say yes too (P7)."""
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    mine = ask.own_interview(actor, tender, label)
    if mine is None or mine.sent is None:
        return back_to("interviews.interview", label=label, **place, _anchor="send")
    flash(gettext("Your marks for the interview of Bid %(label)s are sent.", label=label))
    return back_to("interviews.interviews", **place)


@bp.route(f"{TENDER}/contact", methods=["GET", "POST"])
def contact(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Tell that somebody from a bidder got in touch; the leads read it (P14, R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may.may_report, actor, tender, seat)
    assert seat is not None
    form = ContactForm()
    if form.validate_on_submit():
        with form.saving():
            act.report_contact(actor, tender, seat, typed(form.words), sign_in())
        if form.saved:
            flash(gettext("Thank you. You did right to tell us."), "success")
            return back_to("interviews.contact", authority=authority, tender_id=tender_id)
    return render_template(
        "interviews/contact.html",
        form=form,
        tender=tender,
        authority=authority,
        told=pages.own_report_lines(ask.own_reports(seat)),
        can_lift=bool(may.may_lift_report(actor, tender, True)),
    )
