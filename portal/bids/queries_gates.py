"""Reads of what bids say to pass/fail questions: as the buying side reads it, and as it came."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.bids.desk.models import ShownEvidence
from portal.bids.models import Bid, GateAnswer
from portal.core.database import db
from portal.specifications.models import Gate
from portal.tenders.models import Tender


@dataclass(frozen=True)
class BlindGate:
    """What a bid says to a pass/fail question, without what the desk took out of it."""

    passes: bool
    evidence: str


def gate_answers_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID], BlindGate]:
    """What each bid says to each pass/fail question, by the ids of bid and gate; without what the
    desk took out of it."""
    rows = db.session.execute(
        select(GateAnswer, ShownEvidence.text)
        .outerjoin(
            ShownEvidence,
            (ShownEvidence.bid_id == GateAnswer.bid_id)
            & (ShownEvidence.gate_id == GateAnswer.gate_id),
        )
        .where(GateAnswer.tender_id == tender.id)
    )
    return {
        (given.bid_id, given.gate_id): BlindGate(
            given.passes, given.evidence if shown is None else shown
        )
        for given, shown in rows
    }


def evidence_of(bid: Bid) -> Sequence[GateAnswer]:
    """What a bid says to the pass/fail questions as it came, in their order; for the desk alone."""
    return db.session.scalars(
        select(GateAnswer)
        .join(Gate, GateAnswer.gate_id == Gate.id)
        .where(GateAnswer.bid_id == bid.id)
        .order_by(Gate.position)
    ).all()
