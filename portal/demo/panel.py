"""One copy of the story while its panel works: who is who, and when."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.bids.queries import bids_of, origins_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.demo.people import House, acting
from portal.demo.story import Story
from portal.tenders.models import Tender

KINDS = {"p": "professional", "y": "young", "c": "parent"}


@dataclass
class Panel:
    """A copy's tender, its evaluators by the story's keys (p1, y2, c3), and its bidders' ids.

    `labels` tells which label was drawn for which bid of the story; nobody in the story knows.
    """

    story: Story
    house: House
    tender_id: uuid.UUID
    bidders: Mapping[str, uuid.UUID]
    day_0: datetime
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def lead(self) -> Actor:
        """The procurement lead."""
        return self.house.staff["procurement_lead"]

    @property
    def participation_lead(self) -> Actor:
        """The participation lead."""
        return self.house.staff["participation_lead"]

    def actor(self, key: str) -> Actor:
        """An evaluator as an actor."""
        person_id, kind = self.people[key], KINDS[key[0]]
        return Actor(person_id, "evaluator", self.house.id, self.tender_id, kind=kind)

    def on(self, step: str, **later: float) -> datetime:
        """The moment of a step of the story's timetable, or some time after it."""
        return self.day_0 + timedelta(days=self.story.day(step)) + timedelta(**later)

    @contextmanager
    def at(self, moment: datetime) -> Iterator[Tender]:
        """One transaction at a moment of the story, with the tender."""
        with acting(moment, self.house.id):
            yield db.session.get_one(Tender, (self.house.id, self.tender_id))

    def learn_labels(self, tender: Tender) -> None:
        """Remember which label was drawn for which bid, so that the story's marks find theirs."""
        owners = {bid_id: origin.provider_id for bid_id, origin in origins_of(tender).items()}
        keys = {provider_id: key for key, provider_id in self.bidders.items()}
        self.labels = {keys[owners[bid.id]]: bid.label for bid in bids_of(tender)}
