"""Pages on which places and panels end, and what somebody reads and chooses afterwards (P5)."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise, signed_in
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.participation.panels import forms_leaving as forms
from portal.participation.panels import leaving as act
from portal.participation.panels import queries as ask
from portal.participation.panels.forms import yes_no
from portal.participation.panels.models import Member
from portal.participation.panels.policy import may_look_back, needs_adult, says_yes
from portal.participation.panels.views import bp, open_member, open_panel
from portal.participation.panels.views_members import PANEL, open_place


@bp.route(f"{PANEL}/leave", methods=["GET", "POST"])
def leave(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Leave the panel, after reading what stays and what goes (R18)."""
    actor, place = open_place(authority, panel_id)
    form, title = ActionForm(), place.panel.title
    if form.carried_out(act.leave, actor, place):
        flash(
            gettext("You have left “%(panel)s”. Thank you for all you did.", panel=title), "success"
        )
        return back_to(".after", authority=authority, panel_id=panel_id)
    return render_template("panels/leave.html", form=form, authority=authority, place=place)


@bp.route(
    "/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>/end", methods=["GET", "POST"]
)
def end_place(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """End somebody's place, on a ground that was published before they joined."""
    actor, panel, member = open_member(authority, panel_id, member_id)
    form, name = forms.EndPlaceForm(), member.person.name
    if form.carried_out(lambda: act.end_place(actor, member, form.ground.data, typed(form.reason))):
        flash(gettext("The place has ended. They can read why."), "success")
        return back_to(".panel", authority=authority, panel_id=panel_id)
    return render_template(
        "panels/end_place.html",
        form=form,
        authority=authority,
        panel=panel,
        member_id=member_id,
        name=name,
    )


@bp.route("/<authority>/panels/<uuid:panel_id>/end", methods=["GET", "POST"])
def end_panel(authority: str, panel_id: uuid.UUID) -> str | Response:
    """End a whole panel, with a reason that its members read."""
    actor, found, panel = open_panel(authority, panel_id)
    form = forms.EndPanelForm()
    if form.carried_out(lambda: act.end_panel(actor, panel, typed(form.reason))):
        flash(gettext("The panel has ended. Its members can read why."), "success")
        return back_to(".panels", authority=authority)
    return render_template("panels/end_panel.html", form=form, authority=found, panel=panel)


@bp.get("/<authority>/after")
def looking_back(authority: str) -> str:
    """The panels that I was on, for who has no role here any more."""
    actor = current_actor()
    authorise(signed_in, actor)
    found = open_authority(authority)
    assert actor.person_id
    return render_template(
        "panels/looking_back.html", authority=found, places=ask.ended_places_of(actor.person_id)
    )


@bp.route(f"{PANEL}/after", methods=["GET", "POST"])
def after(authority: str, panel_id: uuid.UUID) -> str | Response:
    """What stays, why it ended, and whether I want to go on hearing what changed."""
    _actor, place = _open_ended(authority, panel_id)
    said = yes_no(says_yes(place, "told_afterwards"))
    form = forms.HearingForm(data={"told_afterwards": said, "tell_by": place.tell_by})
    if form.carried_out(
        lambda: act.say_about_hearing(
            place, wants=form.told_afterwards.data == "yes", tell_by=form.tell_by.data
        )
    ):
        flash(gettext("We have noted it. You can change it at any time."), "success")
        return back_to(".after", authority=authority, panel_id=panel_id)
    return render_template(
        "panels/after.html",
        form=form,
        authority=authority,
        place=place,
        is_child=needs_adult(place),
    )


def _open_ended(authority: str, panel_id: uuid.UUID) -> tuple[Actor, Member]:
    """One's own place on a panel, once it has ended; another's isn't there."""
    actor = current_actor()
    open_authority(authority)
    place = ask.place_of(panel_id, actor.person_id) if actor.person_id else None
    authorise(may_look_back, actor, place)
    assert place
    return actor, place
