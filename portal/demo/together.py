"""A tender of the demo while panels write with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from portal.core.authorisation import Actor
from portal.core.clock import LONDON
from portal.core.database import db
from portal.demo.panels import Founded
from portal.demo.people import House, acting
from portal.demo.story import Story
from portal.specifications.cowriting.places import Place, places_in
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Together:
    """A tender while panels write with it: who is who, and when."""

    story: Story
    house: House
    tender_id: uuid.UUID
    day_0: datetime
    panels: Founded
    insights: Mapping[str, uuid.UUID] = field(default_factory=dict)

    def staff(self, act: Mapping[str, Any]) -> Actor:
        """Who of the authority does it."""
        return self.house.staff[act["by"]]

    def day(self, number: int) -> date:
        """A day of the story."""
        return (self.day_0 + timedelta(days=number)).astimezone(LONDON).date()

    @contextmanager
    def at(self, day: float) -> Iterator[Tender]:
        """One transaction at a moment of the story, with the tender."""
        with acting(self.day_0 + timedelta(days=day), self.house.id):
            yield db.session.get_one(Tender, (self.house.id, self.tender_id))


def place_named(tender: Tender, name: str) -> Place:
    """The part of a specification with this title, or with this code."""
    return next(
        each
        for each in places_in(tender)
        if each.title == name or (each.part == "criterion" and each.title.startswith(f"{name} "))
    )
