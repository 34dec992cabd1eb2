"""The first page, each role's home, one's roles, and a tender's own page."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts import operations as accounts
from portal.accounts.models import EVALUATOR
from portal.accounts.queries import roles_of
from portal.core.authorisation import anyone, authorise, signed_in
from portal.core.database import ask_database
from portal.core.forms import ActionForm
from portal.core.web import current_actor, public
from portal.overview import homes, tasks, timetable
from portal.overview.outcome import outcome_of
from portal.overview.policy import may_have_calendar, may_have_digest
from portal.tenders.policy import may_see_tender
from portal.tenders.queries import notices_by_id, open_tender

bp = Blueprint("overview", __name__)


@bp.get("/")
@public
def front() -> str:
    """What Evenhand is, for everybody."""
    authorise(anyone, current_actor())
    return render_template("overview/front.html")


@bp.get("/home")
def home() -> str:
    """What waits for the person who is signed in, in the role that they chose."""
    actor = current_actor()
    authorise(signed_in, actor)
    template, values = homes.home_of(actor, current_user.authority_slug)
    return render_template(template, form=ActionForm(), **values)


@bp.route("/roles", methods=["GET", "POST"])
def roles() -> str | Response:
    """One's roles, and going on in another."""
    actor = current_actor()
    authorise(signed_in, actor)
    assert actor.person_id
    held = roles_of(actor.person_id)
    form = ActionForm()
    if form.validate_on_submit():
        wanted = next((role for role in held if str(role.id) == request.form.get("role")), None)
        if wanted is None:
            abort(404)
        start = homes.start_of(wanted)
        with form.saving():
            accounts.switch_role(current_user.sign_in_id, wanted)
        if form.saved:
            return redirect(start, code=303)
    notices = notices_by_id([role.tender_id for role in held if role.tender_id])
    return render_template(
        "overview/roles.html",
        form=form,
        may_have_calendar=bool(may_have_calendar(actor)),
        may_have_digest=bool(may_have_digest(actor)),
        roles=[homes.role_line(role, notices, actor) for role in held],
    )


@bp.get("/<authority>/tenders/<uuid:tender_id>/")
def tender(authority: str, tender_id: uuid.UUID) -> str:
    """A tender's own page: where it stands, and what this person can do."""
    actor = current_actor()
    found = open_tender(actor, authority, tender_id)
    authorise(may_see_tender, actor, found)
    is_plain, work = actor.role == EVALUATOR, tasks.works_of(actor, [found])[0]
    return render_template(
        "overview/tender.html",
        tender=found,
        authority=authority,
        outcome=outcome_of(actor, found),
        stages=timetable.stages_of(found, plain=is_plain),
        dates=timetable.dates_of(found, tasks.marks_by(work), plain=is_plain),
        groups=tasks.groups_of(work, authority),
    )


@bp.get("/health")
@public
def health() -> dict[str, str]:
    """Says ok only when the database answers."""
    authorise(anyone, current_actor())
    ask_database()
    return {"status": "ok"}
