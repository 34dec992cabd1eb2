"""What each role sees first: what waits for this person, then everything else."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.accounts.models import (
    EVALUATOR,
    FIND_TENDERS,
    HOLDERS,
    OPERATOR,
    PANEL,
    PROVIDER,
    Authority,
    Role,
)
from portal.accounts.queries import authorities, open_authority, panels_left, roles_of
from portal.accounts.signed_in import actor_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.formats import day
from portal.feedback.owed import owed_of, told_by_words
from portal.overview import bidding, buying
from portal.overview.due import Work
from portal.overview.learning import learning_for
from portal.overview.queries import tenders_by_id
from portal.overview.tasks import begins_for, next_of, works_of
from portal.overview.timetable import quiet_words
from portal.overview.waiting import waiting_for
from portal.participation.beside.queries import waiting_for as asked_beside
from portal.participation.panels.models import Member
from portal.participation.panels.policy import (
    NO_TERMS,
    NOT_ACCEPTED,
    ends_soon,
    may_act,
    may_take_part,
)
from portal.participation.panels.queries import (
    ended_places_of,
    places_of,
)
from portal.participation.thanks.promising import late_among
from portal.safety.queries import numbers, store_of
from portal.specifications.cowriting import queries as cowriting
from portal.specifications.cowriting.shown import answered_by_words
from portal.tenders.models import Notice
from portal.tenders.queries import notices_by_id


def home_of(actor: Actor, slug: str | None) -> tuple[str, dict[str, Any]]:
    """The template of this actor's home and what it shows."""
    if actor.role == EVALUATOR and slug:
        return "overview/evaluator.html", _evaluator(actor, slug)
    if actor.role == PANEL and slug:
        return "overview/panel.html", _panel_member(actor, slug)
    if actor.role == PROVIDER:
        assert actor.provider_id
        return "overview/provider.html", bidding.home_of(actor.provider_id)
    if actor.role == OPERATOR:
        return "overview/operator.html", {"authorities": authorities()}
    if actor.role in HOLDERS and slug:
        return "safety/home.html", _safety(actor, slug)
    if actor.role in FIND_TENDERS and slug:
        return "overview/authority.html", buying.home_of(actor, slug)
    return "overview/nobody.html", {"after": _houses_left(actor)}


def _houses_left(actor: Actor) -> list[dict[str, str]]:
    """Where somebody was on a panel: there they read what stays, and say what they still hear."""
    houses = panels_left(actor.person_id) if actor.person_id else []
    return [_house_left(each) for each in houses]


def _house_left(authority: Authority) -> dict[str, str]:
    href = url_for("panels.looking_back", authority=authority.slug)
    return {"title": authority.name, "href": href}


def _safety(actor: Actor, slug: str) -> dict[str, Any]:
    """How much waits in the safety store, for those who can open it (R31)."""
    authority = open_authority(slug)
    store = store_of(authority.id)
    can_open = store.has_copy(actor.person_id)
    return {
        "authority": authority,
        "can_open": can_open,
        "is_in_use": store.is_in_use,
        "numbers": numbers() if can_open else None,
    }


def _panel_member(actor: Actor, slug: str) -> dict[str, Any]:
    """A panel member's panels, what waits for them, and the tenders that they wrote with."""
    assert actor.person_id
    authority = open_authority(slug)
    places = [each for each in places_of(actor.person_id) if may_take_part(actor, each)]
    member_ids = [place.id for place in places]
    return {
        "panels": _panels(places, slug),
        "waiting": waiting_for(member_ids, slug),
        **_written(member_ids, [place.panel_id for place in places], slug),
        "insights": url_for("insights.insights", authority=slug),
        "after": [_house_left(authority)] if ended_places_of(actor.person_id) else [],
        "learning": learning_for(actor, slug),
    }


def _panels(places: Sequence[Member], slug: str) -> list[dict[str, Any]]:
    """One's panels: what keeps one from acting there, what is late, and what is asked there."""
    beside = asked_beside(places)
    late = {member.panel_id for member, _line in late_among(places)}
    return [
        {
            "title": place.panel.title,
            "href": url_for("panels.mine", authority=slug, panel_id=place.panel_id),
            "why_not": (why_not := getattr(may_act(place), "why", None)),
            "rules": url_for("panels.rules_of_panel", authority=slug, panel_id=place.panel_id)
            if why_not in (NO_TERMS, NOT_ACCEPTED)
            else None,
            "ends_on": place.term_ends_on if ends_soon(place) else None,
            "late": url_for("thanks.promised", authority=slug, panel_id=place.panel_id)
            if place.panel_id in late
            else None,
            "asked": [
                url_for(f"beside.{what}", authority=slug, panel_id=place.panel_id)
                for what, panel_id in beside
                if panel_id == place.panel_id
            ],
        }
        for place in places
    ]


