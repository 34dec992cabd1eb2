"""Handing over what is read on a panel's own pages, of training, and of declarations (R31)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise, there
from portal.core.web import current_actor
from portal.evaluation.choosing.policy import may_join_in
from portal.evaluation.choosing.views_mine import opened
from portal.evaluation.queries import seat_of, seats_of
from portal.evaluation.seats.policy import may_see_conflicts, may_see_declaration
from portal.evaluation.seats.queries import declarations_of
from portal.lifting import operations, operations_panels
from portal.lifting import queries_panels as ask
from portal.lifting.queries import Words
from portal.lifting.views import TENDER, Page, bp, hand_over
from portal.participation.panels.models import Member, TermsIdea
from portal.participation.panels.queries import ideas_of, need_of
from portal.participation.panels.views import open_member, open_panel
from portal.participation.panels.views_members import PANEL, open_place
from portal.participation.training import queries as training
from portal.participation.training.views import known_course
from portal.participation.training.views_lead import TRAINING, open_training
from portal.participation.training.views_words import WORDS, open_asked
from portal.record.erasure.notebook import Note
from portal.safety.views import limit_messages
from portal.tenders.queries import open_tender

PANELS = "/<authority>/panels/<uuid:panel_id>"
Row = TypeVar("Row")


@bp.route(f"{TENDER}/declaration/safety", methods=["GET", "POST"])
@limit_messages
def own_declared(authority: str, tender_id: uuid.UUID) -> str | Response:
    """An evaluator hands over what they said about bidders, in whichever version."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    seat = seat_of(actor, tender)
    authorise(may_see_declaration, actor, tender, seat)
    assert seat is not None
    back = url_for("seats.declare", authority=authority, tender_id=tender_id)
    return hand_over(
        actor,
        tender,
        ask.words_declared(tender, seat),
        lambda chosen: operations.lift_from_writing(actor, tender, gettext("Conflicts"), chosen),
        _page(back, _answers_stay(), is_own=True),
    )


