"""What the leads do: open and end rounds, read what a panel suggests, and answer it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.participation.insights.views import line_of
from portal.specifications.cowriting import operations as act
from portal.specifications.cowriting.forms import (
    AnswerForm,
    answer_form,
)
from portal.specifications.cowriting.looks import tells_of_nobody
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.places import Place, places_in
from portal.specifications.cowriting.pointing import pointing_to_one
from portal.specifications.cowriting.policy import (
    may_answer,
    may_know_who_wrote,
    may_see_suggestions,
)
from portal.specifications.cowriting.queries import (
    members_by_id,
    suggestions_of,
)
from portal.specifications.cowriting.shown import Shown, for_staff
from portal.specifications.cowriting.thread import threads_of
from portal.specifications.cowriting.views import bp
from portal.specifications.policy import may_write, may_write_words
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

SHOW = ("all", "waiting", "questioned", "answered")


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
            {
                "each": each,
                "href": _href(authority, actor, tender, each.row, places),
                "has_changed": _has_changed(each.row, places.values()),
            }
            for each in _shown(actor, tender, wanted, list(places.values()))
        ],
        filters=_filters(authority, tender_id, every, show),
        may_answer=bool(may_answer(actor, tender)),
        may_tell=bool(may_know_who_wrote(actor, tender)),
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


def _has_changed(row: Suggestion, places: Collection[Place]) -> bool:
    """Whether what a suggestion would change says something else by now."""
    if row.kind != "words" or row.state == "answered":
        return False
    place = next((each for each in places if each.id == row.about_id), None)
    return place is not None and row.was not in (place.words, place.plain_words)


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
