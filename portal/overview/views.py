"""The first page, each role's home, and a tender's own page."""

from __future__ import annotations

import uuid

from flask import Blueprint, render_template

from portal.core.authorisation import anyone, authorise, signed_in
from portal.core.database import db
from portal.core.web import current_actor, public
from portal.tenders.policy import may_see_tender
from portal.tenders.queries import open_tender

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
    authorise(signed_in, current_actor())
    return render_template("overview/home.html")


@bp.get("/<authority>/tenders/<uuid:tender_id>/")
def tender(authority: str, tender_id: uuid.UUID) -> str:
    """A tender's own page: where it stands, and what this person can do."""
    actor = current_actor()
    found = open_tender(actor, authority, tender_id)
    authorise(may_see_tender, actor, found)
    return render_template("overview/tender.html", tender=found, authority=authority)


@bp.get("/health")
@public
def health() -> dict[str, str]:
    """Says ok only when the database answers."""
    authorise(anyone, current_actor())
    db.session.connection().exec_driver_sql("select 1")
    return {"status": "ok"}
