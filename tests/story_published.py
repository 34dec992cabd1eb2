"""What else can happen to a published tender: told on a tender of its own."""

from __future__ import annotations

import uuid

from portal.core import clock
from portal.core.database import db
from portal.published.ending.operations import end_tender
from portal.tenders.models import Tender
from tests import make, make_bids


def all_happens_after_publication(house: make.House) -> None:
    """The tender ends without a contract."""
    tender_id = make_bids.published(house)[1]
    with clock.at(make_bids.BEFORE):
        _end(house, tender_id)


def _end(house: make.House, tender_id: uuid.UUID) -> None:
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        end_tender(house.lead.actor, tender, "cancelled", "The money was taken back.")
