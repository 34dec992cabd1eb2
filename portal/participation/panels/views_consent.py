"""Consent of those who answer for a child: by a code, on paper, or decided (P6, R18)."""

from __future__ import annotations

import uuid

from flask import abort, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts.limits import BY_ADDRESS, limiter
from portal.accounts.queries import open_authority
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor, public
from portal.participation.beside.policy import named_helper, waits_for_adult
from portal.participation.panels import consents as act
from portal.participation.panels import forms
from portal.participation.panels import policy as rules
from portal.participation.panels import queries as ask
from portal.participation.panels.views import bp, code_made, link_to_code, open_member
from portal.participation.panels.views_joining import find_way, too_old


@bp.route(
    "/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>/ask-adult",
    methods=["GET", "POST"],
)
def ask_adult(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """A code for the adult who says yes or no."""
    actor, panel, member = open_member(authority, panel_id, member_id)
    authorise(rules.may_ask_an_adult, actor, member)
    form, link = forms.AskAdultForm(), ""
    if form.validate_on_submit():
        name, email = typed(form.name), typed(form.email)
        with form.saving():
            link = act.ask_adult(actor, member, name, email or None, link_to_code())
        if form.saved:
            return code_made(open_authority(authority), panel, "consent", name, link, email)
    return render_template(
        "panels/ask_adult.html", form=form, authority=authority, panel=panel, member=member
    )


@bp.route(
    "/<authority>/panels/<uuid:panel_id>/members/<uuid:member_id>/consent",
    methods=["GET", "POST"],
)
def note_consent(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """Note what an adult said on paper, or whom the authority has named to decide."""
    actor, panel, member = open_member(authority, panel_id, member_id)
    authorise(rules.may_ask_an_adult, actor, member)
    form = forms.NoteConsentForm().asking_about(named_helper(member))
    if form.carried_out(lambda: act.note_consents(actor, member, form.word(), form.by_purpose())):
        flash(gettext("It is noted."), "success")
        return back_to(".member", authority=authority, panel_id=panel_id, member_id=member_id)
    return render_template(
        "panels/note_consent.html", form=form, authority=authority, panel=panel, member=member
    )


@bp.route("/join/<code>/answer", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def answer(code: str) -> str | Response:
    """An adult reads what a young person would take part in, and says yes or no."""
    way = find_way(code, "consent")
    if way is None or way.opens.member is None:
        return too_old()
    form, member_id = forms.AdultForm(data={"name": way.invitation.name}), way.opens.member.id
    form.asking_about(named_helper(way.opens.member))
    if form.validate_on_submit():
        with form.saving():
            invitation, member = links.find_invitation(code), ask.member_by_id(member_id)
            assert member
            act.answer_as_adult(invitation, member, form.adult(), form.by_purpose())
        if form.saved:
            return render_template("panels/answered.html", way=way)
    return render_template("panels/answer.html", form=form, way=way)


@bp.get("/<authority>/panels/consent")
def children(authority: str) -> str:
    """For whom the safeguarding lead may decide, where asking a parent would endanger them."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(rules.may_decide_for_children, actor, found.id)
    waiting = [
        each
        for each in ask.children_of_authority()
        if not rules.has_adult(each) or waits_for_adult(each)
    ]
    return render_template("panels/children.html", authority=found, members=waiting)


@bp.route("/<authority>/panels/consent/<uuid:member_id>", methods=["GET", "POST"])
def decide_for(authority: str, member_id: uuid.UUID) -> str | Response:
    """The safeguarding lead says yes or no for one child (R18)."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(rules.may_decide_for_children, actor, found.id)
    member = ask.member_by_id(member_id)
    if member is None or member.ended_at:
        abort(404)
    authorise(rules.may_decide_for, actor, member)
    form = forms.YesForm().asking_about(named_helper(member))
    word = act.Word("safeguarding")
    if form.carried_out(lambda: act.note_consents(actor, member, word, form.by_purpose())):
        flash(gettext("It is noted."), "success")
        return back_to(".children", authority=authority)
    return render_template("panels/decide_for.html", form=form, authority=found, member=member)
