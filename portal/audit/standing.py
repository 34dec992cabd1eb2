"""What stands for a sealed fact now: its own value, the one that replaced it, or nothing (R26)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from portal.audit.erasable import may_be_erased, may_be_replaced
from portal.audit.models import Event, SealedFact
from portal.core.database import db

Seal = tuple[int, str]
"""The number of an event in its log, and the name of a sealed fact."""

REPLACEMENT = "text"
"""The sealed fact of `text:redacted`: what stands now."""


def redactions_in(log_id: uuid.UUID) -> dict[Seal, Seal]:
    """Which seals of a log were destroyed and replaced, and where their replacement is sealed.

    A word of redaction about what may never be replaced replaces nothing.
    """
    told = _told_by_redactions(log_id)
    names = _names_of(log_id, told)
    return {
        seal: by
        for seal, by in told.items()
        if seal[0] < by[0] and may_be_replaced(names.get(seal[0], ""), seal[1])
    }


def explained_in(log_id: uuid.UUID) -> set[Seal]:
    """The seals of a log whose values went and whose going an event tells of; no other may go."""
    replaced = redactions_in(log_id)
    erased = _told_by_erasures(log_id)
    return {seal for seal, _by in _rightly_erased(log_id, erased, replaced)} | set(replaced)


def wrongly_told_in(log_id: uuid.UUID) -> list[tuple[int, Seal]]:
    """Events that tell of replacing or erasing what must stay: each one's number, and the seal."""
    told, replaced = _told_by_redactions(log_id), redactions_in(log_id)
    erased = _told_by_erasures(log_id)
    rightly = set(_rightly_erased(log_id, erased, replaced))
    wrong = [(by[0], seal) for seal, by in told.items() if seal not in replaced]
    return sorted([*wrong, *((by, seal) for seal, by in erased if (seal, by) not in rightly)])


def _told_by_redactions(log_id: uuid.UUID) -> dict[Seal, Seal]:
    rows = db.session.execute(
        select(Event.number, Event.facts)
        .where(Event.log_id == log_id, Event.name == "text:redacted")
        .order_by(Event.number)
    )
    return {(facts["event"], facts["name"]): (number, REPLACEMENT) for number, facts in rows.all()}


def _told_by_erasures(log_id: uuid.UUID) -> list[tuple[Seal, int]]:
    rows = db.session.execute(
        select(Event.number, Event.facts).where(
            Event.log_id == log_id, Event.name == "person:erased"
        )
    )
    return [
        (seal, number)
        for number, facts in rows
        for seal in zip(facts["events"], facts["names"], strict=False)
    ]


def _rightly_erased(
    log_id: uuid.UUID, erased: list[tuple[Seal, int]], replaced: Mapping[Seal, Seal]
) -> Iterable[tuple[Seal, int]]:
    """Those that may go: a replacement goes with what it stands for."""
    first = {by: seal for seal, by in replaced.items()}
    roots = {seal: _root(first, seal) for seal, _by in erased}
    names = _names_of(log_id, roots.values())
    for seal, by in erased:
        number, name = roots[seal]
        if seal[0] < by and may_be_erased(names.get(number, ""), name):
            yield seal, by


def _root(first: Mapping[Seal, Seal], seal: Seal) -> Seal:
    """The seal of what was written at first; each step leads to an earlier event."""
    while seal in first:
        seal = first[seal]
    return seal


def _names_of(log_id: uuid.UUID, seals: Iterable[Seal]) -> dict[int, str]:
    numbers = sorted({number for number, _name in seals})
    wanted = select(Event.number, Event.name).where(
        Event.log_id == log_id, Event.number.in_(numbers)
    )
    return dict(db.session.execute(wanted).all()) if numbers else {}


def standing_seal(redactions: Mapping[Seal, Seal], seal: Seal) -> Seal:
    """The seal that holds what stands now, after every redaction."""
    while seal in redactions:
        seal = redactions[seal]
    return seal


def standing_values(log_id: uuid.UUID, seals: Iterable[Seal]) -> dict[Seal, Any]:
    """What stands now for each of these seals; what was erased is left out."""
    redactions = redactions_in(log_id)
    wanted = {seal: standing_seal(redactions, seal) for seal in seals}
    rows = db.session.execute(
        select(Event.number, SealedFact.name, SealedFact.value)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(
            Event.log_id == log_id,
            Event.number.in_(sorted({number for number, _name in wanted.values()})),
        )
    )
    values = {(number, name): value for number, name, value in rows.all()}
    return {seal: json.loads(values[now]) for seal, now in wanted.items() if now in values}
