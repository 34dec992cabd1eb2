"""Redaction: a text that tells of a person is replaced, in its row and behind its seal (R26)."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sqlalchemy import delete, select, update

from portal.audit.erasable import may_be_erased, may_be_replaced
from portal.audit.journal import record
from portal.audit.models import Event, Pseudonym, SealedFact
from portal.audit.standing import Seal, redactions_in, standing_seal, standing_values
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule, Refused
from portal.core.words import say
from portal.record.erasure import (
    texts_contracting,
    texts_deciding,
    texts_interviews,
    texts_setting_up,
)
from portal.record.erasure.cuts import cuts, only_takes_out, plain
from portal.record.erasure.models import Redaction
from portal.record.erasure.notebook import Note, note_of_text
from portal.record.erasure.text import Text
from portal.record.erasure.texts import MODELS
from portal.record.speaking import speaks_for
from portal.tenders.models import Tender

SAME = say("Nothing has changed yet. Put something like [a name] where the name stands.")
EMPTY = say("Something must stand here. Write what you took out, such as [a name].")

REWRITTEN = say(
    "Here words can only be taken out. Put [a name], [a place] or [taken out] in their place, and"
    " leave all the others as they are."
)

SEALED_IN = {
    "mark": (("mark:recorded", "mark:changed", "interview:marked"), "reason"),
    **texts_interviews.SEALED_IN,
    "moderation": (("moderation:recorded",), "record"),
    "overruled": (("moderation:overruled",), "reason"),
    "dissent": (("moderation:dissented",), "words"),
    "group_talk": (("moderation:group-noted",), "words"),
    "gate_confirmation": (("gate:confirmed",), "reason"),
    "bidder_question": (("bidder:asked",), "words"),
    "bidder_answer": (("bidder:answered",), "words"),
    "exclusion_check": (("exclusion:checked",), "words"),
    "bid_ruling": (("bid:disregarded", "bid:stays-in"), "reason"),
    "voided": (("seat:voided", "sheet:voided"), "reason"),
    "decision": (("decision:made",), "reason"),
    "approval": (("decision:approved", "decision:sent-back"), "reason"),
    **texts_deciding.SEALED_IN,
    **texts_contracting.SEALED_IN,
    **texts_setting_up.SEALED_IN,
    "declaration": (("conflict:declared",), "answers"),
    "conflict_decision": (("conflict:decided",), "reason"),
    "recognition_decision": (("conflict:weighed",), "reason"),
    "suggestion": (("suggestion:made",), "words"),
    "backing": (("suggestion:backed",), "words"),
    "suggestion_answer": (("suggestions:answered",), "words"),
    "suggestion_questioned": (("suggestion:questioned",), "words"),
    "specification_version": (("version:kept",), "why"),
    "panel_sign_off_said": (("agreement:said",), "words"),
    "worry_answered": (("worry:answered",), "words"),
    "flag": (("flag:raised",), "words"),
    "flag_answer": (("flag:answered",), "words"),
    "hard_passage": (("passage:warned",), "words"),
    "line_question": (("line:questioned",), "words"),
    "line_question_reply": (("line:replied",), "words"),
    "letter_addition": (("letter:added",), "words"),
    "withheld_passage": (("letter:withheld",), "words"),
    "debrief_question": (("debrief:asked",), "words"),
    "debrief_answer": (("debrief:answered",), "words"),
}
"""In which events a table's texts are sealed, and the name of the sealed fact."""

BY_COLUMN = ("moderation", "withheld_passage", "conflict_interest")
"""Tables whose texts are sealed together, each under its column's name."""


def redact(actor: Actor, tender: Tender, text: Text, new: str) -> Note:
    """Let `new` stand for a text, everywhere that it is shown from now on; what stood is destroyed.

    Marks, dates and who wrote it stay. The log keeps the old text's hash, and says that it went.
    Answers what the notebook of erasures has to say of it once it is done.
    """
    old, new = plain(text.text), plain(new)
    if not new:
        raise Refused(EMPTY, field="text")
    if new == old:
        raise Refused(SAME, field="text")
    if not only_takes_out(old, new):
        raise Refused(REWRITTEN, field="text")
    seal, value = _sealed(tender.id, text)
    event = _event(tender.id, seal)
    made = put_text(actor.person_id, tender.id, text, new, event.seals[seal[1]])
    destroy(event.id, seal[1])
    stands = _with(text, value, new)
    record("text:redacted", actor, tender.id, event=seal[0], name=seal[1], text=stands)
    return note_of_text(made) | cuts(old, new)


