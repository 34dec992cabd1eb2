"""The contracts that the story's authority keeps, and its logo; what else can happen with them."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from sqlalchemy import select

from portal.accounts.brand import logo_of
from portal.accounts.models import Authority
from portal.accounts.models_personal import CalendarFeed
from portal.accounts.personal import own_role
from portal.accounts.settings import change_logo
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.monitoring import operations as act
from portal.monitoring.models import RegisteredContract
from tests import make

if TYPE_CHECKING:
    from tests.story import Story

TOKEN = "the-calendar-of-the-story"
FACTS = act.ContractFacts(
    "Short breaks", "SB-1", "Tollerby Trust", date(2024, 4, 1), date(2031, 3, 31), date(2033, 3, 31)
)


@cache
def picture() -> bytes:
    """A small logo."""
    made = BytesIO()
    Image.new("RGB", (20, 10), "#12504f").save(made, "PNG")
    return logo_of(made.getvalue())


def keep_contract(lead: Actor, authority_id: uuid.UUID) -> RegisteredContract:
    """One contract stands in the register, the authority has a logo, its lead a calendar."""
    if db.session.scalar(select(CalendarFeed.role_id).limit(1)) is None:
        sha256 = hashlib.sha256(TOKEN.encode()).hexdigest()
        role = own_role(lead)
        db.session.add(CalendarFeed(role_id=role.id, token_sha256=sha256, made_at=clock.now()))
    change_logo(lead, db.session.get_one(Authority, authority_id), picture())
    return act.enter_contract(lead, FACTS, None)


def all_is_registered(story: Story) -> None:
    """A contract is changed, the next cycle begins, and it is taken out."""
    lead = story.house.lead.actor
    with make.writing(story.house.id):
        row = keep_contract(lead, story.house.id)
        db.session.flush()
        act.change_contract(lead, row, ACROSS)
        act.begin_next(lead, row, "The panel meets in May.")
        act.remove_contract(lead, row)


ACROSS = act.ContractFacts(**(vars(FACTS) | {"reference": "SB-2"}))
