"""The pages of who forgot their password."""

from __future__ import annotations

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import forgotten as act
from portal.accounts.forms import ChoosePasswordForm, ForgottenForm
from portal.accounts.limits import BY_ADDRESS, LINKS, account, limiter
from portal.accounts.passwords import hash_password
from portal.accounts.views import bp
from portal.core.authorisation import anyone, authorise
from portal.core.errors import Refused
from portal.core.forms import typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public


@bp.route("/forgotten-password", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
@limiter.limit(LINKS, key_func=account, methods=["POST"])
def forgotten() -> str | Response:
    """Ask for a link to one's own e-mail; the answer is the same whoever asks."""
    authorise(anyone, current_actor())
    form = ForgottenForm()
    if form.validate_on_submit():
        token = act.new_token()
        link = url_for(".new_password", token=token, _external=True)
        with form.saving():
            act.ask_for_link(typed(form.email), link, token)
        if form.saved:
            return back_to(".link_is_sent")
    return render_template("accounts/forgotten.html", form=form)


@bp.get("/forgotten-password/sent")
@public
def link_is_sent() -> str:
    """What to do now, and what if no mail comes."""
    authorise(anyone, current_actor())
    return render_template("accounts/link_is_sent.html")


@bp.route("/new-password/<token>", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def new_password(token: str) -> str | Response:
    """Choose a new password by the link; then sign in with it."""
    authorise(anyone, current_actor())
    with reading_only():
        try:
            account_name = act.person_behind(token).email
        except Refused as refusal:
            return render_template("accounts/old_password_link.html", why=gettext(refusal.message))
    form = ChoosePasswordForm()
    if form.validate_on_submit():
        hashed = hash_password(form.new_password.data or "")
        with form.saving():
            act.choose_new_password(token, hashed)
        if form.saved:
            flash(gettext("Your password is changed. Sign in with it now."), "success")
            return back_to(".sign_in")
    return render_template("accounts/new_password.html", form=form, account=account_name)
