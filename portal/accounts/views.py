"""Signing in and out, one's roles and password."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from portal.accounts import operations as act
from portal.accounts import queries as ask
from portal.accounts.forms import PasswordForm, SignInForm
from portal.accounts.limits import (
    BY_ACCOUNT,
    BY_ADDRESS,
    BY_PERSON,
    account,
    by_person,
    limiter,
)
from portal.accounts.models import Person
from portal.accounts.passwords import hash_password, is_right
from portal.accounts.signed_in import load
from portal.accounts.views_carried import carried, go_on
from portal.core.authorisation import anyone, authorise, signed_in
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.forms import ActionForm, typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public
from portal.core.words import say

bp = Blueprint("accounts", __name__)

WRONG = say("That isn’t the right password for this email address or sign-in name.")
NOT_YOURS = say("That isn’t the password you have now.")


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
@limiter.limit(
    BY_ACCOUNT,
    key_func=account,
    methods=["POST"],
    deduct_when=lambda _response: not g.get("is_let_in"),
)
def sign_in() -> str | Response:
    """Sign in; a wrong password says so and doesn't tell whether the account is there."""
    authorise(anyone, current_actor())
    form = SignInForm()
    if form.validate_on_submit():
        tried = typed(form.email)
        person = _person_of(tried, form.password.data or "")
        with form.saving():
            if person is None:
                raise Refused(WRONG, "password", lambda: act.note_refused_sign_in(tried))
            roles = ask.roles_of(person.id)
            row_id = act.sign_in(person, roles[0] if roles else None).id
        if form.saved:
            return _let_in(row_id)
    held, to = carried(), request.args.get("next", "")
    return render_template("accounts/sign_in.html", form=form, carried=held, to=to)


def _let_in(row_id: uuid.UUID) -> str | Response:
    """Go where they wanted to; words that met an ended session are shown on the way, to be sent."""
    held, to = carried(), request.args.get("next", "")
    answer = begin(row_id)
    g.is_let_in = True
    shown = go_on(held, to) if held and _is_a_page_here(to) else None
    return shown or answer


def _person_of(account: str, password: str) -> Person | None:
    """Who this is; the password is judged outside the transaction, because it is slow."""
    with reading_only():
        person = ask.person_by_account(account)
        known = person.password_hash if person else None
    return person if is_right(known, password) else None


def begin(sign_in_id: uuid.UUID, to: str = "") -> Response:
    """Let the browser in, and lead it where it wanted to go, or to `to`."""
    wanted = to or request.args.get("next", "")
    look = session.get("look")
    session.clear()
    if look:  # what a visitor chose holds until they choose again
        session["look"] = look
    login_user(load(str(sign_in_id)))
    return redirect(wanted if _is_a_page_here(wanted) else url_for("overview.home"), code=303)


def _is_a_page_here(address: str) -> bool:
    """Browsers leave tabs and line ends out of an address: '/<tab>/x' would be another site."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_another = address.partition("?")[0] != url_for("accounts.sign_in")
    return is_path and is_another and address.isprintable()


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out here; the sign-in row ends too, so a copied cookie is worth nothing."""
    authorise(signed_in, current_actor())
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.sign_out(current_user.sign_in_id)
        session.clear()
    answer = back_to("accounts.sign_in")
    answer.headers["Clear-Site-Data"] = '"storage"'  # what an own device kept, without scripts too
    return answer


@bp.route("/password", methods=["GET", "POST"])
@limiter.limit(BY_PERSON, key_func=by_person, methods=["POST"])
def password() -> str | Response:
    """Change one's password; all other sign-ins end."""
    actor = current_actor()
    authorise(signed_in, actor)
    form = PasswordForm()
    if form.validate_on_submit():
        with reading_only():
            known = db.session.get_one(Person, actor.person_id).password_hash
        fits = is_right(known, form.password.data or "")
        fresh = hash_password(form.new_password.data or "")
        with form.saving():
            if not fits:
                raise Refused(NOT_YOURS, "password")
            person = db.session.get_one(Person, actor.person_id)
            act.change_password(actor, person, fresh, keep=current_user.sign_in_id)
        if form.saved:
            flash(
                gettext("Your password is changed. You are signed out everywhere else."), "success"
            )
            return back_to("overview.home")
    return render_template("accounts/password.html", form=form)
