"""What each role sees first: the tenders that wait for this person, from the directory alone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.accounts.models import (
    AUTHORITY_ROLES,
    EVALUATOR,
    OPERATOR,
    PROVIDER,
    Role,
)
from portal.accounts.policy import may_see_people
from portal.accounts.queries import authorities, open_authority, roles_of
from portal.bids.queries import entries_of
from portal.core.authorisation import Actor
from portal.core.formats import moment
from portal.core.tenancy import open_provider
from portal.overview.timetable import STAGE_WORDS, stages_of
from portal.tenders.models import Notice, Tender
from portal.tenders.policy import may_create_tender, may_find_tender
from portal.tenders.queries import notices_by_id, open_notices, tenders_of_authority
from portal.tenders.stages import stage_of


def home_of(actor: Actor, slug: str | None) -> tuple[str, dict[str, Any]]:
    """The template of this actor's home and what it shows."""
    if actor.role == EVALUATOR:
        return "overview/evaluator.html", _evaluator(actor)
    if actor.role == PROVIDER:
        return "overview/provider.html", _provider(actor)
    if actor.role == OPERATOR:
        return "overview/operator.html", {"authorities": authorities()}
    if actor.role in AUTHORITY_ROLES and slug:
        return "overview/authority.html", _authority(actor, slug)
    return "overview/nobody.html", {}


def _authority(actor: Actor, slug: str) -> dict[str, Any]:
    authority = open_authority(slug)
    tenders = [
        _tender_line(tender, slug)
        for tender in tenders_of_authority()
        if may_find_tender(actor, tender)
    ]
    return {
        "authority": authority,
        "tenders": tenders,
        "may_create": bool(may_create_tender(actor, authority.id)),
        "may_see_people": bool(may_see_people(actor, authority.id)),
    }


def _tender_line(tender: Tender, slug: str) -> dict[str, Any]:
    deadline = gettext("bids by %(moment)s", moment=moment(tender.deadline_at))
    return {
        "title": tender.title,
        "href": _tender(slug, tender.id),
        "stage": STAGE_WORDS[stage_of(tender)],
        "steps": stages_of(tender),
        "detail": f"{tender.reference} · {deadline}" if tender.deadline_at else tender.reference,
    }


def _evaluator(actor: Actor) -> dict[str, Any]:
    assert actor.person_id
    held = [role for role in roles_of(actor.person_id) if role.name == EVALUATOR]
    notices = notices_by_id([role.tender_id for role in held if role.tender_id])
    lines = [role_line(role, notices, actor) for role in held if role.tender_id in notices]
    return {"tenders": lines, "waiting": len(held) - len(lines), "kind": actor.kind}


def _provider(actor: Actor) -> dict[str, Any]:
    assert actor.provider_id
    open_provider(actor.provider_id)
    entries = entries_of(actor.provider_id)
    notices = notices_by_id([entry.tender_id for entry in entries])
    slugs = {authority.id: authority for authority in authorities()}
    bids = [
        {
            "notice": notices[entry.tender_id],
            "state": entry.state,
            "authority": slugs[entry.authority_id],
            "href": url_for(
                "bids.bid", authority=slugs[entry.authority_id].slug, tender_id=entry.tender_id
            ),
        }
        for entry in entries
        if entry.tender_id in notices
    ]
    begun = {entry.tender_id for entry in entries}
    return {
        "bids": bids,
        "open_tenders": [notice for notice in open_notices() if notice.id not in begun],
        "authorities": slugs,
    }


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
        "notice": notice,
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
