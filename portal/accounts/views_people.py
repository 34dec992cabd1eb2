"""Who works for an authority: inviting, ending a role; and the operator's authorities."""

from __future__ import annotations

import uuid

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts import operations as act
from portal.accounts import queries as ask
from portal.accounts.forms import InviteForm
from portal.accounts.forms_authority import AuthorityForm
from portal.accounts.models import HOLDERS, LEAD, Authority, Role
from portal.accounts.policy import (
    may_end_role,
    may_manage_people,
    may_run_installation,
    may_see_people,
)
from portal.accounts.views import bp
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor


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
        invitations=ask.invitations_waiting(authority_id=found.id),
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
        link = url_for("accounts.invitation", token=links.TOKEN, _external=True)
        with form.saving():
            link = links.invite(actor, authority, name, email or None, form.role.data, link)
        if form.saved:
            return render_template(
                "accounts/invited.html",
                place=authority.name,
                link=link,
                email=email,
                back=_back_from(actor, authority),
            )
    return render_template(
        "accounts/invite.html",
        form=form,
        place=authority.name,
        back=_back_from(actor, authority),
    )


def _back_from(actor: Actor, authority: Authority) -> str:
    if actor.role == LEAD:
        return url_for("accounts.people", authority=authority.slug)
    return url_for("accounts.authorities")


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
    return render_template(
        "accounts/end_role.html",
        form=form,
        role=role,
        authority=found,
        reads_worries=role.name in HOLDERS,
    )


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
