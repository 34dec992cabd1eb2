"""Builders of the approval before publication."""

from __future__ import annotations

import uuid
from unittest.mock import patch

from portal.core import clock
from portal.core.database import db
from portal.specifications.approving import operations as act
from portal.specifications.approving.models import APPROVED
from portal.tenders.models import Tender
from tests import make
from tests.make import House


def approved(house: House, tender_id: uuid.UUID) -> None:
    """The lead asks, and the approver says yes to what stands there now."""
    with clock.at(make.START), patch.object(act, "problems_of", lambda _tender: []):
        for step in ("asked", APPROVED):
            with make.writing(house.id):
                tender = db.session.get_one(Tender, (house.id, tender_id))
                if step == APPROVED:
                    act.answer(house.staff["approver"].actor, tender, step, "Well done.")
                else:
                    act.ask_approval(house.lead.actor, tender, "Look at the weights.")
