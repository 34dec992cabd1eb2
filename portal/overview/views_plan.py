"""The page of all tenders of an authority: a timeline, whose turn it is, and what is due."""

from __future__ import annotations

from flask import render_template

from portal.accounts.queries import open_authority
from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.overview.plan import DAYS_AHEAD, plan_of
from portal.overview.policy import may_see_plan
from portal.overview.views import bp


@bp.get("/<authority>/plan")
def plan(authority: str) -> str:
    """All tenders beside each other, a page at a time."""
    actor = current_actor()
    authorise(may_see_plan, actor, open_authority(authority).id)
    return render_template("overview/plan.html", days=DAYS_AHEAD, **plan_of(actor, authority))
