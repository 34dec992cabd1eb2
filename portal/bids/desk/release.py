"""What evaluators see of the bids: what was taken out is gone from words and pixels alike."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from portal.audit.journal import canonical
from portal.bids.cleaning.pages import boxes_of, painted_over, without
from portal.bids.content import count_words
from portal.bids.desk.models import (
    CleanPage,
    DeskFinding,
    ShownAnswer,
    ShownEvidence,
    ShownPage,
)
from portal.bids.desk.queries import clean_pages, dealt_with, desk_of, findings_of
from portal.bids.models import Answer, GateAnswer
from portal.bids.queries import answers_of, bids_of
from portal.bids.queries_gates import evidence_of
from portal.core.database import db
from portal.tenders.models import Tender

ShownRow = ShownAnswer | ShownEvidence | ShownPage


@dataclass
class Shown:
    """The rows that evaluators read, their hash, and how much was taken out."""

    rows: list[Any] = field(default_factory=list)
    sha256: str = ""
    taken_out: int = 0


def shown_of(tender: Tender) -> Shown | None:
    """All bids as evaluators see them, bid by bid; none while one isn't read at the desk yet."""
    shown, bids = Shown(), bids_of(tender)
    if {bid.id for bid in bids} != desk_of(tender).read:
        return None
    for bid in bids:
        dealt = dealt_with(bid)
        out = [each for each in findings_of(bid) if dealt[each.id].outcome == "redacted"]
        shown.taken_out += len(out)
        for answer in answers_of(bid):
            if spans := _spans(each for each in out if each.criterion_id == answer.criterion_id):
                shown.rows.append(_answer(answer, spans))
        for given in evidence_of(bid):
            if spans := _spans(each for each in out if each.gate_id == given.gate_id):
                shown.rows.append(_evidence(given, spans))
        for page in clean_pages(bid):
            shown.rows.append(_page(page, [each for each in out if each.page_id == page.id]))
    shown.sha256 = digest_of(shown.rows)
    return shown


def digest_of(rows: Iterable[ShownRow]) -> str:
    """SHA-256 of what is read in the desk's place: each text, and each picture's hash."""
    facts = sorted(canonical(_facts(row)) for row in rows)
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def _facts(row: ShownRow) -> dict[str, Any]:
    if isinstance(row, ShownAnswer):
        return {"bid": row.bid_id, "criterion": row.criterion_id, "text": row.text}
    if isinstance(row, ShownEvidence):
        return {"bid": row.bid_id, "gate": row.gate_id, "text": row.text}
    place = {"attachment": row.attachment_id, "page": row.number}
    return place | {"bid": row.bid_id, "text": row.text, "sha256": row.sha256}


def shown_rows(tender_id: uuid.UUID) -> list[ShownRow]:
    """The rows as they stand, to be held against the record."""
    return [
        *db.session.scalars(select(ShownAnswer).where(ShownAnswer.tender_id == tender_id)),
        *db.session.scalars(select(ShownEvidence).where(ShownEvidence.tender_id == tender_id)),
        *db.session.scalars(select(ShownPage).where(ShownPage.tender_id == tender_id)),
    ]


def _spans(found: Iterable[DeskFinding]) -> list[tuple[int, int]]:
    return [(each.begins, each.ends) for each in found if each.box is None]


def _answer(answer: Answer, spans: list[tuple[int, int]]) -> ShownAnswer:
    text = without(answer.text, spans)
    return ShownAnswer(
        tender_id=answer.tender_id,
        bid_id=answer.bid_id,
        criterion_id=answer.criterion_id,
        text=text,
        words=count_words(text),
    )


def _evidence(given: GateAnswer, spans: list[tuple[int, int]]) -> ShownEvidence:
    return ShownEvidence(
        tender_id=given.tender_id,
        bid_id=given.bid_id,
        gate_id=given.gate_id,
        text=without(given.evidence, spans),
    )


def _page(page: CleanPage, found: Sequence[DeskFinding]) -> ShownPage:
    spans = _spans(found)
    boxes = [*boxes_of(page.words, spans), *(each.box for each in found if each.box)]
    picture = painted_over(page.picture, boxes) if boxes else page.picture
    return ShownPage(
        tender_id=page.tender_id,
        bid_id=page.bid_id,
        attachment_id=page.attachment_id,
        number=page.number,
        width=page.width,
        height=page.height,
        text=without(page.text, spans),
        sha256=hashlib.sha256(picture).hexdigest(),
        picture=picture,
    )
