"""The input of a run, in the format that `python -m scoring evaluate` reads (SCORING-IO)."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.bids.models import Bid
from portal.bids.queries import bids_of, prices_of
from portal.core.database import db
from portal.evaluation.models import Mark, Seat, Sheet
from portal.evaluation.moderation.queries import records_of
from portal.evaluation.queries import (
    bids_to_mark,
    confirmations_of,
    disregarded_of,
    voided_of,
)
from portal.specifications.method import method_of
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender

FORMAT = "evenhand-tender/1"
NO_PART = "took no part on this bid"
OUT = "taken out of the count"

Names = Mapping[uuid.UUID, str]
"""What evaluators are called in one run, by the id of their seat: drawn anew each time (R18)."""


@dataclass(frozen=True)
class _Ids:
    """How rows are called in the document: labels, codes and slugs, by their ids."""

    bids: Names
    criteria: Names
    groups: Names


def document_of(tender: Tender) -> dict[str, Any]:
    """Everything that the method looks at, bids by their labels; no provider, no name, and nothing
    that somebody wrote: a reason stays where it can be redacted (R26)."""
    bids, criteria = bids_of(tender), criteria_of(tender)
    ids = _Ids(
        {bid.id: bid.label for bid in bids},
        {criterion.id: criterion.code for criterion in criteria},
        {group.id: group.slug for group in groups_of(tender)},
    )
    own_marks = [each for each in criteria if each.group_mark != "agreed"]
    return {
        "format": FORMAT,
        "method": method_of(tender),
        "bids": _bids(tender, bids),
        "agreed": _agreed(tender, ids),
        **_individual(tender, own_marks, ids),
    }


def _bids(tender: Tender, bids: Sequence[Bid]) -> list[dict[str, Any]]:
    prices, confirmed, out = prices_of(tender), confirmations_of(tender), disregarded_of(tender)
    codes = {gate.id: gate.code for gate in gates_of(tender)}
    rows = []
    for bid in bids:
        gates = {
            code: confirmed[bid.id, gate].passed
            for gate, code in codes.items()
            if (bid.id, gate) in confirmed
        }
        price = {"price": format(prices[bid.id], "f")} if bid.id in prices else {}
        ground = {"disregarded": out[bid.id][0].ground} if bid.id in out else {}
        rows.append({"id": bid.label, **price, "gates": gates, **ground})
    return rows


def _agreed(tender: Tender, ids: _Ids) -> list[dict[str, Any]]:
    """Groups under 5 enter by these alone: their own marks never leave the panel (R19)."""
    rows = [
        {
            "bid": ids.bids[record.bid_id],
            "criterion": ids.criteria[record.criterion_id],
            "group": ids.groups[each.group_id] if each.group_id else None,
            "mark": format(each.mark, "f"),
        }
        for record in records_of(tender).values()
        for each in record.agreed
    ]
    return sorted(rows, key=lambda row: (row["bid"], row["criterion"], row["group"] or ""))


def _individual(tender: Tender, criteria: Sequence[Criterion], ids: _Ids) -> dict[str, Any]:
    """Marks of the groups whose mean or median counts, and whom they leave out (R15)."""
    wanted = {criterion.id for criterion in criteria}
    rows = [each for each in _sent_marks(tender) if each[0].criterion_id in wanted]
    names = {seat.id: f"e-{secrets.token_hex(6)}" for _, _, seat in rows}
    last = {(sheet.id, mark.criterion_id): (mark, sheet, seat) for mark, sheet, seat in rows}
    marks = [
        {
            "bid": ids.bids[sheet.bid_id],
            "criterion": ids.criteria[mark.criterion_id],
            "group": ids.groups[seat.group_id],
            "evaluator": names[seat.id],
            "mark": None if mark.mark is None else format(mark.mark, "f"),
        }
        for mark, sheet, seat in last.values()
    ]
    marks.sort(key=lambda row: (row["bid"], row["criterion"], row["group"], row["evaluator"]))
    return {"marks": marks, "voided": _voided(tender, names) if names else []}


def _sent_marks(tender: Tender) -> list[tuple[Mark, Sheet, Seat]]:
    rows = db.session.execute(
        select(Mark, Sheet, Seat)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .where(Mark.tender_id == tender.id, Sheet.sent_at.is_not(None))
        .order_by(Mark.version)
    )
    return list(rows)


def _voided(tender: Tender, names: Names) -> list[dict[str, Any]]:
    """Where an evaluator's marks don't count: voided with its reason, or no part in the bid."""
    gone = voided_of(tender)
    rows = db.session.execute(
        select(Sheet.seat_id, Sheet.bid_id).where(Sheet.tender_id == tender.id)
    )
    has_part = {(seat_id, bid_id) for seat_id, bid_id in rows}
    marked = {bid_id for _seat_id, bid_id in has_part}  # disregarded since: its marks stay too
    left = {bid.id for bid in bids_to_mark(tender)}
    bids = [bid for bid in bids_of(tender) if bid.id in left | marked]
    found = []
    for seat_id, name in names.items():
        if seat_id in gone.seats:
            found.append({"evaluator": name, "reason": OUT})
            continue
        for bid in bids:
            pair = (seat_id, bid.id)
            reason = OUT if pair in gone.parts else None if pair in has_part else NO_PART
            if reason:
                found.append({"evaluator": name, "bid": bid.label, "reason": reason})
    return sorted(found, key=lambda row: (row["evaluator"], row.get("bid", "")))
