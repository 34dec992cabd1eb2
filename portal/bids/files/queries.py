"""Reads of files: a provider's own before the opening, and those of bids after it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

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


def files_of_submissions(tender: Tender) -> dict[uuid.UUID, list[SealedFile]]:
    """The files of every bid that was opened, by the id of its submission, in order."""
    found: dict[uuid.UUID, list[SealedFile]] = {}
    wanted = select(SealedFile).where(SealedFile.tender_id == tender.id)
    rows = db.session.scalars(wanted.order_by(SealedFile.criterion_id, SealedFile.number))
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