@bp.route(f"{TENDER}/conflicts/<uuid:declaration_id>/safety", methods=["GET", "POST"])
@limit_messages
def declared(authority: str, tender_id: uuid.UUID, declaration_id: uuid.UUID) -> str | Response:
    """The participation lead, who alone reads it before the letters, hands it over."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_conflicts, actor, tender)
    known = (each for each in declarations_of(tender) if each.id == declaration_id)
    said = there(next(known, None))
    seat = next(each for each in seats_of(tender) if each.id == said.seat_id)
    back = url_for("seats.conflicts", authority=authority, tender_id=tender_id)
    return hand_over(
        actor,
        tender,
        ask.words_declared(tender, seat, said.provider_id),
        lambda chosen: operations.lift_from_writing(actor, tender, gettext("Conflicts"), chosen),
        _page(back, _answers_stay()),
    )


def _answers_stay() -> str:
    return gettext("Every yes and no stays.")


@bp.route(f"{TENDER}/choosing/<int:number>/lines/safety", methods=["GET", "POST"])
@limit_messages
def line(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """A member hands over what somebody, or they themselves, wrote to the panel."""
    actor, tender, part, standing = opened(authority, tender_id, number)
    authorise(may_join_in, actor, tender, part, standing)
    lines = ask.lines_of(standing)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "number": number}
    return hand_over(
        actor,
        tender,
        [words for _candidate, words in lines],
        _on(lines, lambda row, w: operations_panels.lift_line(actor, tender, standing, row, w)),
        _page(url_for("choosing.mine", **place), gettext("That they would like to mark stays.")),
    )


@bp.route(f"{PANEL}/needs/safety", methods=["GET", "POST"])
@limit_messages
def own_need(authority: str, panel_id: uuid.UUID) -> str | Response:
    """A member hands over what they wrote about what they need."""
    actor, place = open_place(authority, panel_id)
    back = url_for("panels.needs", authority=authority, panel_id=panel_id)
    return _need(actor, place, back, is_own=True)


@bp.route(f"{PANELS}/members/<uuid:member_id>/needs/safety", methods=["GET", "POST"])
@limit_messages
def need(authority: str, panel_id: uuid.UUID, member_id: uuid.UUID) -> str | Response:
    """The participation lead, who alone reads it, hands it over."""
    actor, _panel, member = open_member(authority, panel_id, member_id)
    place: dict[str, Any] = {"authority": authority, "panel_id": panel_id, "member_id": member_id}
    return _need(actor, member, url_for("panels.member", **place), is_own=False)


def _need(actor: Actor, member: Member, back: str, *, is_own: bool) -> str | Response:
    found = need_of(member.id)
    stays = gettext("What is needed can be written again, without it.")
    return hand_over(
        actor,
        member.panel,
        ask.words_of_need(member, found),
        lambda words: operations_panels.lift_need(actor, member.panel_id, there(found), words),
        _page(back, stays, is_own=is_own),
    )


@bp.route(f"{PANEL}/rules/safety", methods=["GET", "POST"])
@limit_messages
def idea(authority: str, panel_id: uuid.UUID) -> str | Response:
    """A member hands over a sentence that was put forward for the rules."""
    actor, place = open_place(authority, panel_id)
    back = url_for("panels.rules_of_panel", authority=authority, panel_id=panel_id)
    return _idea(actor, place.panel, back)


@bp.route(f"{PANELS}/rules/safety", methods=["GET", "POST"])
@limit_messages
def idea_of_panel(authority: str, panel_id: uuid.UUID) -> str | Response:
    """So does the participation lead."""
    actor, _found, panel = open_panel(authority, panel_id)
    return _idea(actor, panel, url_for("panels.terms", authority=authority, panel_id=panel_id))


def _idea(actor: Actor, panel: Any, back: str) -> str | Response:
    ideas: Sequence[tuple[TermsIdea, Words]] = ask.ideas_to_lift(ideas_of(panel.id))
    return hand_over(
        actor,
        panel,
        [words for _row, words in ideas],
        _on(ideas, lambda row, words: operations_panels.lift_idea(actor, row, words)),
        _page(back, gettext("The other sentences stay.")) | {"goes_whole": True},
    )


@bp.route(f"{WORDS}/asked/<uuid:asked_id>/safety", methods=["GET", "POST"])
@limit_messages
def word(authority: str, asked_id: uuid.UUID) -> str | Response:
    """The participation lead hands over what somebody wrote as a word that isn't clear."""
    actor, asked = open_asked(authority, asked_id)
    return hand_over(
        actor,
        Page(asked.authority_id, gettext("Words that people asked about")),
        ask.words_asked(asked),
        lambda found: operations_panels.lift_word(actor, training.waiting_like(asked), found),
        _page(url_for("training.words_asked", authority=authority), gettext("Other words stay."))
        | {"goes_whole": True},
    )


@bp.route(f"{TRAINING}/<course>/opinions/safety", methods=["GET", "POST"])
@limit_messages
def opinion(authority: str, course: str) -> str | Response:
    """The participation lead hands over what somebody wrote about a course."""
    actor, owner = open_training(authority)
    said = ask.opinions_to_lift(training.opinions_of(known_course(course).slug))
    back = url_for("training.opinions", authority=authority, course=course)
    return hand_over(
        actor,
        Page(owner.id, gettext("What people thought of it")),
        [words for _row, words in said],
        _on(said, lambda row, words: operations_panels.lift_opinion(actor, row, words)),
        _page(back, gettext("What they ticked still counts.")),
    )


def _on(
    rows: Sequence[tuple[Row, Words]], carry_out: Callable[[Row, Words], list[Note]]
) -> Callable[[Words], list[Note]]:
    """Do it to the row whose words were chosen; of two that say the same, to the first."""
    return lambda chosen: carry_out(next(row for row, words in rows if words is chosen), chosen)


def _page(back: str, stays: str, *, is_own: bool = False) -> dict[str, Any]:
    return {"is_own": is_own, "back": back, "stays": stays}
