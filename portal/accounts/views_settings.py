"""What an authority keeps about itself: its details, and the way to whatever else can be set."""

from __future__ import annotations

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import settings as act
from portal.accounts.forms_authority import AuthorityDetailsForm
from portal.accounts.policy import may_change_authority, may_see_people
from portal.accounts.queries import open_authority
from portal.accounts.views import bp
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor

DETAILS = ("name", "address", "contact", "reach", "complaints")


@bp.get("/<authority>/settings")
def settings(authority: str) -> str:
    """What is set for the whole authority, and where each can be changed."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_see_people, actor, found.id)
    return render_template(
        "accounts/settings.html",
        authority=found,
        may_change=bool(may_change_authority(actor, found.id)),
    )


@bp.route("/<authority>/settings/details", methods=["GET", "POST"])
def change_details(authority: str) -> str | Response:
    """Change name, address and the e-mail for providers' questions."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_change_authority, actor, found.id)
    form = AuthorityDetailsForm(data={each: getattr(found, each) for each in DETAILS})
    if form.carried_out(lambda: act.change_authority(actor, found, **_facts(form))):
        flash(gettext("Saved. New letters and notices say it like this."), "success")
        return back_to("accounts.settings", authority=authority)
    return render_template("accounts/change_details.html", form=form, authority=found)


def _facts(form: AuthorityDetailsForm) -> dict[str, str]:
    return {each: typed(form[each]) for each in DETAILS}
