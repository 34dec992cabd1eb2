"""Pages of helpers and peer mentors: the lead's, and a member's own (P8)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import Blueprint, abort, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to
from portal.participation.beside import operations as act
from portal.participation.beside import policy as rules
from portal.participation.beside import queries as ask
from portal.participation.beside.choices import OwnActionForm, fit_to_helper
from portal.participation.beside.forms import HelperForm, mentor_form
from portal.participation.beside.models import Mentoring
from portal.participation.panels.consents import OWN, note_consents
from portal.participation.panels.models import HELPED, Member
from portal.participation.panels.policy import may_take_part, needs_adult
from portal.participation.panels.queries import members_of_panel
from portal.participation.panels.views import open_member
from portal.participation.panels.views_members import PANEL, open_place

bp = Blueprint("beside", __name__)

MEMBER = "/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>"


@bp.route(f"{MEMBER}/helper", methods=["GET", "POST"])
def name_helper(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """Name an adult who reads aloud and types for a member, and never decides."""
    actor, panel, member = open_member(authority, panel_id, member_id)
    authorise(rules.may_name_helper, actor, member)
    form = HelperForm()
    if form.carried_out(lambda: act.name_helper(actor, member, form.facts())):
        flash(gettext("They are named. They help once the member has said yes."), "success")
        return back_to("panels.member", **_member(authority, member))
    return render_template(
        "beside/name_helper.html",
        form=form,
        authority=authority,
        panel=panel,
        member=member,
        is_child=needs_adult(member),
    )


@bp.post(f"{MEMBER}/helper/end")
def end_helper(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    """End it at once, when the helper or an adult who answers says so."""
    actor, _panel, member = open_member(authority, panel_id, member_id)
    authorise(rules.may_end_helper, actor, member)
    if ActionForm().carried_out(act.end_helper, actor, member):
        flash(gettext("They are no helper here any more."), "success")
    return back_to("panels.member", **_member(authority, member))


def _member(authority: str, member: Member) -> dict[str, object]:
    return {"authority": authority, "panel_id": member.panel_id, "member_id": member.id}


@bp.route(f"{PANEL}/helper", methods=["GET", "POST"])
def helper(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Who could help me, what they may and mayn't do, and my yes or no."""
    actor, place = open_place(authority, panel_id, rules.may_answer_helper)
    form = ActionForm()
    if form.carried_out(note_consents, actor, place, OWN, {HELPED: True}):
        flash(gettext("We have noted your yes."), "success")
        return back_to("panels.mine", authority=authority, panel_id=panel_id)
    return render_template(
        "beside/helper.html",
        form=form,
        authority=authority,
        place=place,
        helper=rules.named_helper(place),
        is_agreed=rules.has_answered_helper(place),
        waits_for_adult=rules.waits_for_adult(place),
        is_child=needs_adult(place),
    )


@bp.post(f"{PANEL}/helper/end")
def stop_helper(authority: str, panel_id: uuid.UUID) -> Response:
    """No, or not any more: it ends at once, and nobody asks why."""
    actor, place = open_place(authority, panel_id, rules.may_answer_helper)
    if ActionForm().carried_out(note_consents, actor, place, OWN, {HELPED: False}):
        flash(gettext("They are not your helper now."), "success")
    return back_to("panels.mine", authority=authority, panel_id=panel_id)


