"""The page of an authority's colour and logo, and the two files that other pages wear them by."""

from __future__ import annotations

from contextlib import closing

from flask import Response as FlaskResponse
from flask import abort, flash, g, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import brand
from portal.accounts import settings as act
from portal.accounts.forms_brand import BrandForm
from portal.accounts.models import Authority
from portal.accounts.policy import may_change_authority
from portal.accounts.queries import logo_by_sha256, open_authority
from portal.accounts.views import bp
from portal.core.authorisation import Actor, anyone, authorise
from portal.core.files.kinds import Unreadable
from portal.core.forms import typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public

ROOM_FOR_THE_FORM = 64 * 1024


def _here(authority: str) -> tuple[Actor, Authority]:
    actor, found = current_actor(), open_authority(authority)
    authorise(may_change_authority, actor, found.id)
    return actor, found


@bp.route("/<authority>/settings/look", methods=["GET", "POST"])
def change_look(authority: str) -> str | Response:
    """Choose a colour, and send or take away a logo."""
    logo, problem = _sent(authority) if request.method == "POST" else (None, None)
    actor, found = _here(authority)
    form = BrandForm(data={"colour": found.colour, "alt": found.logo_alt or found.name})
    if problem is not None and form.validate_on_submit():
        form.file.errors = [gettext(problem)]
    elif form.carried_out(lambda: _keep(actor, found, form, logo)):
        flash(gettext("Saved. Your pages look like this from now on."), "success")
        return back_to("accounts.change_look", authority=authority)
    return render_template("accounts/change_look.html", form=form, authority=found)


def _sent(authority: str) -> tuple[bytes | None, str | None]:
    """The new logo, decoded outside a transaction; or what is wrong with it."""
    with reading_only():
        _here(authority)
    request.max_content_length = brand.LARGEST + ROOM_FOR_THE_FORM
    found = request.files.get("file")
    if found is None:
        return None, None
    with closing(found):
        content = found.read()
    try:
        return (brand.logo_of(content) if content else None), None
    except Unreadable as wrong:
        return None, wrong.message


def _keep(actor: Actor, authority: Authority, form: BrandForm, logo: bytes | None) -> None:
    colour = brand.checked_colour(typed(form.colour))
    act.change_logo(actor, authority, b"" if form.is_taken_away.data else logo)
    act.change_authority(actor, authority, colour=colour, logo_alt=typed(form.alt))


@bp.get("/brand/<colour>.css")
@public
def brand_colour(colour: str) -> FlaskResponse:
    """A colour as the few lines that pages wear it by; one that can't be read isn't there."""
    authorise(anyone, current_actor())
    if not brand.COLOUR.fullmatch(colour) or brand.least_contrast(f"#{colour}") < 4.5:
        abort(404)
    g.never_changes = True
    return FlaskResponse(brand.stylesheet(f"#{colour}"), mimetype="text/css")


@bp.get("/logos/<sha256>.png")
@public
def logo(sha256: str) -> FlaskResponse:
    """An authority's logo; another one has another address."""
    authorise(anyone, current_actor())
    found = logo_by_sha256(sha256)
    g.never_changes = True
    return FlaskResponse(found, mimetype="image/png")
