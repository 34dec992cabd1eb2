"""What is held about one person: the directory, then each authority in turn."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.accounts.models import Role, SignIn
from portal.audit.journal import canonical
from portal.audit.models import Event, Pseudonym, SealedFact
from portal.audit.standing import standing_values
from portal.bids.models import Bid, BidEntry
from portal.core.database import db
from portal.core.tenancy import open_provider, open_tenant
from portal.outcomes.models import Letter
from portal.record.about_me.sentences import ABOUT_ME, LOOKED, OWN_WORDS
from portal.specifications.models import Criterion, Gate, Group
from portal.tenders.models import Tender


@dataclass
class Told:
    """One log as far as it tells of a person: what they did, what others did, who looked."""

    title: str
    mine: list[Event] = field(default_factory=list)
    about: list[Event] = field(default_factory=list)
    looked: list[Event] = field(default_factory=list)
    own_words: dict[tuple[int, str], Any] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)


def sign_ins_of(person_id: uuid.UUID) -> Sequence[datetime]:
    """When somebody signed in, the latest first."""
    return db.session.scalars(
        select(SignIn.created_at)
        .where(SignIn.person_id == person_id)
        .order_by(SignIn.created_at.desc())
    ).all()


def houses_of(roles: Sequence[Role]) -> list[uuid.UUID]:
    """The authorities whose logs may tell of somebody: where they worked or marked, or bid to."""
    found = {role.authority_id for role in roles if role.authority_id}
    for provider_id in {role.provider_id for role in roles if role.provider_id}:
        db.session.remove()
        open_provider(provider_id)
        found |= set(db.session.scalars(select(BidEntry.authority_id)))
    db.session.remove()
    return sorted(found)


def told_in(
    house: uuid.UUID, person_id: uuid.UUID, provider_ids: Sequence[uuid.UUID], general: str
) -> list[Told]:
    """What the logs of one authority tell of a person; `general` is the title of its own log.

    Each authority is read in a session of its own.
    """
    db.session.remove()
    open_tenant(house)
    logs: dict[uuid.UUID, Told] = {}
    titles = {row.id: row.title for row in db.session.execute(select(Tender.id, Tender.title))}
    for event, kind in [
        *((event, "mine") for event in _mine(person_id)),
        *((event, "about") for event in _about(person_id)),
        *((event, "looked") for event in _looked(provider_ids)),
    ]:
        told = logs.setdefault(event.log_id, Told(titles.get(event.log_id, general)))
        getattr(told, kind).append(event)
    _add_words(logs)
    db.session.remove()
    return list(logs.values())


def _mine(person_id: uuid.UUID) -> Sequence[Event]:
    """Their pseudonym is looked for log by log: two logs could draw the same one."""
    return db.session.scalars(
        select(Event)
        .join(Pseudonym, (Pseudonym.log_id == Event.log_id) & (Pseudonym.name == Event.actor))
        .where(Pseudonym.person_id == person_id)
        .order_by(Event.log_id, Event.number)
    ).all()


def _about(person_id: uuid.UUID) -> Sequence[Event]:
    mine = select(Pseudonym.name).where(
        Pseudonym.person_id == person_id, Pseudonym.log_id == Event.log_id
    )
    return db.session.scalars(
        select(Event)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(
            SealedFact.name == "person",
            SealedFact.value == canonical(person_id),
            Event.name.in_(ABOUT_ME),
            Event.actor.not_in(mine),
        )
        .order_by(Event.log_id, Event.number)
    ).all()


def _looked(provider_ids: Sequence[uuid.UUID]) -> list[Event]:
    """A provider knows its label once its letter is out, and reads who looked at its own alone."""
    if not provider_ids:
        return []
    labels = dict(
        db.session.execute(
            select(Letter.tender_id, Bid.label)
            .join(Bid, Letter.bid_id == Bid.id)
            .where(Letter.provider_id.in_(provider_ids))
        ).all()
    )
    looks = db.session.scalars(
        select(Event)
        .where(Event.log_id.in_(list(labels)), Event.name.in_(LOOKED))
        .order_by(Event.log_id, Event.number)
    )
    return [event for event in looks if event.facts["label"] == labels[event.log_id]]


def _add_words(logs: dict[uuid.UUID, Told]) -> None:
    """What they wrote themselves, and what codes and slugs are called in each tender."""
    for model, fact in ((Criterion, "criterion"), (Gate, "gate")):
        wanted = select(model.tender_id, model.code, model.title).where(model.tender_id.in_(logs))
        for tender_id, code, title in db.session.execute(wanted):
            logs[tender_id].names.setdefault(fact, {})[code] = title
    groups = select(Group.tender_id, Group.slug, Group.title).where(Group.tender_id.in_(logs))
    for tender_id, slug, title in db.session.execute(groups):
        logs[tender_id].names.setdefault("group", {})[slug] = title
    for log_id, told in logs.items():
        seals = [(e.number, name) for e in told.mine for name in OWN_WORDS if name in e.seals]
        told.own_words = standing_values(log_id, seals) if seals else {}
