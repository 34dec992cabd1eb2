"""What a log says of standstill, claims, further decisions and contract, against the rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.core.database import db
from portal.outcomes.contracting.models import (
    Claim,
    ClaimStep,
    Contract,
    ContractNotice,
    FurtherDecision,
    StandstillMove,
)
from portal.outcomes.models import AwardNotice
from portal.record.compare import Said, compare, said_in, some
from portal.tenders.models import NoticeEnd

NOTICE = ("published_on", "standstill_ends_on")
CLAIM = ("kind", "notified_on", "asks", "is_in_time")
CONTRACT = ("signed_on", "starts_on", "ends_on", "package")


def notices(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every version of the award notice, and of the notice about the contract, is the log's."""
    rows = [Said((row.version,), _facts(row, NOTICE)) for row in _rows(AwardNotice, log_id)]
    said = _said(log_id, "notice:recorded", ("version",), NOTICE)
    yield from compare(log_id, "award notice", rows, said)
    told = ("published_on",)
    rows = [Said((row.version,), _facts(row, told)) for row in _rows(ContractNotice, log_id)]
    said = _said(log_id, "contract:notice-recorded", ("version",), told)
    yield from compare(log_id, "notice about the contract", rows, said)


def moves(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every last day that a proclaimed day moved is the log's."""
    days = ("was_on", "ends_on")
    rows = [Said(tuple(_facts(row, days).values()), {}) for row in _rows(StandstillMove, log_id)]
    said = _said(log_id, "standstill:moved", days, ())
    yield from compare(log_id, "moved last day", rows, said)


def claims(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every claim or representation says what the log says, and so does what was done about it."""
    found = _rows(Claim, log_id)
    rows = [Said((row.number,), _facts(row, (*CLAIM, "words"))) for row in found]
    yield from compare(
        log_id, "claim", rows, _said(log_id, "claim:recorded", ("number",), CLAIM, "words")
    )
    numbers = {row.id: row.number for row in found}
    steps = ("step", "how", "done_on")
    rows = [
        Said((numbers.get(row.claim_id, 0), row.number), _facts(row, (*steps, "words")))
        for row in _rows(ClaimStep, log_id)
    ]
    said = _said(log_id, "claim:answered", ("number", "nth"), steps, "words")
    yield from compare(log_id, "step about a claim", rows, said)


def decisions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every further decision, and the contract, are the log's."""
    rows = [
        Said(
            (row.version,),
            {"outcome": row.outcome, "ends_on": _plain(row.standstill_ends_on)}
            | {"reason": row.reason},
        )
        for row in _rows(FurtherDecision, log_id)
    ]
    said = _said(log_id, "further:decided", ("version",), ("outcome", "ends_on"), "reason")
    yield from compare(log_id, "further decision", rows, said)
    rows = [
        Said((), _facts(row, CONTRACT) | {"why": row.package_reason})
        for row in _rows(Contract, log_id)
    ]
    said = _said(log_id, "contract:entered", (), CONTRACT, "why")
    yield from compare(log_id, "contract", rows, said)


def ends(log_id: uuid.UUID) -> Iterator[Trouble]:
    """How and why a tender ended without a contract is the log's."""
    rows = db.session.scalars(select(NoticeEnd).where(NoticeEnd.id == log_id))
    found = [Said((), {"kind": row.kind, "reason": row.reason}) for row in rows]
    yield from compare(log_id, "end", found, _said(log_id, "tender:ended", (), ("kind",), "reason"))


def _rows(model: Any, log_id: uuid.UUID) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.tender_id == log_id)))


def _facts(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _said(
    log_id: uuid.UUID, event: str, key: tuple[str, ...], facts: tuple[str, ...], *sealed: str
) -> list[Said]:
    return [
        Said(
            each.of(*key),
            {name: each.facts[name] for name in facts} | some(each.values, *sealed),
            each.number,
        )
        for each in said_in(log_id, event)
    ]
