"""What a tender's log says of files and of the desk, against their rows.

A file that was swapped, a word of the officer's that was changed, and anything else put before the
evaluators than what was released are found here.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.bids.desk.models import DeskDealt, DeskFinding, DeskRelease, ShownPage
from portal.bids.desk.release import digest_of, shown_rows
from portal.bids.files.models import Attachment, SealedFile
from portal.bids.models import Bid, OpenedBid, Submission
from portal.core.database import db
from portal.record.checks_bids import CAME
from portal.record.compare import Said, compare, said_in
from portal.specifications.models import Criterion


def files(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every file that an opened bid names is there as it was sent, and no other (R29)."""
    sealed = {event.facts["bid_sha256"]: event.number for event in said_in(log_id, *CAME)}
    wanted = (
        select(Submission.sha256, OpenedBid.blob)
        .join(OpenedBid, OpenedBid.id == Submission.id)
        .where(Submission.tender_id == log_id)
    )
    told = [
        Said((sha256, code, number), {"content": each["sha256"]}, sealed.get(sha256))
        for sha256, blob in db.session.execute(wanted)
        for code, theirs in json.loads(blob).get("files", {}).items()
        for number, each in enumerate(theirs, 1)
    ]
    kept = (
        select(Submission.sha256, Criterion.code, SealedFile.number, SealedFile.content)
        .join(Submission, SealedFile.submission_id == Submission.id)
        .join(Criterion, SealedFile.criterion_id == Criterion.id)
        .where(SealedFile.tender_id == log_id)
    )
    rows = [
        Said((sha256, code, number), {"content": hashlib.sha256(content).hexdigest()})
        for sha256, code, number, content in db.session.execute(kept)
    ]
    yield from compare(log_id, "bid’s file", rows, told)
    yield from _given_to_labels(log_id)


def _given_to_labels(log_id: uuid.UUID) -> Iterator[Trouble]:
    wanted = (
        select(Attachment.id, Attachment.sha256, SealedFile.sha256)
        .join(SealedFile, Attachment.file_id == SealedFile.id)
        .where(Attachment.tender_id == log_id)
    )
    for attachment_id, said, is_there in db.session.execute(wanted):
        if said != is_there:
            yield Trouble(
                log_id, None, f"attachment {attachment_id} isn’t the file that was sealed"
            )


def words_of_the_desk(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What the officer decided on each finding is what the record says."""
    said = [
        Said(
            event.of("label", "number", "version"),
            {"outcome": event.facts["outcome"], "why": event.facts["why"]},
            event.number,
        )
        for event in said_in(log_id, "desk:dealt")
    ]
    wanted = (
        select(Bid.label, DeskFinding.number, DeskDealt)
        .join(DeskFinding, DeskDealt.finding_id == DeskFinding.id)
        .join(Bid, DeskFinding.bid_id == Bid.id)
        .where(DeskDealt.tender_id == log_id)
    )
    rows = [
        Said((label, number, row.version), {"outcome": row.outcome, "why": row.why})
        for label, number, row in db.session.execute(wanted)
    ]
    yield from compare(log_id, "word of the desk", rows, said)


def shown(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Evaluators read exactly what the desk released."""
    said = [
        Said((), {"shown": event.facts["shown_sha256"]}, event.number)
        for event in said_in(log_id, "desk:released")
    ]
    released = db.session.scalars(select(DeskRelease).where(DeskRelease.id == log_id)).all()
    now = digest_of(shown_rows(log_id)) if released else ""
    rows = [Said((), {"shown": now}) for _row in released]
    yield from compare(log_id, "release by the desk", rows, said)
    pages = select(ShownPage.sha256, ShownPage.picture).where(ShownPage.tender_id == log_id)
    for sha256, picture in db.session.execute(pages):
        if hashlib.sha256(picture).hexdigest() != sha256:
            yield Trouble(
                log_id, said[0].number if said else None, "a page that was shown is another"
            )
