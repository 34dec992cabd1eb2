"""Redaction: a text that tells of a person is replaced, in its row and behind its seal (R26)."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import delete, select, update

from portal.audit.journal import record
from portal.audit.models import Event, SealedFact
from portal.audit.standing import Seal, redactions_in, standing_seal, standing_values
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule, Refused
from portal.core.words import say
from portal.record.erasure.models import Redaction
from portal.record.erasure.texts import MODELS, Text
from portal.tenders.models import Tender

SAME = say("Nothing has changed yet. Put something like [a name] where the name stands.")
EMPTY = say("Something must stand here. Write what you took out, such as [a name].")

SEALED_IN = {
    "mark": (("mark:recorded",), "reason"),
    "moderation": (("moderation:recorded",), "record"),
    "gate_confirmation": (("gate:confirmed",), "reason"),
    "voided": (("seat:voided", "sheet:voided"), "reason"),
    "decision": (("decision:made",), "reason"),
    "approval": (("decision:approved", "decision:sent-back"), "reason"),
    "declaration": (("conflict:declared",), "answers"),
    "conflict_decision": (("conflict:decided",), "reason"),
}
"""In which events a table's texts are sealed, and the name of the sealed fact."""


def redact(actor: Actor, tender: Tender, text: Text, new: str) -> None:
    """Let `new` stand for a text, everywhere that it is shown from now on; what stood is destroyed.

    Marks, dates and who wrote it stay. The log keeps the old text's hash, and says that it went.
    """
    new = _plain(new)
    if not new:
        raise Refused(EMPTY, field="text")
    if new == _plain(text.text):
        raise Refused(SAME, field="text")
    seal, value = _sealed(tender.id, text)
    event = _event(tender.id, seal)
    put_text(actor.person_id, tender.id, text, event.seals[seal[1]], new)
    destroy(event.id, seal[1])
    stands = _with(text, value, new)
    record("text:redacted", actor, tender.id, event=seal[0], name=seal[1], text=stands)


def _plain(text: str) -> str:
    """A browser ends lines in its own way."""
    return text.replace("\r\n", "\n").strip()


def put_text(
    by: uuid.UUID | None, tender_id: uuid.UUID, text: Text, old_seal: str, new: str
) -> None:
    """Write the redaction that the row's trigger asks for, then the row."""
    model = MODELS[text.kind]
    place = {"of_table": text.kind, "of_row": text.row_id, "of_column": text.column}
    db.session.execute(delete(Redaction).filter_by(**place))
    made = Redaction(
        tender_id=tender_id,
        old_seal=old_seal,
        text=new,
        redacted_by=by,
        redacted_at=clock.now(),
        **place,
    )
    db.session.add(made)
    db.session.flush()
    db.session.execute(update(model).where(model.id == text.row_id).values({text.column: new}))


def destroy(event_id: uuid.UUID, name: str) -> None:
    """Delete a sealed fact and its salt; the seal in the leaf stays."""
    db.session.execute(
        delete(SealedFact).where(SealedFact.event_id == event_id, SealedFact.name == name)
    )


def sealed_text(log_id: uuid.UUID, text: Text) -> tuple[Seal, str] | None:
    """Where a text is sealed now, and its seal; none where it has been destroyed already."""
    found = _find(log_id, text)
    return found and (found[0], _event(log_id, found[0]).seals[found[0][1]])


def _sealed(log_id: uuid.UUID, text: Text) -> tuple[Seal, Any]:
    found = _find(log_id, text)
    if found is None:
        raise HouseRule(f"{text.kind} {text.row_id}: no event holds this text")
    return found


def _find(log_id: uuid.UUID, text: Text) -> tuple[Seal, Any] | None:
    """The text's event: of its kind, about the same things, and sealing exactly this text."""
    names, sealed = SEALED_IN[text.kind]
    events = db.session.execute(
        select(Event.number, Event.facts)
        .where(Event.log_id == log_id, Event.name.in_(names))
        .order_by(Event.number)
    )
    seals = [(number, sealed) for number, facts in events if text.facts.items() <= facts.items()]
    redactions, values = redactions_in(log_id), standing_values(log_id, seals)
    for seal in seals:
        if seal in values and _says(text, values[seal]):
            return standing_seal(redactions, seal), values[seal]
    return None


def _says(text: Text, value: Any) -> bool:
    if text.kind == "moderation":
        return bool(value[text.column] == text.text)
    if text.kind == "declaration":
        return bool(value.get(text.key, {}).get("details") == text.text)
    return bool(value == text.text)


def _with(text: Text, value: Any, new: str) -> Any:
    """The sealed value with the new text in the old one's place."""
    if text.kind == "moderation":
        return value | {text.column: new}
    if text.kind == "declaration":
        return value | {text.key: value[text.key] | {"details": new}}
    return new


def _event(log_id: uuid.UUID, seal: Seal) -> Event:
    wanted = select(Event).where(Event.log_id == log_id, Event.number == seal[0])
    return db.session.scalars(wanted).one()
