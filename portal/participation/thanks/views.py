"""A member's diary of hours and their certificate, at reading age 9 to 11 (P23)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.accounts.queries import open_authority, people_of
from portal.core.authorisation import Actor, authorise
from portal.core.documents import Document, pdf_of
from portal.core.downloads import send_pdf
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.participation.panels.models import Member
from portal.participation.panels.queries import place_of
from portal.participation.panels.views_members import PANEL
from portal.participation.thanks import operations as act
from portal.participation.thanks import queries as ask
from portal.participation.thanks.certificate import certificate_of, time_in_words
from portal.participation.thanks.forms import CertificateForm, HoursForm, certificate_form
from portal.participation.thanks.models import SharedHours
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
    if request.method == "POST":
        authorise(may_write_hours, actor, place)
    form = HoursForm()
    if form.carried_out(lambda: act.write_down(place, form.facts())):
        flash(gettext("It is in your diary."), "success")
        return back_to(".diary", authority=authority, panel_id=panel_id)
    return _diary(authority, actor, place, form)


def _diary(authority: str, actor: Actor, place: Member, form: HoursForm) -> str:
    entries = ask.diary_of(place.id)
    total = sum(each.minutes for each in entries)
    return render_template(
        "thanks/diary.html",
        form=form,
        authority=authority,
        place=place,
        why_not=getattr(may_write_hours(actor, place), "why", ""),
        entries=[
            {"id": each.id, "day": each.day, "what": each.what, "long": time_in_words(each.minutes)}
            for each in entries
        ],
        total=time_in_words(total),
        shared=_told(ask.shared_by(place.id), total),
    )


def _told(shared: SharedHours | None, total: int) -> dict[str, Any] | None:
    """What who leads the panel was told, and whether the diary says more or less by now."""
    if shared is None:
        return None
    long = time_in_words(shared.minutes)
    return {"long": long, "at": shared.shared_at, "is_old": shared.minutes != total and total > 0}


def _refused(action: ActionForm) -> HoursForm:
    """The empty form of the diary, which says why a button beside it didn't go through."""
    form = HoursForm(formdata=None)
    form.form_errors = [each for errors in action.errors.values() for each in errors]
    return form


@bp.post(f"{PANEL}/hours/share")
def share(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Tell who leads my panel how many hours it is together."""
    actor, _found, place = open_own(authority, panel_id)
    authorise(may_write_hours, actor, place)
    form = ActionForm()
    if form.carried_out(act.share_total, actor, place):
        flash(gettext("You shared your total."), "success")
        return back_to(".diary", authority=authority, panel_id=panel_id)
    return _diary(authority, actor, place, _refused(form))


@bp.post(f"{PANEL}/hours/take-back")
def take_back_total(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Who leads my panel doesn't see my total any more."""
    actor, _found, place = open_own(authority, panel_id)
    form = ActionForm()
    if form.carried_out(act.take_total_back, actor, place):
        flash(gettext("You don’t share your total any more."), "success")
        return back_to(".diary", authority=authority, panel_id=panel_id)
    return _diary(authority, actor, place, _refused(form))


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
        made = certificate_of(place, typed(form.name), found.name, shown, staff)
        with form.saving():
            act.certify(actor, place)
        if form.saved:
            return _made(form, authority, place, made)
    return render_template("thanks/certificate.html", form=form, authority=authority, place=place)


def _made(form: CertificateForm, authority: str, place: Member, made: Document) -> str | Response:
    """The same blocks as a PDF to keep, or as a page; the page can be made into the PDF."""
    if form.as_page.data:
        return render_template(
            "thanks/certificate_page.html",
            form=form,
            authority=authority,
            place=place,
            document=made,
        )
    return send_pdf(pdf_of(made, "certificate"), "certificate.pdf")
