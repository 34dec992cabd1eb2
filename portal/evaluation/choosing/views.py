"""The participation lead's pages: open a choosing, settle it, seat people, ask a reserve (P14)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.core.authorisation import Actor, admit, authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing import placing
from portal.evaluation.choosing.forms import LiftForm, OpenForm, RefuseForm, agreement_form
from portal.evaluation.choosing.pages import ground_words, lead_page, members_by_panel, summary
from portal.evaluation.choosing.policy import (
    may_open_choosing,
    may_place,
    may_see_choosing,
    may_settle,
)
from portal.evaluation.choosing.queries import Standing, numbered, placed, standings_of
from portal.participation.panels.models import Panel
from portal.participation.panels.queries import members_of_panel, members_of_panels
from portal.participation.training.queries import trained_people
from portal.specifications.cowriting.queries import rounds_of
from portal.specifications.models import Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("choosing", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>/choosing")


@bp.get("/")
def choosings(authority: str, tender_id: uuid.UUID) -> str:
    """Every choosing of this tender, and how far it is."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_choosing, actor, tender)
    return render_template(
        "choosing/choosings.html",
        tender=tender,
        authority=authority,
        choosings=[summary(each) for each in standings_of(tender)],
        may_open=bool(may_open_choosing(actor, tender)),
        has_panels=bool(_pairs(tender)),
    )


def _pairs(tender: Tender) -> dict[str, tuple[Panel, Group]]:
    """Each panel that wrote with the tender beside each group of its kind."""
    panels = {each.panel_id: each.panel for each in rounds_of(tender)}
    return {
        f"{panel.id}/{group.slug}": (panel, group)
        for panel in sorted(panels.values(), key=lambda each: each.title)
        for group in groups_of(tender)
        if group.kind == panel.kind
    }


