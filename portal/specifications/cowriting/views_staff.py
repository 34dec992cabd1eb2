"""What the leads do: open and end rounds, read what a panel suggests, and answer it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise, there
from portal.core.web import back_to, current_actor
from portal.participation.insights.policy import may_read_all_insights
from portal.participation.insights.queries import known_about
from portal.participation.insights.views import line_of
from portal.participation.panels.queries import panel_by_id, panels_of_authority
from portal.specifications.cowriting import operations as act
from portal.specifications.cowriting import operations_rounds as rounds_act
from portal.specifications.cowriting.forms import (
    AnswerForm,
    EndForm,
    answer_form,
    end_form,
    round_form,
)
from portal.specifications.cowriting.looks import tells_of_nobody
from portal.specifications.cowriting.models import Round, Suggestion
from portal.specifications.cowriting.part import is_open
from portal.specifications.cowriting.places import Place, places_in
from portal.specifications.cowriting.pointing import pointing_to_one
from portal.specifications.cowriting.policy import (
    may_answer,
    may_know_who_wrote,
    may_run_rounds,
    may_see_rounds,
    may_see_suggestions,
)
from portal.specifications.cowriting.queries import (
    last_day,
    members_by_id,
    rounds_of,
    suggestions_of,
)
from portal.specifications.cowriting.shown import Shown, for_staff
from portal.specifications.cowriting.thread import threads_of
from portal.specifications.cowriting.views import bp
from portal.specifications.policy import may_write, may_write_words
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

SHOW = ("all", "waiting", "questioned", "answered")


@bp.get("/writing-rounds")
def rounds(authority: str, tender_id: uuid.UUID) -> str:
    """Which panels write with this tender, for what, and until when."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_rounds, actor, tender)
    found = rounds_of(tender)
    return render_template(
        "cowriting/rounds.html",
        tender=tender,
        authority=authority,
        rounds=[
            {"row": each, "is_open": is_open(each), "closes_on": last_day(each)} for each in found
        ],
        may_run=bool(may_run_rounds(actor, tender)),
    )


