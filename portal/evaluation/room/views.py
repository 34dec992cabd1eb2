"""Pages of the sessions: the plan, one session, its beginning and its end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, Verdict, authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.models_room import TalkSession
from portal.evaluation.moderation.sitting import session_by_number
from portal.evaluation.room import sessions as act
from portal.evaluation.room.forms import SessionForm, session_form
from portal.evaluation.room.inviting import invite
from portal.evaluation.room.pages_sessions import choices_for, sessions_page, start_of
from portal.evaluation.room.policy import may_plan_sessions, may_see_sessions, may_steer_rounds
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

Policy = Callable[[Actor, Tender], Verdict]
bp = Blueprint("room", __name__)
BASE = "/<authority>/tenders/<uuid:tender_id>/moderation"
ONE = f"{BASE}/sessions/<int:number>"


@bp.get(f"{BASE}/sessions")
def sessions(authority: str, tender_id: uuid.UUID) -> str:
    """All sessions: what each talks about, when and where; an evaluator's own alone."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_sessions, actor, tender)
    return _list(authority, tender, ActionForm())


def _list(authority: str, tender: Tender, form: ActionForm) -> str:
    page = sessions_page(current_actor(), tender)
    return render_template(
        "room/sessions.html", form=form, page=page, authority=authority, tender=tender
    )


@bp.route(f"{BASE}/sessions/new", methods=["GET", "POST"])
def new_session(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Plan a session: the widest disagreements that are left are ticked already (R13)."""
    return _plan(authority, tender_id, None)


@bp.route(ONE, methods=["GET", "POST"])
def session(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Change a session that hasn't begun."""
    return _plan(authority, tender_id, number)


def _plan(authority: str, tender_id: uuid.UUID, number: int | None) -> str | Response:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_plan_sessions, actor, tender)
    found = session_by_number(tender, number) if number else None
    form = session_form(choices_for(tender, found), start_of(tender, found))
    has_begun = found is not None and found.opened_at is not None
    if not has_begun and form.validate_on_submit():
        with form.saving():
            planned = act.plan_session(actor, tender, form.facts(), found)
            invite(tender, planned)
        if form.saved:
            flash(gettext("The session is planned. People find it on their pages."), "success")
            return back_to("room.sessions", authority=authority, tender_id=tender_id)
    return _form_page(authority, tender, form, found)


def _form_page(authority: str, tender: Tender, form: SessionForm, found: TalkSession | None) -> str:
    return render_template(
        "room/session.html",
        form=form,
        number=found.number if found else None,
        has_begun=found is not None and found.opened_at is not None,
        authority=authority,
        tender=tender,
    )


@bp.post(f"{ONE}/drop")
def drop_session(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Take a session that hasn't begun out of the plan."""
    return _act(authority, tender_id, number, act.drop_session, "room.sessions")


@bp.post(f"{ONE}/open")
def open_session(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Open the room."""
    return _act(authority, tender_id, number, act.open_session, "room.table")


@bp.post(f"{ONE}/end")
def end_session(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """End a session: then each who was there reads and signs."""
    return _act(
        authority, tender_id, number, act.end_session, "room.sessions", may=may_steer_rounds
    )


def _act(
    authority: str,
    tender_id: uuid.UUID,
    number: int,
    operation: Callable[..., Any],
    after: str,
    may: Policy = may_plan_sessions,
) -> str | Response:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may, actor, tender)
    form, found = ActionForm(), session_by_number(tender, number)
    if form.carried_out(operation, actor, tender, found):
        return back_to(after, authority=authority, tender_id=tender_id)
    return _list(authority, tender, form)