@bp.route("/new", methods=["GET", "POST"])
def new(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Ask a panel to choose who marks."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_open_choosing, actor, tender)
    form, pairs = OpenForm(), _pairs(tender)
    form.which.choices = [
        SelectChoice(key, f"{panel.title}: {group.title}") for key, (panel, group) in pairs.items()
    ]
    if form.validate_on_submit():
        with form.saving():
            act.open_choosing(
                actor, tender, *pairs[form.which.data], form.facts(), standings_of(tender)
            )
        if form.saved:
            flash(gettext("The panel is asked now."), "success")
            return back_to(".choosings", authority=authority, tender_id=tender_id)
    panels = [panel for panel, _group in pairs.values()]
    members = members_of_panels([each.id for each in panels])
    return render_template(
        "choosing/new.html",
        form=form,
        tender=tender,
        authority=authority,
        panels=members_by_panel(panels, members),
    )


@bp.get("/<int:number>")
def choosing(authority: str, tender_id: uuid.UUID, number: int) -> str:
    """Who put themselves forward, and later whom the panel has chosen; never a number of votes."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_choosing, actor, tender)
    return _show(actor, tender, authority, numbered(tender, number), ActionForm())


def _show(
    actor: Actor, tender: Tender, authority: str, standing: Standing, form: ActionForm
) -> str:
    trained = trained_people(standing.choosing.panel)
    page: dict[str, Any] = lead_page(standing, trained)
    return render_template(
        "choosing/choosing.html",
        form=form,
        tender=tender,
        authority=authority,
        may_settle=bool(may_settle(actor, tender, standing)),
        may_place=bool(may_place(actor, tender)),
        **page,
    )


def _to_change(authority: str, tender_id: uuid.UUID, number: int) -> tuple[Actor, Tender, Standing]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    return actor, tender, numbered(tender, number)


def _back(authority: str, tender: Tender, standing: Standing, done: str) -> Response:
    flash(done, "success")
    number = standing.choosing.number
    return back_to(".choosing", authority=authority, tender_id=tender.id, number=number)


def _press(
    authority: str,
    done: str,
    operation: Callable[[Actor, Tender, Standing], object],
    actor: Actor,
    tender: Tender,
    standing: Standing,
) -> str | Response:
    """A button of the page was pressed: say that it is done, or why it can't be."""
    form = ActionForm()
    if form.carried_out(operation, actor, tender, standing):
        return _back(authority, tender, standing, done)
    return _show(actor, tender, authority, numbered(tender, standing.choosing.number), form)


@bp.post("/<int:number>/count")
def count(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Count the votes: the order stands, and the numbers go."""
    actor, tender, standing = _to_change(authority, tender_id, number)
    admit(lambda: standing.way == "vote")
    authorise(may_settle, actor, tender, standing)
    done = gettext("Done. The votes are deleted, so nobody can count them again.")
    return _press(authority, done, act.count_votes, actor, tender, standing)


@bp.post("/<int:number>/seats")
def give(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Seat everybody who was chosen and said yes."""
    actor, tender, standing = _to_change(authority, tender_id, number)
    authorise(may_place, actor, tender)
    done = gettext("The seats are given.")
    return _press(authority, done, placing.give_seats, actor, tender, standing)


@bp.post("/<int:number>/reserve")
def ask(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Ask the first reserve to step in."""
    actor, tender, standing = _to_change(authority, tender_id, number)
    authorise(may_place, actor, tender)
    done = gettext("The first reserve is asked.")
    return _press(authority, done, placing.ask_reserve, actor, tender, standing)


@bp.route("/<int:number>/agreed", methods=["GET", "POST"])
def agreed(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Note whom the panel agreed on; each of them still says yes themself."""
    actor, tender, standing = _to_change(authority, tender_id, number)
    admit(lambda: standing.way == "agreement")
    authorise(may_settle, actor, tender, standing)
    members = members_of_panel(standing.choosing.panel_id)
    form = agreement_form(members, standing.choosing.reserves)
    if form.validate_on_submit():
        with form.saving():
            chosen, spare = form.people(members)
            is_agreed = form.is_agreed.data
            act.note_agreement(actor, tender, standing, chosen, spare, is_agreed=is_agreed)
        if form.saved:
            done = gettext("It is noted. Each of them is asked to say yes.")
            return _back(authority, tender, standing, done)
    return render_template(
        "choosing/agreed.html",
        form=form,
        tender=tender,
        authority=authority,
        number=number,
        seats=standing.choosing.seats,
    )


@bp.route("/<int:number>/places/<int:position>", methods=["GET", "POST"])
def refuse(authority: str, tender_id: uuid.UUID, number: int, position: int) -> str | Response:
    """Refuse a chosen person, on a published ground alone."""
    actor, tender, standing = _to_change(authority, tender_id, number)
    authorise(may_place, actor, tender)
    place, form = placed(standing, position), RefuseForm()
    if form.carried_out(placing.refuse, actor, tender, standing, place, form.ground.data):
        return _back(authority, tender, standing, gettext("They are told, with the ground."))
    return render_template(
        "choosing/refuse.html",
        form=form,
        tender=tender,
        authority=authority,
        number=number,
        name=place.member.person.name,
    )


@bp.route("/<int:number>/places/<int:position>/lift", methods=["GET", "POST"])
def lift(authority: str, tender_id: uuid.UUID, number: int, position: int) -> str | Response:
    """Lift a refusal: the ground has gone, or never was there."""
    actor, tender, standing = _to_change(authority, tender_id, number)
    authorise(may_place, actor, tender)
    place, form = placed(standing, position), LiftForm()
    if form.carried_out(placing.lift_refusal, actor, tender, standing, place, form.because.data):
        return _back(authority, tender, standing, gettext("The refusal is lifted."))
    return render_template(
        "choosing/lift.html",
        form=form,
        tender=tender,
        authority=authority,
        number=number,
        name=place.member.person.name,
        ground=ground_words(place),
    )
