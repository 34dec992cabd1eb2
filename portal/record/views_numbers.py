"""The page of numbers that an authority sets: R19's, R26's, and when a cycle begins (P27)."""

from __future__ import annotations

from decimal import Decimal

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.accounts.policy import may_change_authority
from portal.accounts.queries import open_authority
from portal.accounts.settings import change_authority
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.record.forms_numbers import NumbersForm
from portal.record.retention import years_now
from portal.record.views import bp
from portal.tenders.small_groups import follow_least_shown
from scoring.disclosure import LEAST


@bp.route("/<authority>/settings/numbers", methods=["GET", "POST"])
def numbers(authority: str) -> str | Response:
    """Set under which number nothing of a group is shown, the years of retention, the months."""
    actor, found = current_actor(), open_authority(authority)
    authorise(may_change_authority, actor, found.id)
    years = max(found.kept_years or 0, years_now())
    form = NumbersForm(
        data={
            "least_shown": Decimal(found.least_shown),
            "kept_years": Decimal(years),
            "next_cycle_months": Decimal(found.next_cycle_months),
        }
    )
    if form.carried_out(lambda: _set(actor, found, form.facts())):
        flash(gettext("Saved."), "success")
        return back_to("accounts.settings", authority=authority)
    return render_template(
        "record/numbers.html", form=form, authority=found, least=LEAST, years=years_now()
    )


def _set(actor: Actor, authority: Authority, numbers: dict[str, int]) -> None:
    if authority.kept_years is None and numbers["kept_years"] == years_now():
        numbers.pop("kept_years")  # as the law asks, also when it changes
    change_authority(actor, authority, **numbers)
    follow_least_shown(numbers["least_shown"])