@bp.route(f"{MEMBER}/mentor", methods=["GET", "POST"])
def ask_mentor(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """Ask somebody of the panel to look after a newcomer."""
    actor, panel, newcomer = open_member(authority, panel_id, member_id)
    members = members_of_panel(panel.id)
    able = {each.id: each for each in members if rules.could_mentor(each, newcomer)}
    found = [each for each in ask.mentorings_of([newcomer.id]) if each.newcomer_id == newcomer.id]
    form = mentor_form(list(able.values()))
    can_ask = bool(able) and not found
    if can_ask and form.carried_out(lambda: act.ask_mentor(actor, able[form.mentor_id], newcomer)):
        flash(gettext("They are asked. When they say yes, the newcomer is asked."), "success")
        return back_to("panels.member", **_member(authority, newcomer))
    return render_template(
        "beside/ask_mentor.html",
        form=form,
        authority=authority,
        panel=panel,
        member=newcomer,
        is_anybody=bool(able),
        now=found,
    )


@bp.post(f"{MEMBER}/mentor/<uuid:mentoring_id>/end")
def end_mentor(
    authority: str, panel_id: uuid.UUID, member_id: uuid.UUID, mentoring_id: uuid.UUID
) -> Response:
    """The lead ends it, for both."""
    actor, _panel, member = open_member(authority, panel_id, member_id)
    found = ask.mentoring_by_id(mentoring_id)
    if found is None or found.newcomer_id != member.id or found.ended_at is not None:
        abort(404)
    if ActionForm().carried_out(act.end_mentoring, actor, found):
        flash(gettext("It has ended, for both."), "success")
    return back_to("panels.member", **_member(authority, member))


@bp.get(f"{PANEL}/mentor")
def mentor(authority: str, panel_id: uuid.UUID) -> str:
    """Peer mentors: what they may and mayn't do, who looks after whom, and what I am asked."""
    actor, place = open_place(authority, panel_id, may_take_part)
    return _show_mentors(authority, actor, place, fit_to_helper(OwnActionForm(), place))


def _show_mentors(authority: str, actor: Actor, place: Member, form: OwnActionForm) -> str:
    found = [each for each in ask.mentorings_of([place.id]) if rules.may_be_in(actor, place, each)]
    return render_template(
        "beside/mentor.html",
        form=form,
        authority=authority,
        place=place,
        mentorings=_all_told(found, place),
    )


def _all_told(found: Sequence[Mentoring], place: Member) -> list[dict[str, object]]:
    """Each with an id for its box; the summary of what is wrong leads to the first one asked."""
    told = [_told(each, place) for each in found]
    for number, each in enumerate(each for each in told if each["is_asked"]):
        each["box"] = f"chose_myself-{number}" if number else "chose_myself"
    return told


def _told(each: Mentoring, place: Member) -> dict[str, object]:
    """Who the other one is, as far as I may know yet: nothing but what they are called."""
    is_mentor = each.mentor_id == place.id
    other = each.newcomer if is_mentor else each.mentor
    said = each.mentor_agreed_at if is_mentor else each.newcomer_agreed_at
    knows = each.is_agreed or not is_mentor
    return {
        "id": each.id,
        "is_mentor": is_mentor,
        "is_agreed": each.is_agreed,
        "is_asked": said is None,
        "name": other.person.name if knows else None,
        "say_name": other.say_name if knows else "",
    }


@bp.post(f"{PANEL}/mentor/<uuid:mentoring_id>/yes")
def mentor_yes(authority: str, panel_id: uuid.UUID, mentoring_id: uuid.UUID) -> str | Response:
    """My yes, as the mentor or as the newcomer; a helper never says it (P8)."""
    actor, place, found = _open_mentoring(authority, panel_id, mentoring_id)
    authorise(rules.may_say_as_mentor, actor, place, found)
    form = fit_to_helper(OwnActionForm(), place)
    if form.carried_out(act.agree_to_mentoring, actor, place, found):
        flash(gettext("We have noted your yes."), "success")
        return back_to(".mentor", authority=authority, panel_id=panel_id)
    return _show_mentors(authority, actor, place, form)


@bp.post(f"{PANEL}/mentor/<uuid:mentoring_id>/end")
def mentor_end(authority: str, panel_id: uuid.UUID, mentoring_id: uuid.UUID) -> Response:
    """No, or not any more; nobody asks why."""
    actor, place, found = _open_mentoring(authority, panel_id, mentoring_id)
    authorise(rules.may_end_mentoring, actor, place, found)
    if ActionForm().carried_out(act.end_mentoring, actor, found):
        flash(gettext("It has ended. Nobody asks why."), "success")
    return back_to(".mentor", authority=authority, panel_id=panel_id)


def _open_mentoring(
    authority: str, panel_id: uuid.UUID, mentoring_id: uuid.UUID
) -> tuple[Actor, Member, Mentoring]:
    actor, place = open_place(authority, panel_id, may_take_part)
    found = ask.mentoring_by_id(mentoring_id)
    if found is None:
        abort(404)
    return actor, place, found
