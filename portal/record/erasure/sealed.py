"""Sealed facts of an authority's own log that other words come to stand for (R26, R31)."""

from __future__ import annotations

from sqlalchemy import select

from portal.audit.journal import canonical, record
from portal.audit.models import Event, SealedFact
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.tenancy import the_tenant
from portal.record.erasure.redaction import destroy


def replace_sealed(actor: Actor, event: str, name: str, old: str, new: str) -> None:
    """Wherever such an event of the authority that is open says these very words."""
    wanted = (
        select(Event.id, Event.number)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(Event.log_id == the_tenant(), Event.name == event)
        .where(SealedFact.name == name, SealedFact.value == canonical(old))
        .order_by(Event.number)
    )
    for event_id, number in db.session.execute(wanted).all():
        destroy(event_id, name)
        record("text:redacted", actor, event=number, name=name, text=new)
