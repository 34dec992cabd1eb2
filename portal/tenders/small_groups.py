"""Of how many people numbers are shown at least, as an authority sets it (R19)."""

from __future__ import annotations

from sqlalchemy import select

from portal.core.database import db
from portal.tenders.models import Tender


def follow_least_shown(least: int) -> None:
    """Drafts take the authority's new number; a published tender keeps its own (R4)."""
    for tender in db.session.scalars(select(Tender).where(Tender.published_at.is_(None))):
        tender.least_shown = least
