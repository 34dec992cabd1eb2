"""Pages of signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from portal.accounts import operations as act
from portal.accounts import queries as ask
from portal.accounts.forms import SignInForm
from portal.accounts.limits import BY_ACCOUNT, BY_ADDRESS, account, limiter
from portal.accounts.models import Person
from portal.accounts.passwords import is_right
from portal.accounts.signed_in import load
from portal.core.authorisation import anyone, authorise, signed_in
from portal.core.errors import Refused
from portal.core.forms import ActionForm, typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public
from portal.core.words import say

bp = Blueprint("accounts", __name__)

WRONG = say("That isn’t the right password for this email address or sign-in name.")


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
@limiter.limit(
    BY_ACCOUNT,
    key_func=account,
    methods=["POST"],
    deduct_when=lambda response: response.status_code != 303,
)
def sign_in() -> str | Response:
    """Sign in; a wrong password says so and doesn't tell whether the account is there."""
    authorise(anyone, current_actor())
    form = SignInForm()
    if form.validate_on_submit():
        person = _person_of(form)
        with form.saving():
            if person is None:
                tried = typed(form.email)
                raise Refused(WRONG, "password", lambda: act.note_refused_sign_in(tried))
            roles = ask.roles_of(person.id)
            row = act.sign_in(person, roles[0] if roles else None)
        if form.saved:
            return _begin(str(row.id))
    return render_template("accounts/sign_in.html", form=form)


def _person_of(form: SignInForm) -> Person | None:
    """Who this is; the password is judged outside the transaction, because it is slow."""
    with reading_only():
        person = ask.person_by_account(typed(form.email))
        known = person.password_hash if person else None
    return person if is_right(known, form.password.data or "") else None


def _begin(sign_in_id: str) -> Response:
    session.clear()
    login_user(load(sign_in_id))
    wanted = request.args.get("next", "")
    is_here = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return redirect(wanted if is_here else url_for("overview.home"), code=303)


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out here; the sign-in row ends too, so a copied cookie is worth nothing."""
    authorise(signed_in, current_actor())
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.sign_out(current_user.sign_in_id)
        session.clear()
    return back_to("accounts.sign_in")
