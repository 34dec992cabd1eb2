"""The participation lead's pages: panels, who belongs to them, and their rules (P5, P7)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.links import TOKEN
from portal.accounts.models import Authority
from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.participation.beside import policy as beside
from portal.participation.beside.queries import mentorings_of
from portal.participation.panels import forms
from portal.participation.panels import operations as act
from portal.participation.panels import policy as rules
from portal.participation.panels import queries as ask
from portal.participation.panels.ages import age_band_of
from portal.participation.panels.models import PURPOSES, Member, Panel
from portal.participation.panels.policy import may_change_panel, may_run_panels

bp = Blueprint("panels", __name__)


def open_panel(authority: str, panel_id: uuid.UUID) -> tuple[Actor, Authority, Panel]:
    """Open the authority, admit who runs its panels, and load one; another's isn't there."""
    actor, found, panel = look_at_panel(authority, panel_id)
    authorise(may_change_panel, actor, panel)
    return actor, found, panel


def look_at_panel(authority: str, panel_id: uuid.UUID) -> tuple[Actor, Authority, Panel]:
    """The same to read it, also when it has ended."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_run_panels, actor, found.id)
    panel = ask.panel_by_id(panel_id)
    if panel is None:
        abort(404)
    return actor, found, panel


def open_member(
    authority: str, panel_id: uuid.UUID, member_id: uuid.UUID
) -> tuple[Actor, Panel, Member]:
    """The same for somebody who belongs to the panel now."""
    actor, _found, panel = open_panel(authority, panel_id)
    member = ask.member_by_id(member_id)
    if member is None or member.panel_id != panel.id or member.ended_at:
        abort(404)
    return actor, panel, member


def standing(member: Member) -> dict[str, Any]:
    """How somebody stands: who they are, and what is missing before they may act."""
    verdict = rules.may_act(member)
    return {
        "id": member.id,
        "name": member.person.name,
        "may_act": bool(verdict),
        "is_paused": member.paused_at is not None,
        "needs_adult": rules.needs_adult(member) and not rules.has_adult(member),
        "accepts": rules.accepts_terms(member),
        "ends_on": member.term_ends_on,
        "ends_soon": rules.ends_soon(member),
    }


@bp.get("/<authority>/panels")
def panels(authority: str) -> str:
    """The panels of the authority, and how many belong to each."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_run_panels, actor, found.id)
    return render_template(
        "panels/panels.html",
        authority=found,
        panels=ask.panels_of_authority(),
        numbers=ask.numbers_of_members(),
    )


@bp.route("/<authority>/panels/new", methods=["GET", "POST"])
def new(authority: str) -> str | Response:
    """Make a panel."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_run_panels, actor, found.id)
    form = forms.PanelForm(data={"term_months": 24})
    if form.carried_out(lambda: act.create_panel(actor, form.facts())):
        flash(gettext("The panel is made. Now you can invite people."), "success")
        return back_to(".panels", authority=authority)
    return render_template("panels/new.html", form=form, authority=found)


@bp.get("/<authority>/panels/<uuid:panel_id>")
def panel(authority: str, panel_id: uuid.UUID) -> str:
    """One panel: who belongs to it, who is invited, and what is missing."""
    _actor, found, panel = look_at_panel(authority, panel_id)
    return render_template(
        "panels/panel.html",
        authority=found,
        panel=panel,
        members=[standing(each) for each in ask.members_of_panel(panel.id)],
        invited=[invitation for invitation, _code in ask.invited_to(panel.id)],
        terms=ask.terms_of(panel.id),
    )


