"""What a link leads to: joining an authority or an organisation, or choosing one's password."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts import operations as act
from portal.accounts.forms import ChoosePasswordForm, JoinForm
from portal.accounts.limits import BY_ADDRESS, limiter
from portal.accounts.models import PANEL, Authority, Invitation, Person
from portal.accounts.passwords import hash_password
from portal.accounts.views import begin, bp
from portal.core.authorisation import anyone, authorise
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.forms import ActionForm, Form, typed
from portal.core.tenancy import open_tenant
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def invitation(token: str) -> str | Response:
    """Take up a link, once: into a role, or to choose the password of one's account."""
    authorise(anyone, current_actor())
    with reading_only():
        try:
            found = links.find_invitation(token)
        except Refused as refusal:
            return render_template("accounts/old_invitation.html", why=gettext(refusal.message))
        person, place = found.person, found.authority or found.provider
        db.session.expunge_all()
    if found.role == PANEL:  # on paper it is a code, and leads through its own pages
        return back_to("panels.code", code=token)
    if person:
        return _choose_password(token, found, person, place)
    return _join(token, found, place)


def _choose_password(
    token: str, found: Invitation, person: Person, authority: object
) -> str | Response:
    form = ChoosePasswordForm()
    if form.validate_on_submit():
        hashed = hash_password(form.new_password.data or "")
        with form.saving():
            role = links.choose_password(_open(token), hashed)
            row_id = act.sign_in(db.session.get_one(Person, person.id), role).id
        if form.saved:
            return begin(row_id, _tender_of(found, authority) if role else "")
    account = person.email or person.sign_in_name
    return render_template(
        "accounts/choose_password.html",
        form=form,
        name=person.name,
        account=account,
        authority=authority,
    )


def _tender_of(found: Invitation, authority: object) -> str:
    assert isinstance(authority, Authority)
    return url_for("overview.tender", authority=authority.slug, tender_id=found.tender_id)


def _join(token: str, found: Invitation, place: object) -> str | Response:
    invited = {"name": found.name, "email": found.email or ""}
    form: Form = ActionForm() if current_user.is_authenticated else JoinForm(data=invited)
    if form.validate_on_submit() and (row_id := _accepted(form, token)):
        return begin(row_id)
    return render_template("accounts/invitation.html", form=form, place=place, role=found.role)


def _accepted(form: Form, token: str) -> uuid.UUID | None:
    """Accept as who is signed in, or as somebody new, who is signed in then; in the new role."""
    is_new = isinstance(form, JoinForm)
    hashed = hash_password(form.new_password.data or "") if isinstance(form, JoinForm) else None
    known, here = (None, None) if is_new else (current_actor().person_id, current_user.sign_in_id)
    row_id = None
    with form.saving():
        if isinstance(form, JoinForm):
            person = act.create_person(typed(form.name), typed(form.email), hashed)
        else:
            person = db.session.get_one(Person, known)
        role = links.accept_invitation(_open(token), person)
        db.session.flush()
        if here:
            act.sign_out(here)
        row_id = act.sign_in(person, role).id
    return row_id if form.saved else None


def _open(token: str) -> Invitation:
    found = links.find_invitation(token)
    if found.authority_id:
        open_tenant(found.authority_id)
    return found
