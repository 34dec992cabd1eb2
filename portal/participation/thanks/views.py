"""A member's diary of hours and their certificate, at reading age 9 to 11 (P23)."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.accounts.queries import open_authority, people_of
from portal.core.authorisation import Actor, authorise
from portal.core.documents import pdf_of
from portal.core.downloads import send_pdf
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.participation.panels.models import Member
from portal.participation.panels.queries import place_of
from portal.participation.panels.views_members import PANEL
from portal.participation.thanks import operations as act
from portal.participation.thanks import queries as ask
from portal.participation.thanks.certificate import certificate_of, time_in_words
from portal.participation.thanks.forms import HoursForm, certificate_form
from portal.participation.thanks.policy import may_keep_hours, may_write_hours

bp = Blueprint("thanks", __name__)


def open_own(authority: str, panel_id: uuid.UUID) -> tuple[Actor, Authority, Member]:
    """One's own place, also once it has ended; another's isn't there."""
    actor = current_actor()
    found = open_authority(authority)
    place = place_of(panel_id, actor.person_id) if actor.person_id else None
    authorise(may_keep_hours, actor, place)
    assert place
    return actor, found, place


@bp.route(f"{PANEL}/hours", methods=["GET", "POST"])
def diary(authority: str, panel_id: uuid.UUID) -> str | Response:
    """What I did and for how long, for me alone."""
    actor, _found, place = open_own(authority, panel_id)
    verdict = may_write_hours(actor, place)
    if request.method == "POST":
        authorise(may_write_hours, actor, place)
    form = HoursForm()
    if form.carried_out(lambda: act.write_down(place, form.facts())):
        flash(gettext("It is in your diary."), "success")
        return back_to(".diary", authority=authority, panel_id=panel_id)
    entries = ask.diary_of(place.id)
    return render_template(
        "thanks/diary.html",
        form=form,
        authority=authority,
        place=place,
        why_not=getattr(verdict, "why", ""),
        entries=[
            {"id": each.id, "day": each.day, "what": each.what, "long": time_in_words(each.minutes)}
            for each in entries
        ],
        total=time_in_words(sum(each.minutes for each in entries)),
    )


@bp.post(f"{PANEL}/hours/<uuid:entry_id>/delete")
def take_out(authority: str, panel_id: uuid.UUID, entry_id: uuid.UUID) -> Response:
    """Take a line out of my diary."""
    _actor, _found, place = open_own(authority, panel_id)
    entry = ask.entry_of(place.id, entry_id)
    if entry is None:
        abort(404)
    if ActionForm().carried_out(act.take_out, entry):
        flash(gettext("It is deleted."), "success")
    return back_to(".diary", authority=authority, panel_id=panel_id)


@bp.route(f"{PANEL}/certificate", methods=["GET", "POST"])
def certificate(authority: str, panel_id: uuid.UUID) -> str | Response:
    """My certificate, made when I ask for it, with the name that I type; it is kept nowhere."""
    actor, found, place = open_own(authority, panel_id)
    hours = time_in_words(sum(each.minutes for each in ask.diary_of(place.id)))
    form = certificate_form(hours)
    if form.validate_on_submit():
        shown = hours if form.shows_hours else None
        staff = people_of(place.authority_id)
        made = pdf_of(
            certificate_of(place, typed(form.name), found.name, shown, staff), "certificate"
        )
        with form.saving():
            act.certify(actor, place)
        if form.saved:
            return send_pdf(made, "certificate.pdf")
    return render_template("thanks/certificate.html", form=form, authority=authority, place=place)
