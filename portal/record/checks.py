"""What a tender's log says of marks, records, runs, bids and letters, against the rows themselves.

A row that was changed past the portal is found here, although no leaf was touched. What was erased
is left out; what was redacted is compared with what stands now (R26).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.audit.models import Log, Pseudonym
from portal.audit.verify import Check, Trouble
from portal.bids.models import Bid, Submission
from portal.core.database import db
from portal.evaluation.models import (
    AgreedMark,
    GateConfirmation,
    Mark,
    Moderation,
    Presence,
    Run,
    Seat,
    Sheet,
)
from portal.outcomes.models import Approval, Decision, Letter
from portal.record.compare import Key, Said, compare, said_in, some
from portal.specifications.method import content_sha256, method_sha256
from portal.specifications.models import Criterion, Gate
from portal.tenders.models import Notice, Tender

TEXTS = ("points_for", "points_against", "reconciled", "reason", "next_mark")


def _marks(log_id: uuid.UUID) -> Iterator[Trouble]:
    pseudonyms = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    people: dict[uuid.UUID, str] = {}
    for person_id, name in db.session.execute(pseudonyms):
        people[person_id] = name
    known = set(people.values())
    said = []
    for event in said_in(log_id, "mark:recorded"):
        by = event.actor if event.actor in known else None
        said.append(_marked(by, event.of("label", "criterion"), _mark(event.values), event.number))
    wanted = (
        select(Seat.person_id, Bid.label, Criterion.code, Mark.mark, Mark.reason)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .join(Criterion, Mark.criterion_id == Criterion.id)
        .where(Mark.tender_id == log_id)
        .order_by(Mark.version)
    )
    rows = [
        _marked(people.get(person), (label, code), {"mark": mark, "reason": reason})
        for person, label, code, mark, reason in db.session.execute(wanted)
    ]
    yield from compare(log_id, "mark", rows, said)


def _marked(by: str | None, of: Key, facts: dict[str, Any], number: int | None = None) -> Said:
    """A mark is known by who gave it; where that is erased, by what it says (R26)."""
    return Said((by, *of) if by else (*of, *map(str, facts.values())), facts, number)


def _mark(values: dict[str, Any]) -> dict[str, Any]:
    facts = some(values, "mark", "reason")
    if facts.get("mark") is not None:
        facts["mark"] = Decimal(facts["mark"])
    return facts


def _moderations(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said(event.of("label", "criterion", "version"), _record(event.values), event.number)
        for event in said_in(log_id, "moderation:recorded")
    ]
    agreed: dict[uuid.UUID, dict[str, Decimal]] = defaultdict(dict)
    for each in db.session.scalars(select(AgreedMark).where(AgreedMark.tender_id == log_id)):
        agreed[each.moderation_id][str(each.group_id)] = each.mark
    present: dict[uuid.UUID, set[str]] = defaultdict(set)
    for there in db.session.scalars(select(Presence).where(Presence.tender_id == log_id)):
        present[there.moderation_id].add(str(there.seat_id))
    wanted = (
        select(Moderation, Bid.label, Criterion.code)
        .join(Bid, Moderation.bid_id == Bid.id)
        .join(Criterion, Moderation.criterion_id == Criterion.id)
        .where(Moderation.tender_id == log_id)
    )
    rows = []
    for row, label, code in db.session.execute(wanted):
        facts: dict[str, Any] = {name: getattr(row, name) for name in TEXTS}
        facts |= {"agreed": agreed[row.id], "present": present[row.id]}
        rows.append(Said((label, code, row.version), facts))
    yield from compare(log_id, "agreed record", rows, said)


def _record(values: dict[str, Any]) -> dict[str, Any]:
    if "record" not in values:
        return {}
    record = values["record"]
    facts = {name: record[name] for name in TEXTS}
    agreed = {group: Decimal(mark) for group, mark in record["agreed"].items()}
    return facts | {"agreed": agreed, "present": set(record["present"])}


def _gates(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said(
            event.of("label", "gate"),
            {"passed": event.facts["passed"], **some(event.values, "reason")},
            event.number,
        )
        for event in said_in(log_id, "gate:confirmed")
    ]
    wanted = (
        select(Bid.label, Gate.code, GateConfirmation.passed, GateConfirmation.reason)
        .join(Bid, GateConfirmation.bid_id == Bid.id)
        .join(Gate, GateConfirmation.gate_id == Gate.id)
        .where(GateConfirmation.tender_id == log_id)
        .order_by(GateConfirmation.version)
    )
    rows = [
        Said((label, code), {"passed": passed, "reason": reason})
        for label, code, passed, reason in db.session.execute(wanted)
    ]
    yield from compare(log_id, "word on a pass/fail question", rows, said)


def _runs(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said((event.facts["run"],), {"digest": event.facts["digest"]}, event.number)
        for event in said_in(log_id, "run:made")
    ]
    wanted = select(Run.number, Run.digest, Run.result).where(Run.tender_id == log_id)
    rows = [
        Said((number,), {"digest": digest if json.loads(result)["digest"] == digest else None})
        for number, digest, result in db.session.execute(wanted)
    ]
    yield from compare(log_id, "run", rows, said)


def _decisions(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said(
            (event.facts["version"],),
            {"chosen": event.facts["chosen"], **some(event.values, "reason")},
            event.number,
        )
        for event in said_in(log_id, "decision:made")
    ]
    wanted = (
        select(Decision.version, Bid.label, Decision.reason)
        .outerjoin(Bid, Decision.bid_id == Bid.id)
        .where(Decision.tender_id == log_id)
    )
    rows = [
        Said((version,), {"chosen": label, "reason": reason})
        for version, label, reason in db.session.execute(wanted)
    ]
    yield from compare(log_id, "decision", rows, said)


def _approvals(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said((event.name,), some(event.values, "reason"), event.number)
        for event in said_in(log_id, "decision:approved", "decision:sent-back")
    ]
    wanted = select(Approval).where(Approval.tender_id == log_id).order_by(Approval.given_at)
    rows = [
        Said(("decision:approved" if row.is_approved else "decision:sent-back",),
             {"reason": row.reason})
        for row in db.session.scalars(wanted)
    ]  # fmt: skip
    yield from compare(log_id, "approver's word", rows, said)


def _bids(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said((sha256 := event.facts["bid_sha256"],), {"content": sha256}, event.number)
        for event in said_in(log_id, "bid:submitted")
    ]
    wanted = select(Submission.sha256, Submission.blob).where(Submission.tender_id == log_id)
    rows = [
        Said((sha256,), {"content": hashlib.sha256(blob.encode()).hexdigest()})
        for sha256, blob in db.session.execute(wanted)
    ]
    yield from compare(log_id, "bid", rows, said)


def _letters(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said((event.facts["label"],), {"content": event.facts["letter_sha256"]}, event.number)
        for event in said_in(log_id, "letter:released")
    ]
    wanted = select(Bid.label, Letter.content, Letter.sha256)
    wanted = wanted.join(Bid, Letter.bid_id == Bid.id).where(Letter.tender_id == log_id)
    rows = [
        Said((label,), {"content": sha256 if content_sha256(content) == sha256 else None})
        for label, content, sha256 in db.session.execute(wanted)
    ]
    yield from compare(log_id, "letter", rows, said)


def _notices(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said((), some(event.facts, "method_sha256", "specification_sha256"), event.number)
        for event in said_in(log_id, "tender:published")
    ]
    rows = [
        Said(
            (),
            {
                "method_sha256": method_sha256(row.document["method"]),
                "specification_sha256": content_sha256(row.document["specification"]),
            },
        )
        for row in db.session.scalars(select(Notice).where(Notice.id == log_id))
    ]
    yield from compare(log_id, "published document", rows, said)


def _logs(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Asked once for each authority, at its own log: no tender is without one."""
    without = select(Tender.id).where(
        Tender.authority_id == log_id, Tender.id.not_in(select(Log.id))
    )
    for tender_id in db.session.scalars(without):
        yield Trouble(tender_id, None, "the tender's log is missing")


CHECKS: Sequence[Check] = (
    _notices,
    _bids,
    _gates,
    _marks,
    _moderations,
    _runs,
    _decisions,
    _approvals,
    _letters,
    _logs,
)
"""What `audit verify` asks of every log beside the log itself."""
