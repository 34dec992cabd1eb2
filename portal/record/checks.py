"""What a tender's log says of marks, records, runs, bids and letters, against the rows themselves.

A row that was changed past the portal is found here, although no leaf was touched. What was erased
is left out; what was redacted is compared with what stands now (R26).
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.accounts.models import Authority, Role
from portal.audit.models import Log
from portal.audit.verify import Check, Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.core.tenancy import INSTALLATION, the_tenant
from portal.evaluation.models import (
    AgreedMark,
    GateConfirmation,
    Moderation,
    Presence,
    Run,
)
from portal.evaluation.runs.queries import differences_in, unlike_rows
from portal.outcomes.models import Approval, Decision, Letter
from portal.record import (
    checks_bids,
    checks_compliance,
    checks_contracting,
    checks_decision,
    checks_desk,
    checks_interviews,
    checks_letters,
    checks_marking,
    checks_panel,
    checks_published,
    checks_reading,
    checks_room,
    checks_setting_up,
)
from portal.record.compare import Said, compare, said_in, some, standing_hash
from portal.specifications.method import content_sha256, method_sha256
from portal.specifications.models import Criterion, Gate
from portal.tenders.models import Notice, Tender

TEXTS = ("points_for", "points_against", "reconciled", "reason", "next_mark")


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
    """What was agreed is sealed apart from the words, which may be redacted: both must say it."""
    facts: dict[str, Any] = {}
    if "record" in values:
        record = values["record"]
        facts = {name: record[name] for name in TEXTS}
        facts |= {"present": set(record["present"]), "agreed": _agreed(record["agreed"])}
    if "agreed" in values:
        sealed = _agreed(values["agreed"])
        facts["agreed"] = sealed if facts.get("agreed", sealed) == sealed else None
    return facts


def _agreed(marks: dict[str, str]) -> dict[str, Decimal]:
    return {group: Decimal(mark) for group, mark in marks.items()}


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
    runs = db.session.scalars(select(Run).where(Run.tender_id == log_id).order_by(Run.number)).all()
    yield from compare(log_id, "run", [Said((r.number,), {"digest": r.digest}) for r in runs], said)
    numbers = {event.key[0]: event.number for event in said}
    for run in runs:
        for wrong in differences_in(run, run.digest):
            yield Trouble(log_id, numbers.get(run.number), f"its run in the database: {wrong}")
    tender = db.session.get_one(Tender, (the_tenant(), log_id)) if runs else None
    if tender and tender.stage != "moderating":  # opened again, its records may be others already
        for wrong in unlike_rows(tender, runs[-1]):
            yield Trouble(log_id, numbers.get(runs[-1].number), f"its run took in other {wrong}")


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


def _letters(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said((event.facts["label"],), {"content": event.facts["letter_sha256"]}, event.number)
        for event in said_in(log_id, "letter:released")
    ]
    wanted = select(Bid.label, Letter.content, Letter.sha256)
    wanted = wanted.join(Bid, Letter.bid_id == Bid.id).where(Letter.tender_id == log_id)
    wanted = wanted.order_by(Letter.issue)
    rows = [
        Said((label,), {"content": sha256 if content_sha256(content) == sha256 else None})
        for label, content, sha256 in db.session.execute(wanted)
    ]
    yield from compare(log_id, "letter", rows, said)


def _notices(log_id: uuid.UUID) -> Iterator[Trouble]:
    said = [
        Said(
            (),
            some(event.facts, "method_sha256")
            | {"specification_sha256": standing_hash(log_id, event.facts["specification_sha256"])},
            event.number,
        )
        for event in said_in(log_id, "tender:published")
    ]
    rows = [
        Said(
            (),
            {
                "method_sha256": method_sha256(row.document["method"]),
                "specification_sha256": content_sha256(row.document["specification"])
                if row.document["specification"]["least_shown"] == least
                else None,
            },
        )
        for row, least in db.session.execute(
            select(Notice, Tender.least_shown)
            .join(Tender, Tender.id == Notice.id)
            .where(Notice.id == log_id)
        )
    ]
    yield from compare(log_id, "published document", rows, said)


def missing_logs() -> list[Trouble]:
    """The owner that is open has its log as soon as something of it was written down, and so has
    each of its tenders; a log that was deleted whole can't say so itself."""
    owner, there = the_tenant(), set(db.session.scalars(select(Log.id)))
    of_tenders = db.session.scalars(select(Tender.id).order_by(Tender.id))
    needed = dict.fromkeys(of_tenders, "the tender's log is missing")
    if owner == INSTALLATION:
        began, what = select(Authority.id), "the installation's log is missing"
    else:
        began, what = select(Role.id), "the authority's log is missing"
        began = began.where(Role.authority_id == owner, Role.tender_id.is_(None))
    if db.session.scalar(began.limit(1)):
        needed[owner] = what
    return [Trouble(log_id, None, what) for log_id, what in needed.items() if log_id not in there]


CHECKS: Sequence[Check] = (
    _notices,
    *checks_setting_up.CHECKS,
    checks_bids.submissions,
    checks_bids.imports,
    checks_bids.withdrawals,
    checks_bids.origins,
    checks_bids.contents,
    checks_desk.files,
    checks_desk.words_of_the_desk,
    checks_desk.shown,
    _gates,
    checks_compliance.questions,
    checks_compliance.answers,
    checks_compliance.looks,
    checks_compliance.rulings,
    checks_panel.seats,
    checks_panel.marks,
    checks_panel.sheets_sent,
    checks_panel.pairs,
    checks_panel.yeses,
    checks_panel.voids,
    checks_panel.kept_out,
    checks_panel.weighed,
    checks_marking.days,
    checks_marking.stops,
    checks_marking.stop_decisions,
    checks_marking.renewals,
    checks_reading.order,
    checks_reading.flags,
    checks_reading.answers,
    checks_reading.passages,
    _moderations,
    checks_panel.signatures,
    *checks_interviews.CHECKS,
    checks_room.sessions,
    checks_room.laid,
    checks_room.came,
    checks_room.group_talks,
    checks_room.overruled,
    checks_room.dissents,
    _runs,
    _decisions,
    *checks_decision.CHECKS,
    _approvals,
    _letters,
    checks_letters.additions,
    checks_letters.passages,
    checks_letters.last_days,
    checks_letters.questions,
    checks_contracting.notices,
    checks_contracting.moves,
    checks_contracting.claims,
    checks_contracting.decisions,
    checks_contracting.ends,
    checks_published.questions,
    checks_published.answers_out,
    checks_published.amendments,
    checks_published.briefings,
    checks_published.removals,
)
"""What `audit verify` asks of every log beside the log itself."""
