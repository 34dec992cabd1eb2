"""The opening: two of three holders bring their shares, and every bid is opened, or none (R29)."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.audit.journal import record
from portal.bids import sealing
from portal.bids.content import Questions, amount_of, count_words
from portal.bids.files.models import FileBox, SealedFile
from portal.bids.files.operations import attachments_for
from portal.bids.labels import draw_labels
from portal.bids.models import Answer, Bid, BidPrice, GateAnswer, OpenedBid, Origin, Submission
from portal.bids.queries import questions_of, standing_submissions
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.sealing import CannotOpen
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.openers.operations import take_turn
from portal.tenders.openers.queries import key_of_bids, turns_of
from portal.tenders.stages import move, refuse_unless

DAMAGED = say(
    "A sealed bid isn’t as it was received, so no bid was opened; this attempt is recorded. Ask"
    " whoever runs the installation to check the record and to put a backup in place. Then open the"
    " bids again, both of you."
)


def bring_share(actor: Actor, tender: Tender, seat: str, private: bytes) -> list[Bid] | None:
    """One holder's turn, after the deadline; the second one's opens the bids (R29)."""
    refuse_unless(tender, "open_bids")
    key = key_of_bids(tender)
    opened = take_turn(actor, tender, key, seat, private)
    if opened is None:
        record("opening:begun", actor, tender.id, seat=seat)
        return None
    db.session.flush()
    first, second = turns_of(key)[-2:]
    return open_bids(actor, tender, opened, [first.seat, second.seat], [first.role, second.role])


def open_bids(
    actor: Actor, tender: Tender, private: bytes, seats: Sequence[str], roles: Sequence[str]
) -> list[Bid]:
    """Open every bid that stands, and give it a label drawn at random, and its rows (R29).

    A tender without bids is opened too, so that the record says that there were none.
    """
    move(tender, "open_bids")
    sealed = standing_submissions(tender)
    drawn = sorted(zip(draw_labels(len(sealed)), sealed, strict=True), key=lambda pair: pair[0])
    bids = _opened(actor, tender, drawn, private)
    origins = {label: submission.provider_id for label, submission in drawn}
    hashes = [{"bid": each.sha256, "box": each.box_sha256} for each in sealed]
    record(
        "bids:opened",
        actor,
        tender.id,
        labels=sorted(origins),
        seats=list(seats),
        roles=list(roles),
        bids=sorted(hashes, key=lambda each: each["bid"]),
        origins=origins,
    )
    return bids


def _opened(
    actor: Actor, tender: Tender, drawn: Sequence[tuple[str, Submission]], private: bytes
) -> list[Bid]:
    """Every bid under its label, in their order: rows that lie in it tell nothing. All, or none."""
    questions, bids, tender_id = questions_of(tender), [], tender.id
    for label, submission in drawn:
        bid = Bid(tender_id=tender_id, label=label)
        db.session.add(bid)
        try:
            _open(bid, submission, private, questions)
        except (CannotOpen, ValueError, LookupError):
            raise Refused(
                DAMAGED, record=lambda: record("opening:failed", actor, tender_id)
            ) from None
        bids.append(bid)
    return bids


def _open(bid: Bid, submission: Submission, private: bytes, questions: Questions) -> None:
    """One bid: its text, its files, and the rows that pages read; all as they were submitted."""
    wanted = select(FileBox).where(FileBox.submission_id == submission.id).order_by(FileBox.number)
    boxes = db.session.scalars(wanted).all()
    text = sealing.opened(private, submission.id, 0, submission.box).decode()
    if sealing.sha256_of(text) != submission.sha256:
        raise CannotOpen
    whole = json.loads(text)
    named = sealing.in_order(whole)
    if len(named) != len(boxes):
        raise CannotOpen
    db.session.add(OpenedBid(id=submission.id, tender_id=bid.tender_id, blob=text))
    criteria = {each.code: each.id for each in questions.criteria}
    files = [
        _open_file(box, private, criteria[code], number, facts)
        for box, (code, number, facts) in zip(boxes, named, strict=True)
    ]
    db.session.add_all(rows_of(bid, submission, whole, questions, files))


def _open_file(
    box: FileBox, private: bytes, criterion_id: uuid.UUID, number: int, facts: dict[str, Any]
) -> SealedFile:
    content = sealing.opened(private, box.submission_id, box.number, box.box)
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise CannotOpen
    file = SealedFile(
        id=uuid.uuid4(),
        tender_id=box.tender_id,
        submission_id=box.submission_id,
        criterion_id=criterion_id,
        number=number,
        content=content,
        **facts,
    )
    db.session.add(file)
    db.session.flush()
    db.session.expire(box, ["box"])
    db.session.expire(file, ["content"])  # not all files of all bids stand in memory at once
    return file


def rows_of(
    bid: Bid,
    submission: Submission,
    whole: dict[str, Any],
    questions: Questions,
    files: Sequence[SealedFile],
) -> list[Any]:
    """What pages read of a bid that is open: all of it as its text has it."""
    its: dict[str, Any] = {"tender_id": bid.tender_id}
    origin = Origin(
        id=bid.id, submission_id=submission.id, provider_id=submission.provider_id, **its
    )
    answers = [
        Answer(bid_id=bid.id, criterion_id=each.id, text=text, words=count_words(text), **its)
        for each in questions.criteria
        for text in [whole["answers"][each.code]]
    ]
    gates = [
        GateAnswer(bid_id=bid.id, gate_id=each.id, **whole["gates"][each.code], **its)
        for each in questions.gates
    ]
    price = amount_of(whole)
    lines = whole.get("lines")
    prices = [] if price is None else [BidPrice(id=bid.id, amount=price, lines=lines, **its)]
    attached = attachments_for(bid, files, whole, questions.criteria)
    return [origin, *answers, *gates, *prices, *attached]