@bp.route("/<authority>/panels/<uuid:panel_id>/change", methods=["GET", "POST"])
def change(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Change what is said about a panel."""
    actor, found, panel = open_panel(authority, panel_id)
    form = forms.ChangePanelForm(obj=panel)
    if form.carried_out(lambda: act.change_panel(actor, panel, form.facts())):
        return back_to(".panel", authority=authority, panel_id=panel_id)
    return render_template("panels/change.html", form=form, authority=found, panel=panel)


@bp.route("/<authority>/panels/<uuid:panel_id>/invite", methods=["GET", "POST"])
def invite(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Ask somebody to join; the code is shown once, to be handed over, and mailed if they wish."""
    actor, found, panel = open_panel(authority, panel_id)
    form, link = forms.InvitePersonForm(), ""
    if form.validate_on_submit():
        with form.saving():
            who = typed(form.name), typed(form.email) or None, typed(form.why)
            link = act.invite_member(actor, panel, *who, link_to_code())
        if form.saved:
            return code_made(found, panel, "joining", typed(form.name), link, typed(form.email))
    return render_template("panels/invite.html", form=form, authority=found, panel=panel)


def link_to_code() -> str:
    """The address that a code stands in."""
    return url_for("panels.code", code=TOKEN, _external=True)


def code_made(
    authority: Authority, panel: Panel, leads_to: str, name: str, link: str, email: str = ""
) -> str:
    """A code, shown once: to be read out, written down or printed."""
    return render_template(
        "panels/code_made.html",
        authority=authority,
        panel=panel,
        leads_to=leads_to,
        name=name,
        link=link,
        code=link.rpartition("/")[2],
        type_at=url_for("panels.join", _external=True),
        email=email,
    )


@bp.route(
    "/<authority>/panels/<uuid:panel_id>/invitations/<uuid:invitation_id>/end",
    methods=["GET", "POST"],
)
def end_invitation(authority: str, panel_id: uuid.UUID, invitation_id: uuid.UUID) -> str | Response:
    """Take back a code that nobody has used, after asking once."""
    actor, found, panel = open_panel(authority, panel_id)
    waiting = {invitation.id: (invitation, code) for invitation, code in ask.invited_to(panel.id)}
    if invitation_id not in waiting:
        abort(404)
    invitation, code = waiting[invitation_id]
    form, name = ActionForm(), invitation.name
    if form.carried_out(act.end_invitation, actor, invitation, code):
        return back_to(".panel", authority=authority, panel_id=panel_id)
    return render_template(
        "panels/end_invitation.html",
        form=form,
        authority=found,
        panel=panel,
        name=name,
        why=code.why,
    )


@bp.get("/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>")
def member(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str:
    """One member: what the participation lead has to know, and nobody else (P5, P6)."""
    _actor, panel, member = open_member(authority, panel_id, member_id)
    return render_template(
        "panels/member.html",
        authority=authority,
        panel=panel,
        member=member,
        stands=standing(member),
        age_band=age_band_of(member),
        is_child=rules.needs_adult(member),
        agreed={purpose: rules.is_agreed(member, purpose) for purpose in PURPOSES},
        need=ask.need_of(member.id),
        helper=beside.named_helper(member),
        help_state=beside.help_state(member),
        mentorings=mentorings_of([member.id]),
    )


@bp.post("/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>/renew")
def renew(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    """Give somebody a new term from today on."""
    actor, _panel, member = open_member(authority, panel_id, member_id)
    if ActionForm().carried_out(act.renew_place, actor, member):
        flash(gettext("The new term begins today."), "success")
    return back_to(".member", authority=authority, panel_id=panel_id, member_id=member_id)


@bp.post("/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>/needs/destroy")
def destroy_needs_of(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    """What somebody needed goes as soon as it isn't needed any more (P6)."""
    actor, _panel, member = open_member(authority, panel_id, member_id)
    if ActionForm().carried_out(act.destroy_need, actor, member):
        flash(gettext("It is gone. Nobody can read it any more."), "success")
    return back_to(".member", authority=authority, panel_id=panel_id, member_id=member_id)


@bp.route(
    "/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>/new-words",
    methods=["GET", "POST"],
)
def new_code(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """A code for new words, for somebody who lost theirs and whom the lead has checked."""
    actor, panel, member = open_member(authority, panel_id, member_id)
    form, link, name = forms.NewCodeForm(), "", member.person.name
    if form.validate_on_submit():
        with form.saving():
            link = act.make_code_for_words(actor, member, typed(form.checked), link_to_code())
        if form.saved:
            return code_made(open_authority(authority), panel, "words", name, link)
    return render_template(
        "panels/new_code.html", form=form, authority=authority, panel=panel, member=member
    )


@bp.route("/<authority>/panels/<uuid:panel_id>/rules", methods=["GET", "POST"])
def terms(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Put the panel's rules together from what its members put forward (P7)."""
    actor, found, panel = open_panel(authority, panel_id)
    newest = ask.terms_of(panel.id)
    form = forms.TermsForm(data={"words": newest.words if newest else ""})
    if form.carried_out(lambda: act.write_terms(actor, panel, typed(form.words))):
        flash(gettext("The new rules are there. Everybody is asked to accept them."), "success")
        return back_to(".panel", authority=authority, panel_id=panel_id)
    return render_template(
        "panels/terms.html",
        form=form,
        authority=found,
        panel=panel,
        newest=newest,
        ideas=ask.ideas_of(panel.id),
    )
