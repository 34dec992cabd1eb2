"""Writes of the register of contracts."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.monitoring.models import RegisteredContract

NOT_BEFORE = say("The last day must not be before the first.")
LATER = say("The last day with every extension must not be before the last day.")


@dataclass(frozen=True)
class ContractFacts:
    """What the register says of a contract."""

    title: str
    reference: str
    provider_name: str
    starts_on: date
    ends_on: date
    latest_end_on: date | None


def enter_contract(
    actor: Actor, facts: ContractFacts, tender_id: uuid.UUID | None
) -> RegisteredContract:
    """Put a contract into the register, of a tender here or from elsewhere."""
    _refuse_disorder(facts)
    row = RegisteredContract(
        id=uuid.uuid4(),
        tender_id=tender_id,
        entered_by=actor.person_id,
        entered_at=clock.now(),
        **asdict(facts),
    )
    db.session.add(row)
    told = {"contract": row.id, "title": row.title, "ends_on": row.ends_on}
    record("register:entered", actor, **told)
    return row


def change_contract(actor: Actor, row: RegisteredContract, facts: ContractFacts) -> None:
    """Change what is said of it; another last day asks anew when the next cycle begins (P27)."""
    _refuse_disorder(facts)
    changed = [name for name, value in asdict(facts).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(facts, name))
    if "ends_on" in changed:
        row.begun_on, row.begun_words = None, ""
    if changed:
        record("register:changed", actor, contract=row.id, title=row.title, fields=changed)


def begin_next(actor: Actor, row: RegisteredContract, words: str) -> None:
    """Somebody has begun to understand what is needed when this contract ends (P27)."""
    row.begun_on, row.begun_words = clock.today(), words
    record("register:begun", actor, contract=row.id, title=row.title)


def remove_contract(actor: Actor, row: RegisteredContract) -> None:
    """Take out what was entered by mistake."""
    record("register:removed", actor, contract=row.id, title=row.title)
    db.session.delete(row)


def _refuse_disorder(facts: ContractFacts) -> None:
    if facts.ends_on < facts.starts_on:
        raise Refused(NOT_BEFORE, field="ends_on")
    if facts.latest_end_on and facts.latest_end_on < facts.ends_on:
        raise Refused(LATER, field="latest_end_on")
