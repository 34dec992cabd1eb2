"""A member's own pages, at reading age 9 to 11: my panel, my details, what I said yes to."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import PARTICIPATION
from portal.accounts.queries import open_authority, people_of, safeguarding_of
from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.participation.beside import policy as beside
from portal.participation.beside.choices import OwnActionForm, fit_to_helper
from portal.participation.equality.policy import may_answer_equality
from portal.participation.panels import consents, forms
from portal.participation.panels import operations as act
from portal.participation.panels import policy as rules
from portal.participation.panels import queries as ask
from portal.participation.panels.ages import OLDEST_TEENS, age_band_of
from portal.participation.panels.models import PURPOSES, Member
from portal.participation.panels.policy import may_come_back, may_pause, may_take_part
from portal.participation.panels.views import bp

PANEL = "/<authority>/panel/<uuid:panel_id>"


def open_place(
    authority: str, panel_id: uuid.UUID, policy: Callable[..., Any] = may_take_part
) -> tuple[Actor, Member]:
    """Open the authority, and the actor's own place on the panel; another's isn't there."""
    actor = current_actor()
    open_authority(authority)
    place = ask.place_in(actor, panel_id)
    authorise(policy, actor, place)
    assert place
    return actor, place


@bp.get(PANEL)
def mine(authority: str, panel_id: uuid.UUID) -> str:
    """My panel: what it is for, who leads it, whom I can turn to, and what is missing."""
    actor, place = open_place(authority, panel_id)
    verdict = rules.may_act(place)
    return render_template(
        "panels/mine.html",
        authority=authority,
        place=place,
        panel=place.panel,
        why_not=None if verdict else getattr(verdict, "why", None),
        leads=_names(people_of(place.authority_id), PARTICIPATION),
        contacts=[role.person.name for role in safeguarding_of(place.authority_id)],
        is_paused=place.paused_at is not None,
        ends_soon=rules.ends_soon(place),
        helper=beside.named_helper(place),
        may_answer=bool(may_answer_equality(actor, place)),
        is_helped=beside.has_answered_helper(place),
    )


def _names(staff: Any, role: str) -> list[str]:
    return [each.person.name for each in staff if each.name == role]


@bp.route(f"{PANEL}/details", methods=["GET", "POST"])
def details(authority: str, panel_id: uuid.UUID) -> str | Response:
    """What I am called, how to say it, who sees it, and how I am told what happened."""
    actor, place = open_place(authority, panel_id)
    said = {
        "called": place.person.name,
        "say_name": place.say_name,
        "shows_name": forms.yes_no(place.shows_name),
        "tell_by": place.tell_by,
        "age_band": age_band_of(place),
    }
    form = forms.DetailsForm(data=said)
    if said["age_band"] != OLDEST_TEENS:
        del form.age_band
    if form.carried_out(lambda: act.change_details(actor, place, form.details())):
        flash(gettext("Your details are saved."), "success")
        return back_to(".mine", authority=authority, panel_id=panel_id)
    return render_template("panels/details.html", form=form, authority=authority, place=place)


@bp.route(f"{PANEL}/consent", methods=["GET", "POST"])
def consent(authority: str, panel_id: uuid.UUID) -> str | Response:
    """What I said yes to; I can change it at any time."""
    actor, place = open_place(authority, panel_id)
    said = {purpose: forms.yes_no(rules.says_yes(place, purpose)) for purpose in PURPOSES}
    form = fit_to_helper(forms.ConsentForm(data=said), place)
    if form.carried_out(
        lambda: consents.note_consents(actor, place, consents.OWN, form.by_purpose())
    ):
        flash(gettext("We have noted it."), "success")
        return back_to(".mine", authority=authority, panel_id=panel_id)
    return render_template(
        "panels/consent.html",
        form=form,
        authority=authority,
        place=place,
        is_child=rules.needs_adult(place),
        has_adult=rules.has_adult(place),
    )


