"""'How this looks', one tap away from every page; and the languages that an authority offers."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.display import keep_look, offer_welsh
from portal.accounts.forms_display import LanguagesForm, LookForm
from portal.accounts.policy import may_choose_languages
from portal.accounts.queries import open_authority
from portal.accounts.views import bp
from portal.core.authorisation import anyone, authorise
from portal.core.look import ENGLISH
from portal.core.web import (
    back_to,
    came_from,
    current_actor,
    current_look,
    public,
    reads_plain,
    wear,
)


@bp.route("/how-this-looks", methods=["GET", "POST"])
@public
def how_this_looks() -> str | Response:
    """Text size, spacing and words as each person likes; then back to where they were (R28)."""
    actor = current_actor()
    authorise(anyone, actor)
    is_in = current_user.is_authenticated
    form = _look_form(is_in and current_user.is_offered_welsh)
    back = came_from(form.back.data) if form.back.data else None
    if not is_in and form.validate_on_submit():
        wear(form.look())
    elif not form.carried_out(lambda: keep_look(actor, form.look())):
        return render_template("accounts/how_this_looks.html", form=form, is_kept=is_in, back=back)
    flash(gettext("Saved. This is how pages look now."), "success")
    return redirect(back or url_for("overview.home" if is_in else "overview.front"), code=303)


def _look_form(offers_welsh: bool) -> LookForm:
    now = current_look()
    words = "plain" if reads_plain() else "standard"
    language = now.language if offers_welsh else ENGLISH
    shown = replace(now, words=words, language=language).as_facts()
    return LookForm(data=shown | {"back": came_from() or ""}, offers_welsh=offers_welsh)


@bp.route("/<authority>/languages", methods=["GET", "POST"])
def languages(authority: str) -> str | Response:
    """Say whether the draft in Welsh may be read; off until somebody turns it on."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_choose_languages, actor, found.id)
    form = LanguagesForm(data={"welsh": "yes" if found.offers_welsh else "no"})
    if form.carried_out(lambda: offer_welsh(actor, found, is_offered=form.welsh.data == "yes")):
        flash(gettext("Saved."), "success")
        return back_to("accounts.settings", authority=authority)
    return render_template("accounts/languages.html", form=form, authority=found)
