"""Pages on which an organisation keeps its profile, once for all of its bids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.forms_profile import ProfileForm, insurances_form
from portal.accounts.models import Provider
from portal.accounts.organisation import profile_rows
from portal.accounts.policy import may_change_provider, may_see_members
from portal.accounts.profile import (
    ProfileFacts,
    change_insurances,
    change_profile,
    profile_of,
)
from portal.accounts.views import bp
from portal.core.authorisation import Actor, Verdict, authorise
from portal.core.database import db
from portal.core.web import back_to, current_actor


@bp.get("/provider")
def organisation() -> str:
    """What one's organisation tells of itself, and where to change it."""
    actor, provider = _own(may_see_members)
    return render_template(
        "accounts/organisation.html",
        rows=profile_rows(profile_of(provider)),
        may_change=bool(may_change_provider(actor)),
    )


@bp.route("/provider/profile", methods=["GET", "POST"])
def provider_profile() -> str | Response:
    """What one's organisation is: numbers, size, how to reach it."""
    actor, provider = _own(may_change_provider)
    told = {each.name: getattr(provider, each.name) for each in fields(ProfileFacts)}
    form = ProfileForm(data=told | {"vcse": _yes_no(provider.is_vcse)})
    if form.validate_on_submit():
        with form.saving():
            change_profile(actor, provider, form.facts())
        if form.saved:
            return _saved()
    return render_template("accounts/provider_profile.html", form=form)


@bp.route("/provider/insurances", methods=["GET", "POST"])
def provider_insurances() -> str | Response:
    """How one's organisation is insured, and until when."""
    actor, provider = _own(may_change_provider)
    form = insurances_form(provider.insurances)
    if form.validate_on_submit():
        with form.saving():
            change_insurances(actor, provider, form.held())
        if form.saved:
            return _saved()
    return render_template("accounts/provider_insurances.html", form=form, rows=list(form.rows()))


def _own(policy: Callable[[Actor], Verdict]) -> tuple[Actor, Provider]:
    actor = current_actor()
    authorise(policy, actor)
    return actor, db.session.get_one(Provider, actor.provider_id)


def _yes_no(said: bool | None) -> str | None:
    return None if said is None else "yes" if said else "no"


def _saved() -> Response:
    flash(gettext("Your organisation’s details are saved."), "success")
    return back_to("accounts.organisation")
