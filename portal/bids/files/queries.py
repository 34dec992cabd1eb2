"""Reads of files: a provider's own before the opening, and those of bids after it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select

from portal.bids.files.models import Attachment, DraftFile, SealedFile
from portal.core.authorisation import there
from portal.core.database import db
from portal.tenders.models import Tender


def draft_files(tender: Tender, provider_id: uuid.UUID | None) -> Sequence[DraftFile]:
    """What a provider put to its answers so far, without the content, in order of coming."""
    return db.session.scalars(
        select(DraftFile)
        .where(DraftFile.tender_id == tender.id, DraftFile.provider_id == provider_id)
        .order_by(DraftFile.saved_at, DraftFile.id)
    ).all()


def draft_file(tender: Tender, provider_id: uuid.UUID | None, file_id: uuid.UUID) -> DraftFile:
    """One file of a provider's own draft; another's is a 404."""
    wanted = select(DraftFile).where(
        DraftFile.tender_id == tender.id,
        DraftFile.provider_id == provider_id,
        DraftFile.id == file_id,
    )
    return there(db.session.scalar(wanted))


def sealed_files(submission_id: uuid.UUID) -> Sequence[SealedFile]:
    """The files of one submission, without their content."""
    return db.session.scalars(
        select(SealedFile)
        .where(SealedFile.submission_id == submission_id)
        .order_by(SealedFile.criterion_id, SealedFile.number)
    ).all()


def files_of_submissions(tender: Tender) -> dict[uuid.UUID, list[SealedFile]]:
    """The files of every submission to a tender by its id; only the opening asks for it (R29)."""
    found: dict[uuid.UUID, list[SealedFile]] = {}
    rows = db.session.scalars(select(SealedFile).where(SealedFile.tender_id == tender.id))
    for row in rows:
        found.setdefault(row.submission_id, []).append(row)
    return found


def attachments_of(tender: Tender) -> Sequence[Attachment]:
    """The files of all bids of a tender, by question and number."""
    return db.session.scalars(
        select(Attachment)
        .where(Attachment.tender_id == tender.id)
        .order_by(Attachment.criterion_id, Attachment.number)
    ).all()


def content_of(attachment: Attachment) -> bytes:
    """A file as it was submitted, for the desk alone."""
    wanted = select(SealedFile.content).where(SealedFile.id == attachment.file_id)
    return there(db.session.scalar(wanted))


def bytes_of(tender: Tender, provider_id: uuid.UUID | None) -> int:
    """How much a provider's draft holds in files."""
    wanted = select(func.coalesce(func.sum(DraftFile.size), 0)).where(
        DraftFile.tender_id == tender.id, DraftFile.provider_id == provider_id
    )
    return int(db.session.scalar(wanted) or 0)
