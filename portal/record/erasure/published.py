"""Words are taken out of a published tender, everywhere at once; hashes and a gap stay (R26).

It is no amendment: no day moves, and no bidder has to do anything (R4).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from portal.audit.erasable import may_be_replaced
from portal.audit.journal import record
from portal.audit.models import Event, SealedFact
from portal.audit.standing import REPLACEMENT, Seal, redactions_in, standing_seal
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.record.erasure.notebook import Note, notes_of_removal
from portal.record.erasure.places import SEALED, Change, changes_in
from portal.record.erasure.redaction import destroy, put_value
from portal.record.erasure.removal import cut_out, gap_of
from portal.specifications.agreeing.fingerprints import asked_about
from portal.specifications.method import content_sha256
from portal.tenders.models import Notice, Tender
from portal.tenders.models_after import NoticeRedaction, NoticeVersion
from portal.tenders.queries_after import removals_of

NOWHERE = say("These words stand nowhere in what is published. Check how they are written there.")

PAPERS = {Notice: "document", NoticeVersion: "specification"}
"""Where a specification is published, whose hash is on record."""


def take_out(
    actor: Actor, tender: Tender, words: Sequence[str], why: str, first_at: datetime | None = None
) -> list[Note]:
    """Take words out of every published text of a tender and of what led to it; what stood is
    destroyed, and everybody reads that something is gone, when, and why.

    The hash of each specification before stays on record, beside its hash now. Answers what the
    notebook of erasures has to say of it once it is done. `first_at`: when it was done, where it is
    done again after a restore.
    """
    at = (first_at or clock.now()).astimezone(UTC)
    gap = gap_of(why, at.astimezone(clock.LONDON).date())
    changes = changes_in(tender, words, gap)
    if not changes:
        raise Refused(NOWHERE, field="words")
    agreed = _asked_about(tender)
    documents = [told for change in changes for told in _carry_out(actor, tender, change)]
    documents += _agreed(tender, agreed)
    _unseal(actor, tender, words, gap)
    told: dict[str, Any] = {"why": why, "texts": _public(changes), "documents": documents}
    number = len(removals_of(tender.id)) + 1
    if told["texts"]:
        db.session.add(NoticeRedaction(notice_id=tender.id, number=number, removed_at=at, **told))
    tender.reworded_at = at
    cuts = list(_cuts(changes))
    record("wording:removed", actor, tender.id, cuts=cuts, removed_at=at, **told)
    return notes_of_removal(tender.authority_id, tender.id, at.isoformat(), why, cuts)


def _public(changes: Sequence[Change]) -> int:
    """Out of how many different texts that everybody reads words go."""
    shown = [change.cuts.values() for change in changes if change.kind.is_public]
    return len({cut.old for cuts in shown for cut in cuts})


def _cuts(changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
    """Which places of which texts stayed: neither what stood there nor what went."""
    for change in changes:
        for place, cut in change.cuts.items():
            where = {"table": change.table, "row": str(change.row.id), "column": place}
            yield {**where, "kept": [list(pair) for pair in cut.kept]}


def _carry_out(actor: Actor, tender: Tender, change: Change) -> Iterator[dict[str, Any]]:
    """One column of one row; of a specification, what it was and is known by."""
    model, row, column = change.kind.model, change.row, change.column
    before = _specification(row) if column == PAPERS.get(model) else None
    put_value(actor.person_id, tender.id, model, row.id, column, change.value)
    if before is None:
        return
    db.session.refresh(row)
    was, now = content_sha256(before), content_sha256(_specification(row))
    if was == now:
        return
    put_value(actor.person_id, tender.id, model, row.id, "specification_sha256", now)
    yield {"number": getattr(row, "number", 1), "before": was, "after": now}


def _asked_about(tender: Tender) -> str:
    """By what the parts are known that panels were asked about; '' where there is none."""
    db.session.expire_all()
    about = asked_about(tender)
    return about.specification_sha256 if about else ""


def _agreed(tender: Tender, was: str) -> Iterator[dict[str, Any]]:
    """The same before and after, under the number 0, so that who agreed to it still did."""
    now = _asked_about(tender)
    if was != now:
        yield {"number": 0, "before": was, "after": now}


def _specification(row: Any) -> dict[str, Any]:
    found: dict[str, Any]
    found = row.document["specification"] if isinstance(row, Notice) else row.specification
    return found


def _unseal(actor: Actor, tender: Tender, words: Sequence[str], gap: str) -> None:
    """The same behind the seals of the log: another value stands for each that had the words."""
    for event_id, seal, value in _sealed(tender):
        new = _replaced(value, words, gap)
        if new != value:
            destroy(event_id, seal[1])
            record("text:redacted", actor, tender.id, event=seal[0], name=seal[1], text=new)


def _sealed(tender: Tender) -> list[tuple[Any, Seal, Any]]:
    """What stands behind the seals of published words, after every redaction."""
    redactions = redactions_in(tender.id)
    rows = db.session.execute(
        select(Event.id, Event.number, Event.name, SealedFact.name, SealedFact.value)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(Event.log_id == tender.id, Event.name.in_([*SEALED, "text:redacted"]))
        .order_by(Event.number)
    ).all()
    roots = select(Event.number, Event.name).where(
        Event.log_id == tender.id, Event.name.in_(SEALED)
    )
    names = dict(db.session.execute(roots).all())
    standing = {
        standing_seal(redactions, seal)
        for seal in redactions
        if seal[0] in names and seal[1] != REPLACEMENT
    }
    return [
        (event_id, (number, fact), json.loads(value))
        for event_id, number, name, fact, value in rows
        if (name in SEALED and may_be_replaced(name, fact)) or (number, fact) in standing
    ]


def _replaced(value: Any, words: Sequence[str], gap: str) -> Any:
    if isinstance(value, str):
        cut = cut_out(value, words, gap)
        return cut.new if cut else value
    if isinstance(value, dict):
        return {key: _replaced(each, words, gap) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, words, gap) for each in value]
    return value
