"""Who belongs to an organisation that bids: invited, given a part, and leaving."""

from __future__ import annotations

import uuid

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts import members as act
from portal.accounts import queries as ask
from portal.accounts.forms import MemberForm, PartForm
from portal.accounts.models import CONTRIBUTOR, Provider, Role
from portal.accounts.policy import (
    may_change_part,
    may_end_membership,
    may_manage_members,
    may_see_members,
)
from portal.accounts.views import bp
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor

MEMBERS = "/provider/members"


@bp.get(MEMBERS)
def members() -> str:
    """Who belongs to one's organisation and what each may do, and who is invited."""
    actor = current_actor()
    authorise(may_see_members, actor)
    roles = ask.members_of(actor.provider_id)
    managers = ask.managers_among(roles)
    return render_template(
        "accounts/members.html",
        place=db.session.get_one(Provider, actor.provider_id).name,
        lines=[
            {
                "role": role,
                "may_change": bool(may_change_part(actor, role, managers)),
                "may_end": bool(may_end_membership(actor, role, managers)),
            }
            for role in roles
        ],
        may_invite=bool(may_manage_members(actor)),
        invitations=ask.invitations_waiting(provider_id=actor.provider_id),
        me=actor.person_id,
    )


@bp.route(f"{MEMBERS}/invite", methods=["GET", "POST"])
def invite_member() -> str | Response:
    """Invite a colleague, who may send bids too or only write their drafts."""
    actor = current_actor()
    authorise(may_manage_members, actor)
    provider = db.session.get_one(Provider, actor.provider_id)
    form, place = MemberForm(), provider.name
    back = url_for("accounts.members")
    if form.validate_on_submit():
        name, email = typed(form.name), typed(form.email)
        link = url_for("accounts.invitation", token=links.TOKEN, _external=True)
        with form.saving():
            part = {"writes_only": form.writes_only}
            link = links.invite_colleague(actor, provider, name, email or None, link, **part)
        if form.saved:
            return render_template(
                "accounts/invited.html", place=place, link=link, email=email, back=back
            )
    return render_template("accounts/invite.html", form=form, place=place, back=back)


@bp.route(f"{MEMBERS}/<uuid:role_id>/part", methods=["GET", "POST"])
def change_part(role_id: uuid.UUID) -> str | Response:
    """Make a colleague a bid manager, or a contributor who sends nothing."""
    actor, role, managers = _member(role_id)
    authorise(may_change_part, actor, role, managers)
    form = PartForm(data={"part": CONTRIBUTOR if role.writes_only else "manager"})
    if form.validate_on_submit():
        with form.saving():
            act.change_part(actor, role, writes_only=form.writes_only)
        if form.saved:
            flash(gettext("What %(name)s may do is changed.", name=role.person.name), "success")
            is_mine = role.person_id == actor.person_id
            return back_to("overview.home" if is_mine else "accounts.members")
    return render_template("accounts/change_part.html", form=form, role=role)


@bp.route(f"{MEMBERS}/<uuid:role_id>/end", methods=["GET", "POST"])
def end_membership(role_id: uuid.UUID) -> str | Response:
    """End a colleague's access, or one's own, after asking once."""
    actor, role, managers = _member(role_id)
    authorise(may_end_membership, actor, role, managers)
    is_mine = role.person_id == actor.person_id
    form = ActionForm()
    if form.carried_out(act.end_membership, actor, role):
        return back_to("overview.home" if is_mine else "accounts.members")
    return render_template("accounts/end_membership.html", form=form, role=role, is_mine=is_mine)


def _member(role_id: uuid.UUID) -> tuple[Actor, Role, int]:
    """Who asks, whom about, and how many bid managers that organisation has."""
    role = db.session.get(Role, role_id)
    if role is None or role.ended_at:
        abort(404)
    return current_actor(), role, ask.managers_among(ask.members_of(role.provider_id))
