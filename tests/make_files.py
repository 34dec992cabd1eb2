"""Builders of files, and of tenders whose answers may bring some along."""

from __future__ import annotations

import io
import uuid
from typing import Any

from PIL import Image

from portal.bids import operations as bids
from portal.core import clock
from portal.core.database import db
from portal.specifications import operations as specifications
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from tests import make
from tests.make_bids import BEFORE, authority_of
from tests.make_specification import publish, ready_tender

MOST = 3


def published_with_files(
    house: make.House, most: int = MOST, **facts: Any
) -> tuple[make.House, uuid.UUID]:
    """An authority and its published tender, whose first question takes three files."""
    tender_id = ready_tender(house, **facts)
    with make.writing(house.id):
        let_bring_files(_tender(house.id, tender_id), most)
    with make.writing(house.id), clock.at(make.START):
        publish(house.lead.actor, _tender(house.id, tender_id))
    return house, tender_id


def let_bring_files(tender: Tender, most: int = MOST) -> None:
    """The first question takes files; part of a draft that is changed by its lead."""
    criteria_of(tender)[0].files = most
    specifications.record("method:changed", make.SYSTEM, tender.id, part="criterion", what="Q1")


def _tender(authority_id: uuid.UUID, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (authority_id, tender_id))


def first_question(tender: Tender) -> Criterion:
    """The question that takes files."""
    return criteria_of(tender)[0]


def add_file(
    tender_id: uuid.UUID, provider: make.Human, content: bytes, name: str = "plan.png"
) -> uuid.UUID:
    """One file of a provider's draft."""
    with clock.at(BEFORE), make.writing(authority_of(tender_id)):
        tender = _tender(authority_of(tender_id), tender_id)
        made = bids.add_file(provider.actor, tender, first_question(tender), name, content)
        return made.id


def png(colour: str = "teal", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG", **more)
    return made.getvalue()
