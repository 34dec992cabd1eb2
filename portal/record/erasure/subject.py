"""Who is to be erased, and all that the logs hold sealed about them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from portal.accounts.models import Invitation, Person
from portal.audit.erasable import GOES_WITH_A_PERSON as GOES_WITH
from portal.audit.journal import canonical
from portal.audit.models import Event, Pseudonym, SealedFact
from portal.audit.standing import Seal, redactions_in, standing_seal
from portal.core.database import db


@dataclass(frozen=True)
class Subject:
    """A person, every name or address that was typed for them somewhere, and whether the time for
    keeping the record of them is over."""

    id: uuid.UUID
    name: str
    invitations: tuple[uuid.UUID, ...]
    typed: frozenset[str]
    is_over: bool = False


Told = tuple[uuid.UUID, Seal]
"""A log, and a seal in it that tells of somebody."""


@dataclass(frozen=True, order=True)
class Found:
    """One sealed fact about somebody."""

    log_id: uuid.UUID
    number: int
    name: str
    event_id: uuid.UUID


def subject_of(person: Person, *, is_over: bool = False) -> Subject:
    """Read from the directory alone: the person's names, and those on invitations to them."""
    addresses = [text for text in (person.email, person.sign_in_name) if text]
    invitations = db.session.scalars(
        select(Invitation).where(
            or_(
                Invitation.person_id == person.id,
                Invitation.accepted_by == person.id,
                func.lower(Invitation.email).in_([text.lower() for text in addresses]),
            )
        )
    ).all()
    typed = [text for each in invitations for text in (each.email, each.name) if text]
    return Subject(
        id=person.id,
        name=person.name,
        invitations=tuple(each.id for each in invitations),
        typed=frozenset(text.strip().casefold() for text in [*addresses, *typed]),
        is_over=is_over,
    )


def pseudonyms_of(person_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """What the logs of the authority that is open call a person, by log."""
    rows = select(Pseudonym.log_id, Pseudonym.name).where(Pseudonym.person_id == person_id)
    return dict(db.session.execute(rows).all())


def seals_about(subject: Subject, pseudonyms: dict[uuid.UUID, str]) -> list[Found]:
    """The sealed facts of the authority that is open that tell who somebody is.

    Their id, the addresses and names that were typed for them, what they declared about bidders,
    and the times of day of a young person; when the time for keeping the record is over,
    also why it was decided so. Marks and reasons stay (R18).
    """
    told = {*_of_their_id(subject), *_of_typed(subject), *_of_their_acts(pseudonyms)}
    return sorted(
        found for log_id in {log_id for log_id, _ in told} for found in _there(log_id, told)
    )


def _of_their_id(subject: Subject) -> Iterator[Told]:
    wanted = (
        select(Event.log_id, Event.number, Event.name)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(SealedFact.name == "person", SealedFact.value == canonical(subject.id))
    )
    for log_id, number, event in db.session.execute(wanted):
        yield log_id, (number, "person")
        if event != "conflict:decided" or subject.is_over:
            yield from ((log_id, (number, name)) for of, name in GOES_WITH if of == event)


def _of_typed(subject: Subject) -> Iterator[Told]:
    wanted = (
        select(SealedFact.value, SealedFact.name, Event.log_id, Event.number)
        .join(Event, SealedFact.event_id == Event.id)
        .where(SealedFact.name.in_(("to", "account")))
    )
    for value, name, log_id, number in db.session.execute(wanted):
        if str(json.loads(value)).strip().casefold() in subject.typed:
            yield log_id, (number, name)


def _of_their_acts(pseudonyms: dict[uuid.UUID, str]) -> Iterator[Told]:
    wanted = select(Event.log_id, Event.number, Event.seals).where(
        Event.actor.in_(list(pseudonyms.values()))
    )
    for log_id, number, seals in db.session.execute(wanted):
        yield from ((log_id, (number, name)) for name in ("answers", "at") if name in seals)


def _there(log_id: uuid.UUID, told: set[Told]) -> list[Found]:
    """Those that are still there; where one was redacted, what stands in its place."""
    redactions = redactions_in(log_id)
    stands = {standing_seal(redactions, seal) for log, seal in told if log == log_id}
    rows = db.session.execute(
        select(Event.number, SealedFact.name, Event.id)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(Event.log_id == log_id, Event.number.in_([number for number, _ in stands]))
    )
    return [Found(log_id, *row) for row in rows.all() if (row[0], row[1]) in stands]


def by_log(found: Sequence[Found]) -> dict[uuid.UUID, list[Found]]:
    """The same, log by log."""
    logs: dict[uuid.UUID, list[Found]] = {}
    for each in found:
        logs.setdefault(each.log_id, []).append(each)
    return logs
