"""Reads of paragraphs, through the tender."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.accounts.models import Person
from portal.core.authorisation import there
from portal.core.database import db
from portal.specifications.paragraphs.models import Paragraph
from portal.tenders.models import Tender


def paragraph_of(tender: Tender, section_id: uuid.UUID, paragraph_id: uuid.UUID) -> Paragraph:
    """One paragraph of this section of this tender; any other is a 404."""
    row = found_paragraph(tender, section_id, paragraph_id)
    return there(row)


def found_paragraph(
    tender: Tender, section_id: uuid.UUID, paragraph_id: uuid.UUID
) -> Paragraph | None:
    """One paragraph of this section of this tender, if nobody has taken it out."""
    return db.session.scalar(
        select(Paragraph).where(
            Paragraph.id == paragraph_id,
            Paragraph.section_id == section_id,
            Paragraph.tender_id == tender.id,
        )
    )


def who_changed(paragraph: Paragraph) -> str:
    """The name of who changed it last: those who write together know each other."""
    person = db.session.get(Person, paragraph.changed_by) if paragraph.changed_by else None
    return person.name if person else ""
