"""Reads of what a specification may begin with, and of the authority's library."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import defer

from portal.core.authorisation import there
from portal.core.database import db
from portal.specifications.models import Criterion, Gate, Group, Heading, Scale, Section
from portal.specifications.starting.models import LibraryItem
from portal.tenders.models import Tender

MOST = 25
"""So many earlier tenders stand on the page; the search finds the others."""

PARTS = (Section, Group, Scale, Heading, Criterion, Gate)


def is_empty(tender: Tender) -> bool:
    """Whether nothing of the specification is written yet."""
    there_is = [select(1).where(part.tender_id == tender.id).exists() for part in PARTS]
    return not db.session.scalar(select(or_(*there_is)))


def kept(*kinds: str) -> Sequence[LibraryItem]:
    """What the open authority keeps of these kinds, by name, without its long content."""
    wanted = select(LibraryItem).where(LibraryItem.kind.in_(kinds))
    wanted = wanted.order_by(LibraryItem.kind, LibraryItem.title, LibraryItem.kept_at)
    return db.session.scalars(wanted.options(defer(LibraryItem.content))).all()


def kept_item(item_id: uuid.UUID, *kinds: str) -> LibraryItem:
    """One thing that the open authority keeps; of another kind it is a 404."""
    wanted = select(LibraryItem).where(LibraryItem.id == item_id, LibraryItem.kind.in_(kinds))
    return there(db.session.scalar(wanted))


def earlier_tenders(tender: Tender, words: str) -> Sequence[Tender]:
    """Other tenders of the authority whose title or reference has `words`, the newest first."""
    wanted = select(Tender).where(Tender.id != tender.id)
    for word in words.split():
        like = Tender.title.icontains(word, autoescape=True)
        wanted = wanted.where(or_(like, Tender.reference.icontains(word, autoescape=True)))
    return db.session.scalars(wanted.order_by(Tender.created_at.desc()).limit(MOST)).all()


def earlier_tender(tender: Tender, tender_id: uuid.UUID) -> Tender:
    """One other tender of the authority; else a 404."""
    wanted = select(Tender).where(Tender.id == tender_id, Tender.id != tender.id)
    return there(db.session.scalar(wanted))
