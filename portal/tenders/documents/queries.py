"""Reads of the authority's documents."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from portal.core.authorisation import there
from portal.core.database import db
from portal.tenders.documents.models import NoticeDocument, TenderDocument
from portal.tenders.models import Tender


def waiting_of(tender: Tender) -> Sequence[TenderDocument]:
    """Documents that aren't out yet, in the order in which they were added."""
    wanted = select(TenderDocument).where(TenderDocument.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(TenderDocument.added_at, TenderDocument.sha256)).all()


def waiting_document(tender: Tender, document_id: uuid.UUID) -> TenderDocument:
    """One of them; another id is a 404."""
    return there(next((each for each in waiting_of(tender) if each.id == document_id), None))


def published_documents(notice_id: uuid.UUID) -> Sequence[NoticeDocument]:
    """Documents that are out, in their order."""
    wanted = select(NoticeDocument).where(NoticeDocument.notice_id == notice_id)
    return db.session.scalars(wanted.order_by(NoticeDocument.number)).all()


def published_document(notice_id: uuid.UUID, number: int) -> NoticeDocument:
    """One of them; a number that isn't there is a 404."""
    found = (each for each in published_documents(notice_id) if each.number == number)
    return there(next(found, None))
