"""Reads of a specification's versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from portal.core.authorisation import there
from portal.core.database import db
from portal.specifications.cowriting.models import Version
from portal.tenders.models import Tender


def versions_of(tender: Tender) -> Sequence[Version]:
    """The versions that were kept, the newest first, without their long documents."""
    wanted = select(Version).where(Version.tender_id == tender.id)
    return db.session.scalars(
        wanted.order_by(Version.number.desc()).options(defer(Version.document))
    ).all()


def version_of(tender: Tender, number: int) -> Version:
    """One version of this tender; a number that no version has is a 404."""
    row = db.session.scalar(
        select(Version).where(Version.tender_id == tender.id, Version.number == number)
    )
    return there(row)


def last_number(tender: Tender) -> int:
    """The number of the newest version, 0 before there is one."""
    wanted = select(func.max(Version.number)).where(Version.tender_id == tender.id)
    return db.session.scalar(wanted) or 0
