"""The page of days that aren't as the common calendar has them (R25)."""

from __future__ import annotations

from datetime import date

from flask import flash, render_template
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core.authorisation import authorise
from portal.core.formats import day
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.outcomes.contracting import days as act
from portal.outcomes.contracting.calendar import proclaimed_days
from portal.outcomes.contracting.forms import HOLIDAY, ProclaimedForm
from portal.outcomes.contracting.policy import may_enter_days, may_see_days
from portal.outcomes.standstill import PARTS, calendar
from portal.outcomes.views import bp


@bp.route("/<authority>/working-days", methods=["GET", "POST"])
def working_days(authority: str) -> str | Response:
    """Days that were proclaimed or moved; a lead enters one, and running standstills move on."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_see_days, actor, owner.id)
    form = ProclaimedForm()
    if form.is_submitted():
        authorise(may_enter_days, actor, owner.id)
    if form.validate_on_submit():
        moved = []
        with form.saving():
            assert form.day.data is not None, "the form asks for it"
            facts = (form.day.data, form.parts.data, typed(form.name), form.what.data == HOLIDAY)
            moved = act.proclaim(actor, owner.id, *facts)
        if form.saved:
            flash(_moved(len(moved)), "success")
            return back_to(".working_days", authority=authority)
    return render_template(
        "outcomes/working_days.html",
        form=form,
        authority=authority,
        owner=owner.name,
        own=[_row(each.day, each.part, each.name, each.is_holiday) for each in proclaimed_days()],
        common=[
            _row(on, part, name or "", name is not None)
            for (on, part), name in sorted(calendar().days.items())
        ],
        can_enter=bool(may_enter_days(actor, owner.id)),
    )


def _row(on: date, part: str, name: str, is_holiday: bool) -> list[str]:
    what = gettext("Bank holiday") if is_holiday else gettext("Working day")
    return [day(on), PARTS[part], what, name]


def _moved(number: int) -> str:
    if not number:
        return gettext("The day is entered. No running standstill moved.")
    return ngettext(
        "The day is entered. %(num)d running standstill moved, and both sides are told.",
        "The day is entered. %(num)d running standstills moved, and both sides are told.",
        number,
    )