@bp.route(f"{PANEL}/needs", methods=["GET", "POST"])
def needs(authority: str, panel_id: uuid.UUID) -> str | Response:
    """What I need to take part; read by me and the participation lead alone (P6)."""
    actor, place = open_place(authority, panel_id)
    if request.method == "POST":
        authorise(rules.may_keep_words, actor, place)
    need = ask.need_of(place.id)
    until = need.needed_until if need else None
    said = {"words": need.words if need else "", "needed_until": until or place.term_ends_on}
    form = forms.NeedForm(data=said)
    if form.carried_out(
        lambda: act.write_need(actor, place, typed(form.words), form.needed_until.data)
    ):
        flash(gettext("It is saved."), "success")
        return back_to(".mine", authority=authority, panel_id=panel_id)
    return render_template(
        "panels/needs.html",
        form=form,
        authority=authority,
        place=place,
        is_there=bool(need),
        why_not=_why_not(place),
    )


@bp.post(f"{PANEL}/needs/destroy")
def destroy_needs(authority: str, panel_id: uuid.UUID) -> Response:
    """What I needed goes for good."""
    actor, place = open_place(authority, panel_id)
    if ActionForm().carried_out(act.destroy_need, actor, place):
        flash(gettext("It is gone. Nobody can read it any more."), "success")
    return back_to(".mine", authority=authority, panel_id=panel_id)


@bp.get(f"{PANEL}/rules")
def rules_of_panel(authority: str, panel_id: uuid.UUID) -> str:
    """Our rules: read them, accept them, and say what is missing (P7)."""
    _actor, place = open_place(authority, panel_id)
    return _rules(authority, place)


def _rules(
    authority: str,
    place: Member,
    sent: forms.IdeaForm | OwnActionForm | None = None,
) -> str:
    """The page with both of its forms; `sent` is the one that was refused."""
    idea = fit_to_helper(forms.IdeaForm(formdata=None), place)
    yes = fit_to_helper(OwnActionForm(formdata=None), place)
    return render_template(
        "panels/rules.html",
        form=sent or idea,
        idea=sent if isinstance(sent, forms.IdeaForm) else idea,
        yes=sent if isinstance(sent, OwnActionForm) else yes,
        authority=authority,
        place=place,
        terms=place.panel.terms[-1] if place.panel.terms else None,
        accepts=rules.accepts_terms(place),
        ideas=ask.ideas_of(place.panel_id),
        why_not=_why_not(place),
    )


def _why_not(place: Member) -> str:
    """What is missing before words of theirs are kept; reading needs no yes (R18)."""
    return getattr(rules.is_agreed_to(place), "why", "")


@bp.post(f"{PANEL}/rules/idea")
def idea(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Put a sentence forward for our rules."""
    actor, place = open_place(authority, panel_id, rules.may_keep_words)
    form = fit_to_helper(forms.IdeaForm(), place)
    if form.carried_out(
        lambda: act.put_forward(
            actor, place, typed(form.words), through_helper=form.is_through_helper
        )
    ):
        flash(gettext("Thank you. Who leads the panel puts the rules together."), "success")
        return back_to(".rules_of_panel", authority=authority, panel_id=panel_id)
    return _rules(authority, place, form)


@bp.post(f"{PANEL}/rules/accept")
def accept(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Accept our rules as they stand; a helper can’t."""
    actor, place = open_place(authority, panel_id)
    form = fit_to_helper(OwnActionForm(), place)
    if form.carried_out(act.accept_terms, actor, place):
        flash(gettext("Thank you. You have accepted the rules."), "success")
        return back_to(".mine", authority=authority, panel_id=panel_id)
    return _rules(authority, place, form)


@bp.post(f"{PANEL}/pause")
def pause(authority: str, panel_id: uuid.UUID) -> Response:
    """Take a break; nobody asks why (P5)."""
    actor, place = open_place(authority, panel_id, may_pause)
    if ActionForm().carried_out(act.pause, actor, place):
        flash(gettext("You are taking a break. Come back when you like."), "success")
    return back_to(".mine", authority=authority, panel_id=panel_id)


@bp.post(f"{PANEL}/come-back")
def come_back(authority: str, panel_id: uuid.UUID) -> Response:
    """End a break."""
    actor, place = open_place(authority, panel_id, may_come_back)
    if ActionForm().carried_out(act.come_back, actor, place):
        flash(gettext("Welcome back."), "success")
    return back_to(".mine", authority=authority, panel_id=panel_id)
