"""Writes: a document is added, taken out again, or published with a version of the notice (R4)."""

from __future__ import annotations

import hashlib

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.files.kinds import Unreadable, kind_of
from portal.core.words import say
from portal.tenders.documents.models import NoticeDocument, TenderDocument
from portal.tenders.documents.queries import published_documents, waiting_of
from portal.tenders.models import Tender

TAKEN = ("pdf", "docx", "xlsx")
MOST = 30
NO_PICTURES = say("Choose a PDF, a Word document (.docx) or a workbook (.xlsx).")
TWICE = say("This document is there already.")
ENOUGH = say("A tender has 30 documents at most.")


def add_document(actor: Actor, tender: Tender, name: str, content: bytes) -> TenderDocument:
    """Add a document; what it is its content says, never its name."""
    try:
        kind = kind_of(content)
    except Unreadable as problem:
        raise Refused(problem.message, field="file") from None
    if kind not in TAKEN:
        raise Refused(NO_PICTURES, field="file")
    sha256 = hashlib.sha256(content).hexdigest()
    there_now = [each.sha256 for each in waiting_of(tender)]
    there_now += [each.sha256 for each in published_documents(tender.id)]
    if sha256 in there_now:
        raise Refused(TWICE, field="file")
    if len(there_now) >= MOST:
        raise Refused(ENOUGH, field="file")
    made = TenderDocument(
        tender_id=tender.id,
        name=name,
        kind=kind,
        size=len(content),
        sha256=sha256,
        content=content,
        added_at=clock.now(),
    )
    db.session.add(made)
    record("document:added", actor, tender.id, kind=kind, size=made.size, sha256=sha256)
    return made


def remove_document(actor: Actor, tender: Tender, row: TenderDocument) -> None:
    """Take out a document that isn't out yet."""
    record("document:removed", actor, tender.id, kind=row.kind, sha256=row.sha256)
    db.session.delete(row)


def publish_documents(tender: Tender, version: int) -> None:
    """All that wait go out with a version of the notice, and stay as they are from then on (R4)."""
    first = len(published_documents(tender.id)) + 1
    for number, row in enumerate(waiting_of(tender), first):
        db.session.add(
            NoticeDocument(
                notice_id=tender.id,
                version=version,
                number=number,
                content=row.content,
                published_at=clock.now(),
                **row.told(),
            )
        )
        db.session.delete(row)