def put_text(
    by: uuid.UUID | None, tender_id: uuid.UUID, text: Text, new: str, old_seal: str = ""
) -> Redaction:
    """Write the redaction of a text, then its row."""
    return put_value(by, tender_id, MODELS[text.kind], text.row_id, text.column, new, old_seal)


def put_value(
    by: uuid.UUID | None,
    tender_id: uuid.UUID,
    model: Any,
    row_id: uuid.UUID,
    column: str,
    new: Any,
    old_seal: str = "",
) -> Redaction:
    """Write the redaction that the row's trigger asks for, then the row; of a document, which the
    row holds as JSON, the redaction has exactly that."""
    place = {"of_table": model.__tablename__, "of_row": row_id, "of_column": column}
    db.session.execute(delete(Redaction).filter_by(**place))
    made = Redaction(
        tender_id=tender_id,
        old_seal=old_seal,
        text=new if isinstance(new, str) else json.dumps(new),
        redacted_by=by,
        redacted_at=clock.now(),
        **place,
    )
    db.session.add(made)
    db.session.flush()
    db.session.execute(update(model).where(model.id == row_id).values({column: new}))
    return made


def destroy(event_id: uuid.UUID, name: str) -> None:
    """Delete a sealed fact and its salt; the seal in the leaf stays. A mark never goes (R26)."""
    event = db.session.scalar(select(Event.name).where(Event.id == event_id)) or ""
    if not (may_be_replaced(event, name) or may_be_erased(event, name)):
        raise HouseRule(f"the {name} of {event} stays for good")
    db.session.execute(
        delete(SealedFact).where(SealedFact.event_id == event_id, SealedFact.name == name)
    )


def _sealed(log_id: uuid.UUID, text: Text) -> tuple[Seal, Any]:
    found = _find(log_id, text)
    if found is None:
        raise HouseRule(f"{text.kind} {text.row_id}: no event holds this text")
    return found


def _find(log_id: uuid.UUID, text: Text) -> tuple[Seal, Any] | None:
    """The text's event, and what stands there now; none where that doesn't say this text."""
    names, sealed = SEALED_IN[text.kind]
    pseudonyms, voice = _pseudonyms(log_id), speaks_for(log_id)
    by = pseudonyms.get(text.by) if text.by else None
    events = db.session.execute(
        select(Event.number, Event.facts, Event.actor)
        .where(Event.log_id == log_id, Event.name.in_([text.of_event] if text.of_event else names))
        .order_by(Event.number)
    )
    numbers = [
        number
        for number, facts, actor in ((*each, voice.get(who, who)) for *each, who in events)
        if text.facts.items() <= facts.items()
        and (text.by is None or (actor == by if by else actor not in pseudonyms.values()))
    ]
    if text.beside is None and (text.by is None or by):
        numbers = numbers[text.nth : text.nth + 1]
    return _first_that_says(log_id, text, [(number, sealed) for number in numbers])


def _first_that_says(log_id: uuid.UUID, text: Text, seals: list[Seal]) -> tuple[Seal, Any] | None:
    """Of an erased person's marks any that says the same is as good: nobody can tell them apart."""
    redactions = redactions_in(log_id)
    beside = ("mark", text.mark) if text.kind == "mark" else text.beside
    others = [(number, beside[0]) for number, _name in seals] if beside else []
    values = standing_values(log_id, [*seals, *others])
    for number, name in seals:
        value = values.get((number, name))
        is_this = beside is None or values.get((number, beside[0])) == beside[1]
        if value is not None and is_this and _says(text, value):
            return standing_seal(redactions, (number, name)), value
    return None


def _pseudonyms(log_id: uuid.UUID) -> dict[uuid.UUID, str]:
    rows = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    return dict(db.session.execute(rows).all())


def _says(text: Text, value: Any) -> bool:
    if text.kind in BY_COLUMN:
        return bool(value[text.column] == text.text)
    if text.kind == "declaration":
        return bool(value.get(text.key, {}).get("details") == text.text)
    if text.item is not None:
        return bool(value[text.item] == text.text)
    return bool(value == text.text)


def _with(text: Text, value: Any, new: str) -> Any:
    """The sealed value with the new text in the old one's place."""
    if text.kind in BY_COLUMN:
        return value | {text.column: new}
    if text.kind == "declaration":
        return value | {text.key: value[text.key] | {"details": new}}
    if text.item is not None:
        return [*value[: text.item], new, *value[text.item + 1 :]]
    return new


def _event(log_id: uuid.UUID, seal: Seal) -> Event:
    wanted = select(Event).where(Event.log_id == log_id, Event.number == seal[0])
    return db.session.scalars(wanted).one()
