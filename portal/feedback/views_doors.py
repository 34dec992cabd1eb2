"""'You said, we did' for who has left a panel, and for who marks without belonging to one (P20)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise
from portal.core.web import current_actor
from portal.evaluation.models import Seat
from portal.evaluation.queries import seat_of
from portal.feedback import queries as ask_for
from portal.feedback.asker import Asker, as_member
from portal.feedback.followed import to_the_end
from portal.feedback.policy import (
    may_ask_looking_back,
    may_follow_own_words,
    may_hear_from_seat,
    may_look_back_on,
    may_question_from_seat,
)
from portal.feedback.views import TENDER, bp
from portal.feedback.views_told import Door, ask_page, told_page
from portal.participation.panels.models import Member
from portal.participation.panels.policy import is_agreed_to, may_look_back
from portal.participation.panels.queries import place_of
from portal.participation.panels.views_members import PANEL
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.queries import (
    is_word_of,
    names_on_panels,
    rounds_of,
    suggestions_for,
    tender_by_id,
    tenders_with_words_of,
)
from portal.specifications.cowriting.shown import for_member
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

AFTER = f"{PANEL}/after/you-said-we-did"


@bp.get(AFTER)
def after(authority: str, panel_id: uuid.UUID) -> str:
    """What a panel that somebody was on wrote with, to read what became of it."""
    actor, place = _place_that_ended(authority, panel_id)
    authorise(may_look_back, actor, place)
    assert place
    return render_template(
        "feedback/after.html",
        authority=authority,
        place=place,
        tenders=ask_for.public_tenders_of(panel_id),
        own=tenders_with_words_of(place),
    )


@bp.get(f"{AFTER}/<uuid:tender_id>")
def told_after(authority: str, panel_id: uuid.UUID, tender_id: uuid.UUID) -> str:
    """The same page that members read, for who was one."""
    actor, tender, part = _looking_back(authority, panel_id, tender_id)
    authorise(may_look_back_on, actor, tender, part)
    return told_page(_door_after(authority, tender, part), authority, tender)


@bp.get(f"{PANEL}/after/what-my-words-changed/<uuid:tender_id>")
def mine_after(authority: str, panel_id: uuid.UUID, tender_id: uuid.UUID) -> str:
    """'What my words changed' for who has left: what they wrote or agreed with, and its answers."""
    actor, tender, part = _looking_back(authority, panel_id, tender_id)
    authorise(may_follow_own_words, actor, tender, part)
    rows = [each for each in suggestions_for(tender, part) if is_word_of(each, part.member)]
    shown = for_member(actor, tender, part, rows, {})
    here: dict[str, Any] = {"authority": authority, "panel_id": panel_id}
    back = url_for("feedback.after", **here), gettext("Back to what your panel wrote")
    is_told = tender.published_at is not None and bool(ask_for.tellings_of(tender))
    return render_template(
        "feedback/mine.html",
        tender=tender,
        authority=authority,
        suggestions=to_the_end(tender, shown),
        answers="",
        back=dict(zip(("href", "text"), back, strict=True)),
        told=url_for("feedback.told_after", tender_id=tender_id, **here) if is_told else "",
        read="",
        is_member=False,
    )


@bp.route(f"{AFTER}/<uuid:tender_id>/<int:number>", methods=["GET", "POST"])
def ask_after(
    authority: str, panel_id: uuid.UUID, tender_id: uuid.UUID, number: int
) -> str | Response:
    """'This isn’t an answer', from somebody who has left."""
    actor, tender, part = _looking_back(authority, panel_id, tender_id)
    authorise(may_look_back_on, actor, tender, part)
    return ask_page(
        _door_after(authority, tender, part),
        authority,
        tender,
        number,
        lambda asked: authorise(may_ask_looking_back, actor, tender, part, asked),
    )


def _place_that_ended(authority: str, panel_id: uuid.UUID) -> tuple[Actor, Member | None]:
    actor = current_actor()
    open_authority(authority)
    return actor, place_of(panel_id, actor.person_id) if actor.person_id else None


def _looking_back(
    authority: str, panel_id: uuid.UUID, tender_id: uuid.UUID
) -> tuple[Actor, Tender, Part]:
    """Who has left, what their panel wrote with, and their part in it; another's isn't there."""
    actor, place = _place_that_ended(authority, panel_id)
    authorise(may_look_back, actor, place)
    assert place
    tender = tender_by_id(tender_id)
    rounds = [each for each in rounds_of(tender) if each.panel_id == panel_id]
    return actor, tender, Part(place, rounds, is_agreed_to(place))


def _door_after(authority: str, tender: Tender, part: Part) -> Door:
    place: dict[str, Any] = {"authority": authority, "panel_id": part.member.panel_id}
    back = url_for("feedback.after", **place), gettext("Back to what your panel wrote")
    asker = Asker(as_member(part.member), member=part.member, ready=part.ready)
    names = names_on_panels([part.member.panel_id])
    return Door(asker, "feedback.told_after", place | {"tender_id": tender.id}, back, names)


@bp.get(f"{TENDER}/you-said-we-did")
def told_seated(authority: str, tender_id: uuid.UUID) -> str:
    """The same page for who marks, or marked."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_hear_from_seat, actor, tender, seat)
    return told_page(_door_seated(actor, authority, tender, seat), authority, tender)


@bp.route(f"{TENDER}/you-said-we-did/<int:number>", methods=["GET", "POST"])
def ask_seated(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """'This isn’t an answer', from somebody who marks without belonging to a panel."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    seat = seat_of(actor, tender)
    authorise(may_hear_from_seat, actor, tender, seat)
    return ask_page(
        _door_seated(actor, authority, tender, seat),
        authority,
        tender,
        number,
        lambda asked: authorise(may_question_from_seat, actor, tender, seat, asked),
    )


def _door_seated(actor: Actor, authority: str, tender: Tender, seat: Seat | None) -> Door:
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    back = url_for("overview.tender", **place), gettext("Back to the tender")
    asker = Asker(actor, seat=seat)
    return Door(asker, "feedback.told_seated", place, back, ask_for.names_of(tender))
