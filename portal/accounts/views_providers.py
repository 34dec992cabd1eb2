"""Organisations that bid: registering one, keeping its details, and who belongs to it."""

from __future__ import annotations

import uuid

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts import operations as act
from portal.accounts import queries as ask
from portal.accounts.forms import ColleagueForm, ProviderForm, RegisterForm
from portal.accounts.limits import BY_ADDRESS, limiter
from portal.accounts.models import Person, Provider, Role
from portal.accounts.passwords import hash_password
from portal.accounts.policy import may_change_provider, may_end_membership, may_manage_members
from portal.accounts.views import begin, bp
from portal.core.authorisation import anyone, authorise
from portal.core.database import db
from portal.core.forms import ActionForm, typed
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
            return back_to("overview.home")
    return render_template("accounts/provider_details.html", form=form)


@bp.get("/provider/members")
def members() -> str:
    """Who belongs to one's organisation, and who is invited."""
    actor = current_actor()
    authorise(may_manage_members, actor)
    roles = ask.members_of(actor.provider_id)
    return render_template(
        "accounts/members.html",
        place=db.session.get_one(Provider, actor.provider_id).name,
        roles=roles,
        may_end=len(roles) > 1,
        invitations=ask.invitations_waiting(provider_id=actor.provider_id),
        me=actor.person_id,
    )


@bp.route("/provider/members/invite", methods=["GET", "POST"])
def invite_member() -> str | Response:
    """Invite a colleague, who may write and send bids too."""
    actor = current_actor()
    authorise(may_manage_members, actor)
    provider = db.session.get_one(Provider, actor.provider_id)
    form, place = ColleagueForm(), provider.name
    back = url_for("accounts.members")
    if form.validate_on_submit():
        name, email = typed(form.name), typed(form.email)
        link = url_for("accounts.invitation", token=links.TOKEN, _external=True)
        with form.saving():
            link = links.invite_colleague(actor, provider, name, email or None, link)
        if form.saved:
            return render_template(
                "accounts/invited.html", place=place, link=link, email=email, back=back
            )
    return render_template("accounts/invite.html", form=form, place=place, back=back)


@bp.route("/provider/members/<uuid:role_id>/end", methods=["GET", "POST"])
def end_membership(role_id: uuid.UUID) -> str | Response:
    """End a colleague's access, or one's own, after asking once."""
    actor = current_actor()
    role = db.session.get(Role, role_id)
    if role is None or role.ended_at:
        abort(404)
    authorise(may_end_membership, actor, role, len(ask.members_of(role.provider_id)))
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.end_membership(actor, role)
        if form.saved:
            is_mine = role.person_id == actor.person_id
            return back_to("overview.home" if is_mine else "accounts.members")
    return render_template(
        "accounts/end_membership.html",
        form=form,
        role=role,
        is_mine=role.person_id == actor.person_id,
    )
