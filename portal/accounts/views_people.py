"""Who works for an authority: inviting, joining, ending a role; and the operator's authorities."""

from __future__ import annotations

import uuid

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts import operations as act
from portal.accounts import queries as ask
from portal.accounts.forms import AuthorityForm, InviteForm, JoinForm
from portal.accounts.models import LEAD, Authority, Invitation, Person, Role
from portal.accounts.passwords import hash_password
from portal.accounts.policy import (
    may_end_role,
    may_manage_people,
    may_run_installation,
    may_see_people,
)
from portal.accounts.views import begin, bp
from portal.core.authorisation import Actor, anyone, authorise
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.forms import ActionForm, Form, typed
from portal.core.tenancy import open_tenant
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public


@bp.get("/<authority>/people")
def people(authority: str) -> str:
    """Who works for the authority, and who is invited."""
    actor = current_actor()
    found = ask.open_authority(authority)
    authorise(may_see_people, actor, found.id)
    return render_template(
        "accounts/people.html",
        authority=found,
        roles=ask.people_of(found.id),
        invitations=ask.invitations_waiting(found.id),
        may_manage=bool(may_manage_people(actor, found.id)),
        me=actor.person_id,
    )


@bp.route("/<authority>/people/invite", methods=["GET", "POST"])
def invite(authority: str) -> str | Response:
    """Invite somebody to work for the authority."""
    actor = current_actor()
    found = ask.open_authority(authority)
    authorise(may_manage_people, actor, found.id)
    return _invite(actor, found, InviteForm())


def _invite(actor: Actor, authority: Authority, form: InviteForm) -> str | Response:
    if form.validate_on_submit():
        name, email = typed(form.name), typed(form.email)
        link = url_for("accounts.invitation", token=act.TOKEN, _external=True)
        with form.saving():
            link = act.invite(actor, authority, name, email or None, form.role.data, link)
        if form.saved:
            return render_template(
                "accounts/invited.html", authority=authority, link=link, email=email
            )
    return render_template("accounts/invite.html", form=form, authority=authority)


@bp.route("/<authority>/people/<uuid:role_id>/end", methods=["GET", "POST"])
def end_role(authority: str, role_id: uuid.UUID) -> str | Response:
    """End somebody's role, after asking once."""
    actor = current_actor()
    found = ask.open_authority(authority)
    role = db.session.get(Role, role_id)
    if role is None or role.authority_id != found.id or role.ended_at:
        abort(404)
    authorise(may_end_role, actor, role)
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.end_role(actor, role)
        if form.saved:
            return back_to("accounts.people", authority=authority)
    return render_template("accounts/end_role.html", form=form, role=role, authority=found)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> str | Response:
    """Take up an invitation: as who is signed in, or with a new account."""
    authorise(anyone, current_actor())
    with reading_only():
        try:
            found = act.find_invitation(token)
        except Refused as refusal:
            return render_template("accounts/old_invitation.html", why=gettext(refusal.message))
        invited = {"name": found.name, "email": found.email or ""}
        authority = ask.authority_by_id(found.authority_id)
    form: Form = ActionForm() if current_user.is_authenticated else JoinForm(data=invited)
    if form.validate_on_submit():
        joined = _join(form, token)
        if isinstance(joined, uuid.UUID):
            return begin(joined)
        if form.saved:
            return back_to("accounts.roles")
    return render_template(
        "accounts/invitation.html", form=form, authority=authority, role=found.role
    )


def _join(form: Form, token: str) -> uuid.UUID | None:
    """Accept as a known person, or as a new one, who is then signed in."""
    if isinstance(form, JoinForm):
        hashed = hash_password(form.new_password.data or "")
        with form.saving():
            person = act.create_person(typed(form.name), typed(form.email), hashed)
            role = act.accept_invitation(_open(token), person)
            db.session.flush()
            return act.sign_in(person, role).id
        return None
    with form.saving():
        person = db.session.get_one(Person, current_actor().person_id)
        act.accept_invitation(_open(token), person)
    return None


def _open(token: str) -> Invitation:
    found = act.find_invitation(token)
    open_tenant(found.authority_id)
    return found


@bp.get("/operator/authorities")
def authorities() -> str:
    """The authorities of the installation."""
    authorise(may_run_installation, current_actor())
    return render_template("accounts/authorities.html", authorities=ask.authorities())


@bp.route("/operator/authorities/new", methods=["GET", "POST"])
def new_authority() -> str | Response:
    """Add a commissioning body."""
    actor = current_actor()
    authorise(may_run_installation, actor)
    form = AuthorityForm()
    if form.validate_on_submit():
        with form.saving():
            act.create_authority(
                actor, typed(form.slug), typed(form.name), typed(form.address), typed(form.contact)
            )
        if form.saved:
            flash(gettext("%(name)s is added.", name=typed(form.name)), "success")
            return back_to("accounts.authorities")
    return render_template("accounts/new_authority.html", form=form)


@bp.route("/operator/authorities/<authority>/lead", methods=["GET", "POST"])
def first_lead(authority: str) -> str | Response:
    """Invite a procurement lead into an authority; the lead invites everybody else."""
    actor = current_actor()
    authorise(may_run_installation, actor)
    found = ask.open_authority(authority)
    form = InviteForm(data={"role": LEAD})
    form.role.choices = [choice for choice in form.role.choices if choice.value == LEAD]
    return _invite(actor, found, form)
