"""A tender's log of any number of marks, put in place in bulk for the figures of the log."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from sqlalchemy import insert, select

from portal.audit import proofs
from portal.audit.contents import encode, line_of, seal_of
from portal.audit.merkle import Peaks, leaf_hash
from portal.audit.models import Event, Log, LogNode, SealedFact
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make, make_evaluation


def long_log(house: make.House, size: int) -> uuid.UUID:
    """A tender's log of so many marks, three sealed values each, put in place in bulk."""
    log_id, peaks, nodes = make.tender(house), Peaks(), []
    with tenant(house.id):
        head = db.session.scalars(select(Log).where(Log.id == log_id)).one()
        peaks = Peaks(head.size, [bytes.fromhex(each) for each in head.peaks])
        while peaks.size < size:
            events, sealed = [], []
            for number in range(peaks.size + 1, min(peaks.size + 5000, size) + 1):
                event, facts = mark_event(house.id, log_id, number)
                events.append(event)
                sealed += facts
                for level, place, made in peaks.append(bytes.fromhex(event["leaf"])):
                    if proofs.is_kept(level):
                        nodes.append(node(house.id, log_id, level, place, made))
            db.session.execute(insert(Event), events)
            db.session.execute(insert(SealedFact), sealed)
        db.session.execute(insert(LogNode), nodes)
        head.size, head.peaks = peaks.size, [each.hex() for each in peaks.hashes]
        db.session.commit()
    return log_id


def mark_event(
    owner: uuid.UUID, log_id: uuid.UUID, number: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A row of `event` as the journal writes one, and those of `sealed_fact`."""
    event_id, nonce = uuid.uuid4(), secrets.token_hex(16)
    values = {"mark": f'"{number % 5}"', "replaces": "null"}
    values["reason"] = f'"They rang her back the same day, she says; mark {number}."'
    sealed = [
        {"authority_id": owner, "id": uuid.uuid4(), "event_id": event_id, "name": name,
         "salt": secrets.token_hex(32), "value": value}
        for name, value in values.items()
    ]  # fmt: skip
    facts = {"label": "KTRM"[number % 4], "criterion": f"Q{number % 7}"}
    seals = {each["name"]: seal_of(each["salt"], each["value"]) for each in sealed}
    told = ("mark:recorded", make_evaluation.MARKING, "0123456789abcdef", "young_evaluator")
    line = line_of(str(log_id), number, *told, encode(facts), encode(seals), nonce)
    name, at, actor, role = told
    event = {"authority_id": owner, "id": event_id, "log_id": log_id, "number": number,
             "name": name, "at": at, "actor": actor, "actor_role": role, "facts": facts,
             "seals": seals, "nonce": nonce, "leaf": leaf_hash(line.encode()).hex()}  # fmt: skip
    return event, sealed


def node(
    owner: uuid.UUID, log_id: uuid.UUID, level: int, place: int, made: bytes
) -> dict[str, Any]:
    """A row of `log_node`."""
    its = {"authority_id": owner, "id": uuid.uuid4(), "log_id": log_id}
    return its | {"level": level, "place": place, "hash": made.hex()}
