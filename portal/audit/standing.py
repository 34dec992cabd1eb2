"""What stands for a sealed fact now: its own value, the one that replaced it, or nothing (R26)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from portal.audit.models import Event, SealedFact
from portal.core.database import db

Seal = tuple[int, str]
"""The number of an event in its log, and the name of a sealed fact."""

REPLACEMENT = "text"
"""The sealed fact of `text:redacted`: what stands now."""


def redactions_in(log_id: uuid.UUID) -> dict[Seal, Seal]:
    """Which seals of a log were destroyed and replaced, and where their replacement is sealed."""
    rows = db.session.execute(
        select(Event.number, Event.facts).where(
            Event.log_id == log_id, Event.name == "text:redacted"
        )
    )
    return {(facts["event"], facts["name"]): (number, REPLACEMENT) for number, facts in rows.all()}


def explained_in(log_id: uuid.UUID) -> set[Seal]:
    """The seals of a log whose values went and whose going an event tells of; no other may go."""
    erased = select(Event.facts).where(Event.log_id == log_id, Event.name == "person:erased")
    told = {
        seal
        for facts in db.session.scalars(erased)
        for seal in zip(facts["events"], facts["names"], strict=False)
    }
    return told | set(redactions_in(log_id))


def standing_seal(redactions: dict[Seal, Seal], seal: Seal) -> Seal:
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