@bp.route("/writing-rounds/new", methods=["GET", "POST"])
def new_round(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Ask a panel to write with a tender."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_run_rounds, actor, tender)
    panels = [each for each in panels_of_authority() if each.ended_at is None]
    form = round_form(panels)
    if panels and form.validate_on_submit():
        facts = form.facts()
        panel = panel_by_id(facts.panel_id)
        panel = there(panel)
        with form.saving():
            rounds_act.open_round(actor, tender, panel, facts)
        if form.saved:
            flash(gettext("The round is open. The panel can write now."), "success")
            return back_to("cowriting.rounds", authority=authority, tender_id=tender_id)
    return render_template(
        "cowriting/new_round.html",
        form=form,
        tender=tender,
        authority=authority,
        known=_known(actor, tender, authority),
    )


def _known(actor: Actor, tender: Tender, authority: str) -> list[dict[str, Any]]:
    """What people said that fits the tender, before anybody is asked anything new (P4)."""
    if not may_read_all_insights(actor, tender.authority_id):
        return []
    found = known_about(f"{tender.title} {tender.description}")
    return [line_of(each, authority) for each in found]


@bp.route("/writing-rounds/<uuid:round_id>", methods=["GET", "POST"])
def end_round(authority: str, tender_id: uuid.UUID, round_id: uuid.UUID) -> str | Response:
    """Close a round early, or give it more time."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_run_rounds, actor, tender)
    each = next((one for one in rounds_of(tender) if one.id == round_id), None) or abort(404)
    form = end_form(is_open=is_open(each))
    if form.validate_on_submit():
        with form.saving():
            _end(actor, tender, each, form)
        if form.saved:
            return back_to("cowriting.rounds", authority=authority, tender_id=tender_id)
    return render_template(
        "cowriting/end_round.html",
        form=form,
        tender=tender,
        authority=authority,
        round=each,
        closes_on=last_day(each),
    )


def _end(actor: Actor, tender: Tender, each: Round, form: EndForm) -> None:
    reason = (form.reason.data or "").strip()
    if form.what.data == "close":
        rounds_act.close_round(actor, tender, each, reason)
    else:
        assert form.closes_on.data is not None, "the form asks for it"
        rounds_act.prolong_round(actor, tender, each, form.closes_on.data, reason)


@bp.get("/suggestions")
def suggestions(authority: str, tender_id: uuid.UUID) -> str:
    """What panels suggest, with a filter; choose one or several to answer them as a theme."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_suggestions, actor, tender)
    every = suggestions_of(tender)
    show = request.args.get("show", "all")
    show = show if show in SHOW else "all"
    wanted = [each for each in every if show in ("all", each.state)]
    places = {(each.part, each.id): each for each in places_in(tender)}
    return render_template(
        "cowriting/suggestions.html",
        tender=tender,
        authority=authority,
        rows=[
            {"each": each, "href": _href(authority, actor, tender, each.row, places)}
            for each in _shown(actor, tender, wanted, list(places.values()))
        ],
        filters=_filters(authority, tender_id, every, show),
        may_answer=bool(may_answer(actor, tender)),
        to_answer=any(each.state != "answered" for each in wanted),
    )


@bp.get("/suggestions/thread")
def thread(authority: str, tender_id: uuid.UUID) -> str:
    """The golden thread: each part, and which suggestions and insights shaped it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_suggestions, actor, tender)
    return render_template(
        "cowriting/thread.html",
        tender=tender,
        authority=authority,
        threads=[
            {
                "place": each.place,
                "href": page_of(authority, actor, tender, each.place),
                "suggestions": for_staff(actor, tender, each.suggestions, {}),
                "insights": [line_of(row, authority) for row in each.insights],
            }
            for each in threads_of(tender)
        ],
    )


@bp.route("/suggestions/answer", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Answer the suggestions that were chosen: what becomes of them, where they went, and why."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_answer, actor, tender)
    numbers = set(request.args.getlist("of", type=int))
    chosen = [each for each in suggestions_of(tender) if each.number in numbers]
    places = places_in(tender)
    form = answer_form(places, chosen[0].about if chosen else "")
    panels = {each.round.panel_id for each in chosen}
    if chosen and form.validate_on_submit() and _is_looked_at(form, actor, tender, panels):
        facts = form.facts()
        place = next((each for each in places if each.key == facts.part), None)
        with form.saving():
            act.answer(actor, tender, chosen, place, facts)
        if form.saved:
            flash(gettext("They are told that there is an answer."), "success")
            return back_to("cowriting.suggestions", authority=authority, tender_id=tender_id)
    return render_template(
        "cowriting/answer.html",
        form=form,
        tender=tender,
        authority=authority,
        chosen=_shown(actor, tender, chosen, places),
        parts=_parts(authority, actor, tender, places),
    )


def _is_looked_at(
    form: AnswerForm, actor: Actor, tender: Tender, panels: Collection[uuid.UUID]
) -> bool:
    """Whether an answer tells of nobody, or its writer was warned: not only the panel reads it."""
    words = f"{form.facts().theme} · {form.facts().reason}"
    return tells_of_nobody(form, words, panels, knows=may_know_who_wrote(actor, tender))


def _shown(
    actor: Actor, tender: Tender, rows: Sequence[Suggestion], places: Sequence[Place]
) -> list[Shown]:
    """With names, and what may point to one person, for the participation lead alone (R19, P6)."""
    if not may_know_who_wrote(actor, tender):
        return for_staff(actor, tender, rows, {})
    names = members_by_id(each.member_id for each in rows)
    return for_staff(actor, tender, rows, names, pointing_to_one(rows, places))


def _filters(
    authority: str, tender_id: uuid.UUID, every: Sequence[Suggestion], show: str
) -> list[dict[str, Any]]:
    words = {
        "all": gettext("All"),
        "waiting": gettext("Waiting"),
        "questioned": gettext("Questioned"),
        "answered": gettext("Answered"),
    }
    counts = {name: len([each for each in every if name in ("all", each.state)]) for name in SHOW}
    here: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    return [
        {
            "text": f"{words[name]} ({counts[name]})",
            "href": url_for("cowriting.suggestions", **here, show=name),
            "current": name == show,
        }
        for name in SHOW
    ]


def _href(
    authority: str,
    actor: Actor,
    tender: Tender,
    row: Suggestion,
    places: dict[tuple[str, uuid.UUID | None], Place],
) -> str:
    """Where the part that a suggestion went to can be read or changed; empty where it is gone."""
    answer = row.answer
    place = places.get((answer.part, answer.part_id)) if answer and answer.part else None
    if place is None:
        return ""
    return page_of(authority, actor, tender, place)


def _parts(
    authority: str, actor: Actor, tender: Tender, places: Sequence[Place]
) -> list[dict[str, Any]]:
    return [
        {"text": each.title, "href": page_of(authority, actor, tender, each)} for each in places
    ]


def page_of(authority: str, actor: Actor, tender: Tender, place: Place) -> str:
    """The page on which this reader changes a place, or reads it where they may not."""
    here: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    if place.part == "section" or (
        place.part == "paragraph" and not may_write_words(actor, tender)
    ):
        return url_for("paragraphs.section", **here, section_id=place.within or place.id)
    if place.part == "paragraph":
        where: dict[str, Any] = {"section_id": place.within, "paragraph_id": place.id}
        return url_for("paragraphs.change", **here, **where)
    if place.part == "rules" or not may_write(actor, tender):
        anchor = {"rules": "rules", "gate": "gates"}.get(place.part, "criteria")
        return url_for("specifications.builder", **here, _anchor=anchor)
    part = "gates" if place.part == "gate" else "criteria"
    return url_for("specifications.change_part", **here, part=part, row_id=place.id)
