"""What a tender's log says of its bids, against their rows: all of them come from the sealed texts.

An answer, a price or the name behind a label that was changed after the opening is found here.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from portal.audit.verify import Trouble
from portal.bids import sealing
from portal.bids.content import amount_of, count_words
from portal.bids.files.models import FileBox
from portal.bids.importing.models import BidsImport
from portal.bids.models import (
    Answer,
    Bid,
    BidPrice,
    GateAnswer,
    OpenedBid,
    Origin,
    Submission,
    Withdrawal,
)
from portal.core.database import db
from portal.record.compare import Happened, Said, compare, said_in, some
from portal.specifications.models import Criterion, Gate

CAME = ("bid:submitted", "bid:imported")
"""How a bid comes: here, or brought from another system, where nothing was sealed here."""


def submissions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every bid that was submitted is there sealed as it was, and opened it is the same (R29)."""
    said = [
        Said(
            (sha256 := event.facts["bid_sha256"],),
            {
                "box": event.facts.get("box_sha256", ""),
                "content": sha256,
                **_received(event),
                **some(event.values, "provider"),
            },
            event.number,
        )
        for event in said_in(log_id, *CAME)
    ]
    yield from compare(log_id, "bid", [*_submitted(log_id)], said)


def _received(event: Happened) -> dict[str, str]:
    """When it came: open for a bid that came here, behind a seal for one from elsewhere."""
    told = some(event.facts | event.values, "received_at")
    return {"received": told["received_at"]} if told else {}


def _submitted(log_id: uuid.UUID) -> Iterator[Said]:
    wanted = (
        select(Submission, OpenedBid.blob)
        .outerjoin(OpenedBid, OpenedBid.id == Submission.id)
        .where(Submission.tender_id == log_id)
        .options(undefer(Submission.box))
    )
    files = _file_boxes(log_id)
    for row, blob in db.session.execute(wanted):
        yield Said(
            (row.sha256,),
            {
                "box": sealing.sha256_of_boxes([row.box, *files[row.id]]) if row.box else "",
                "content": _sha256(blob) if blob is not None else row.sha256,
                "received": row.submitted_at.isoformat(),
                "provider": str(row.provider_id),
            },
        )


def _file_boxes(log_id: uuid.UUID) -> dict[uuid.UUID, list[bytes]]:
    """The sealed files of each submission, in their order."""
    found: dict[uuid.UUID, list[bytes]] = defaultdict(list)
    wanted = select(FileBox.submission_id, FileBox.box).where(FileBox.tender_id == log_id)
    for submission_id, box in db.session.execute(wanted.order_by(FileBox.number)):
        found[submission_id].append(box)
    return found


def withdrawals(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Exactly the bids that were taken back count as taken back."""
    said = [
        Said(event.of("bid_sha256"), {}, event.number) for event in said_in(log_id, "bid:withdrawn")
    ]
    rows = [Said((sha256,), {}) for sha256 in db.session.scalars(_withdrawals(log_id))]
    yield from compare(log_id, "withdrawal", rows, said)


def _withdrawals(log_id: uuid.UUID) -> Select[str]:
    found = select(Submission.sha256).join(Withdrawal, Withdrawal.submission_id == Submission.id)
    return found.where(Submission.tender_id == log_id)


def origins(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each label is of the provider that it was drawn for (R29)."""
    said = [
        Said(
            (label,),
            {"provider": event.values["origins"][label]} if "origins" in event.values else {},
            event.number,
        )
        for event in said_in(log_id, "bids:opened")
        for label in event.facts["labels"]
    ]
    wanted = select(Bid.label, Origin.provider_id).outerjoin(Origin, Origin.id == Bid.id)
    rows = [
        Said((label,), {"provider": str(provider_id)})
        for label, provider_id in db.session.execute(wanted.where(Bid.tender_id == log_id))
    ]
    yield from compare(log_id, "bid’s origin", rows, said)


def contents(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Answers, pass/fail answers and prices are those of the bid that was sealed and stands."""
    sealed = {event.facts["bid_sha256"]: event.number for event in said_in(log_id, *CAME)}
    withdrawn = set(db.session.scalars(_withdrawals(log_id).with_only_columns(Submission.id)))
    rows = _rows(log_id)
    wanted = (
        select(Bid.id, Bid.label, Submission.id, OpenedBid.blob, Origin.provider_id)
        .join(Origin, Origin.id == Bid.id)
        .join(Submission, Origin.submission_id == Submission.id)
        .outerjoin(OpenedBid, OpenedBid.id == Submission.id)
        .where(Bid.tender_id == log_id)
    )
    for bid_id, label, submission_id, blob, provider_id in db.session.execute(wanted):
        told: dict[str, Any] = {"standing": True, "opened": True}
        has: dict[str, Any] = {
            "standing": submission_id not in withdrawn,
            "opened": blob is not None,
        }
        if blob is not None:
            whole = json.loads(blob)
            told |= {"provider": whole["provider"]["id"], **_told(whole)}
            has |= {"provider": str(provider_id), **rows[bid_id]}
        said = Said((label,), told, sealed.get(_sha256(blob or "")))
        yield from compare(log_id, f"Bid {label}", [Said((label,), has)], [said])


def imports(log_id: uuid.UUID) -> Iterator[Trouble]:
    """How bids came from another system is what the log has (R29)."""
    names = ("system", "received", "workbook_sha256", "zips", "import_sha256", "roles")
    rows = [
        Said(
            (),
            {name: getattr(row, name) for name in names}
            | {
                "opened_at": row.opened_at.isoformat(),
                "refused": len(row.refused),
                "opened_by": row.opened_by,
                "refusals": row.refused,
            },
        )
        for row in db.session.scalars(select(BidsImport).where(BidsImport.tender_id == log_id))
    ]
    said = [
        Said(
            (),
            some(event.facts, *names, "opened_at", "refused")
            | some(event.values, "opened_by", "refusals"),
            event.number,
        )
        for event in said_in(log_id, "bids:imported")
    ]
    yield from compare(log_id, "record of an import", rows, said)


def _told(whole: dict[str, Any]) -> dict[str, Any]:
    answers = {code: (text, count_words(text)) for code, text in whole["answers"].items()}
    gates = {code: (each["passes"], each["evidence"]) for code, each in whole["gates"].items()}
    return {"answers": answers, "pass/fail answers": gates, "price": amount_of(whole)}


def _rows(log_id: uuid.UUID) -> dict[uuid.UUID, dict[str, Any]]:
    """By bid what its rows say."""
    found: dict[uuid.UUID, dict[str, Any]] = defaultdict(
        lambda: {"answers": {}, "pass/fail answers": {}, "price": None}
    )
    answers = select(Answer, Criterion.code).join(Criterion, Answer.criterion_id == Criterion.id)
    for row, code in db.session.execute(answers.where(Answer.tender_id == log_id)):
        found[row.bid_id]["answers"][code] = (row.text, row.words)
    gates = select(GateAnswer, Gate.code).join(Gate, GateAnswer.gate_id == Gate.id)
    for each, code in db.session.execute(gates.where(GateAnswer.tender_id == log_id)):
        found[each.bid_id]["pass/fail answers"][code] = (each.passes, each.evidence)
    for price in db.session.scalars(select(BidPrice).where(BidPrice.tender_id == log_id)):
        found[price.id]["price"] = price.amount
    return found


def _sha256(blob: str) -> str:
    return hashlib.sha256(blob.encode()).hexdigest()
