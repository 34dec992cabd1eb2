"""Unit prices of bids that are open, for those who may see prices by now (R10)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.bids.models import BidPrice
from portal.bids.schedule import Priced, priced
from portal.core.database import db
from portal.specifications.queries import lines_of
from portal.tenders.models import Tender


def priced_lines_of(tender: Tender) -> dict[uuid.UUID, list[Priced]]:
    """By bid each line of the schedule with its price; empty where the tender has no schedule."""
    lines = lines_of(tender)
    rows = db.session.scalars(select(BidPrice).where(BidPrice.tender_id == tender.id))
    return {row.id: priced(lines, row.lines) for row in rows}
