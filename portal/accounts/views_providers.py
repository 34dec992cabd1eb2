"""Organisations that bid: registering one, keeping its details, and who belongs to it."""

from __future__ import annotations

from flask import flash, render_template
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts import operations as act
from portal.accounts.forms import ProviderForm, RegisterForm
from portal.accounts.limits import BY_ADDRESS, limiter
from portal.accounts.models import Person, Provider
from portal.accounts.passwords import hash_password
from portal.accounts.policy import may_change_provider
from portal.accounts.views import begin, bp
from portal.core.authorisation import anyone, authorise
from portal.core.database import db
from portal.core.forms import typed
from portal.core.web import back_to, current_actor, public


@bp.route("/providers/register", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def register_provider() -> str | Response:
    """Register an organisation; free, and in one page (R28)."""
    actor = current_actor()
    authorise(anyone, actor)
    form = ProviderForm() if current_user.is_authenticated else RegisterForm()
    if form.validate_on_submit():
        hashed = _hash_of(form)
        with form.saving():
            if isinstance(form, RegisterForm):
                person = act.create_person(typed(form.person), typed(form.email), hashed)
            else:
                person = db.session.get_one(Person, actor.person_id)
            role = act.register_provider(person, form.facts())
            db.session.flush()
            row_id = act.sign_in(person, role).id
        if form.saved:
            return begin(row_id)
    return render_template("accounts/register_provider.html", form=form)


def _hash_of(form: ProviderForm) -> str:
    new = getattr(form, "new_password", None)
    return hash_password(new.data or "") if new else ""


@bp.route("/provider/details", methods=["GET", "POST"])
def provider_details() -> str | Response:
    """What letters name one's organisation by."""
    actor = current_actor()
    authorise(may_change_provider, actor)
    provider = db.session.get_one(Provider, actor.provider_id)
    form = ProviderForm(obj=provider, data={"organisation_email": provider.email})
    if form.validate_on_submit():
        with form.saving():
            act.change_provider(actor, provider, form.facts())
        if form.saved:
            flash(gettext("Your organisation’s details are saved."), "success")
            return back_to("accounts.organisation")
    return render_template("accounts/provider_details.html", form=form)