def _written(
    member_ids: list[uuid.UUID], panel_ids: list[uuid.UUID], slug: str
) -> dict[str, list[dict[str, Any]]]:
    """The tenders that a panel wrote with, and whether it is told yet what became of it (P20).

    Whoever came after the writing reads of those that are told already; nothing there waits.
    """
    found = cowriting.written_with(member_ids)
    ids = [tender_id for tender_id, _title, _is_before in found]
    standing, answers = owed_of(ids), cowriting.answers_owed(ids, panel_ids)
    lines: dict[str, list[dict[str, Any]]] = {"written": [], "written_before": []}
    for tender_id, title, is_before in found:
        stands = standing[tender_id]
        line = {
            "title": title,
            "href": url_for("cowriting.mine", authority=slug, tender_id=tender_id),
            "told_on": stands.published_at,
            "told": url_for("feedback.told", authority=slug, tender_id=tender_id),
            "decided": url_for("feedback.decided", authority=slug, tender_id=tender_id)
            if stands.is_decided
            else "",
            "by": answered_by_words(answers.get(tender_id)) or told_by_words(stands),
            "late_promises": stands.late_promises,
        }
        if not is_before:
            lines["written"].append(line)
        elif stands.published_at:
            lines["written_before"].append(line)
    return lines


def _evaluator(actor: Actor, slug: str) -> dict[str, Any]:
    """An evaluator's tenders, those that wait for them first.

    How far they are is read in the authority that is open, where they act now; another authority
    stands behind its wall, and its lines say what the directory knows.
    """
    assert actor.person_id
    open_authority(slug)
    held = [role for role in roles_of(actor.person_id) if role.name == EVALUATOR]
    ids = [role.tender_id for role in held if role.tender_id]
    notices = notices_by_id(ids)
    works = {work.tender.id: work for work in works_of(actor, tenders_by_id(ids))}
    lines = [
        role_line(role, notices, actor) | _state_of(role, works, notices, slug)
        for role in held
        if role.tender_id in notices
    ]
    return {
        "tenders": sorted(lines, key=lambda line: not line["waits"]),
        "waiting": len(held) - len(lines),
        "after": _houses_left(actor),
        "learning": learning_for(actor, slug),
    }


def _state_of(
    role: Role, works: Mapping[uuid.UUID, Work], notices: Mapping[uuid.UUID, Notice], slug: str
) -> dict[str, Any]:
    """What waits for the person in one role, or how it stands; `begins`: what begins now."""
    assert role.tender_id
    work = works.get(role.tender_id)
    if work is None:
        said = _from_the_directory(role, notices[role.tender_id])
        return {"waits": None, "state": said, "begins": None}
    work = replace(work, actor=actor_of(role.person_id, role))
    comes, begins = next_of(work), begins_for(work, slug)
    if comes and comes.is_yours:
        return {"waits": comes.words, "state": _send_by(work), "begins": begins}
    said = comes.words if comes else quiet_words(work.tender)
    return {"waits": None, "state": said, "begins": begins}


def _send_by(work: Work) -> str | None:
    if work.stage != "marking" or work.part is None or work.part.ends_on is None:
        return None
    if work.part.ends_on < clock.today():
        last = day(work.part.ends_on)
        return gettext("The last day was %(day)s. You can still send your marks.", day=last)
    return gettext("Send your marks by %(day)s.", day=day(work.part.ends_on))


def _from_the_directory(role: Role, notice: Notice) -> str:
    """What is known without opening the other authority, whose rows stay behind its wall."""
    if role.settled_at is not None:
        return gettext("It is decided. Go there to read the result.")
    if clock.now() < notice.deadline_at:
        return gettext("Providers are still writing their bids.")
    return gettext("Go there to see what is left for you.")


def role_line(role: Role, notices: Mapping[uuid.UUID, Notice], actor: Actor) -> dict[str, Any]:
    """One role as a line of a list: what, where, and whether one acts in it now."""
    notice = notices.get(role.tender_id) if role.tender_id else None
    place = role.authority or role.provider
    return {
        "id": role.id,
        "name": role.name,
        "kind": role.kind,
        "place": place.name if place else "",
        "tender": notice.title if notice else None,
        "href": start_of(role),
        "current": role.name == actor.role
        and (role.authority_id, role.tender_id, role.provider_id)
        == (actor.authority_id, actor.tender_id, actor.provider_id),
    }


def start_of(role: Role) -> str:
    """Where a person begins in a role."""
    if role.name == EVALUATOR and role.authority and role.tender_id:
        return _tender(role.authority.slug, role.tender_id)
    return url_for("overview.home")


def _tender(slug: str, tender_id: uuid.UUID) -> str:
    return url_for("overview.tender", authority=slug, tender_id=tender_id)
