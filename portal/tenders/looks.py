"""Who looked: the first opening of a thing by a person, and every copy that is taken, is an event.

Evaluators' reading isn't written down: it would be a log of young people's habits (R18). What they
take a copy of is: a file leaves the house.
"""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from sqlalchemy import select

from portal.accounts.models import EVALUATOR
from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.web import on_opening
from portal.tenders.models import Look, Tender


def note_look(name: str, actor: Actor, tender: Tender, **facts: Any) -> None:
    """Write down, once this page is ready, that this person opened it for the first time.

    The view is marked with `records_opening`, and has asked its policy.
    """
    what = " ".join([name, *(str(value) for value in facts.values())])
    if actor.role != EVALUATOR and not _has_looked(actor, tender.id, what):
        on_opening(partial(_look, actor, tender.id, name, what, facts))


def note_copy(name: str, actor: Actor, tender: Tender, **facts: Any) -> None:
    """Write down, once the file is ready, that this person took a copy; each time anew."""
    on_opening(partial(record, name, actor, tender.id, **facts))


def look_now(name: str, actor: Actor, tender: Tender, **facts: Any) -> None:
    """The same inside a transaction, where no page is opened; the second time writes nothing."""
    what = " ".join([name, *(str(value) for value in facts.values())])
    _look(actor, tender.id, name, what, facts)


def _has_looked(actor: Actor, tender_id: uuid.UUID, what: str) -> bool:
    wanted = select(Look.id).where(
        Look.tender_id == tender_id, Look.person_id == actor.person_id, Look.at_what == what
    )
    return db.session.scalar(wanted) is not None


def _look(actor: Actor, tender_id: uuid.UUID, name: str, what: str, facts: dict[str, Any]) -> None:
    """Two windows at once come one after the other, and the second writes nothing."""
    db.session.scalar(select(Tender.id).where(Tender.id == tender_id).with_for_update())
    if not _has_looked(actor, tender_id, what):
        db.session.add(Look(tender_id=tender_id, person_id=actor.person_id, at_what=what))
        record(name, actor, tender_id, **facts)
