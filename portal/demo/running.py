"""What happens beside the bids while a tender is open: documents, a briefing, questions and their
answers, an amendment."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import typst

from portal.core.authorisation import Actor
from portal.core.clock import LONDON
from portal.core.database import db
from portal.demo.people import House, acting
from portal.demo.story import Story
from portal.published.amendments.operations import Amended, amend, current_of
from portal.published.briefing.operations import Briefing, hold_briefing, sign_up
from portal.published.clarifications.operations import Reply, ask, release_answers, write_answer
from portal.published.clarifications.queries import asked_about
from portal.tenders.documents.operations import add_document
from portal.tenders.models import Tender
from portal.tenders.queries import notice_of


@dataclass(frozen=True)
class Running:
    """A tender of the story while it is open, and the providers who ask about it."""

    story: Story
    house: House
    tender_id: uuid.UUID
    providers: dict[str, Actor]
    day_0: datetime

    @property
    def lead(self) -> Actor:
        """The procurement lead."""
        return self.house.staff["procurement_lead"]

    def at(self, day: int, hour: int = 11) -> datetime:
        """An hour of a day of the story."""
        on = (self.day_0 + timedelta(days=day)).astimezone(LONDON).date()
        return datetime.combine(on, time(hour), LONDON)

    def tender(self) -> Tender:
        """The tender, in the session that is open."""
        return db.session.get_one(Tender, (self.house.id, self.tender_id))

    def add_documents(self, at: datetime, *, with_amendment: bool) -> None:
        """Those that are published with the tender, or those that come with the amendment."""
        with acting(at, self.house.id):
            for told in self.story.published["documents"]:
                if told["with_amendment"] is with_amendment:
                    paper = typst.compile(f"= {told['title']}\n{told['words']}".encode())
                    add_document(self.lead, self.tender(), told["name"], paper)

    def tell(self) -> None:
        """All of it, day by day."""
        told = self.story.published
        self._announce(told["briefing"])
        for said in told["sign_ups"]:
            with acting(self.at(said["day"]), self.house.id):
                sign_up(self.providers[said["provider"]], self.tender(), said["people"])
        answered = [each for each in told["questions"] if "answered" in each]
        for number, said in enumerate(answered):
            self._ask(said, number)
        self._answer(answered)
        self._amend(told["amendment"])
        for number, said in enumerate(each for each in told["questions"] if each not in answered):
            self._ask(said, number)

    def _announce(self, told: dict[str, Any]) -> None:
        at, until = self.at(told["day"], told["hour"]), self.at(told["sign_up_until"], 17)
        with acting(self.at(told["announced"]), self.house.id):
            facts = Briefing(at, until, told["place"], told["words"].strip())
            hold_briefing(self.lead, self.tender(), facts)

    def _ask(self, said: dict[str, Any], number: int) -> None:
        with acting(self.at(said["day"], 13 + number), self.house.id):
            ask(self.providers[said["provider"]], self.tender(), said["words"], asks_for_one=False)

    def _answer(self, answered: list[dict[str, Any]]) -> None:
        """Each is written; then all go out at one moment."""
        with acting(self.at(answered[-1]["answered"]), self.house.id):
            tender = self.tender()
            for asked, said in zip(asked_about(tender), answered, strict=True):
                write_answer(
                    self.lead, tender, asked, Reply(said["wording"], said["answer"].strip())
                )
            db.session.flush()
            release_answers(self.lead, tender)

    def _amend(self, told: dict[str, Any]) -> None:
        """A paragraph, a document and a later deadline."""
        self.add_documents(self.at(told["day"], 10), with_amendment=True)
        with acting(self.at(told["day"]), self.house.id):
            tender = self.tender()
            assert tender.deadline_at
            facts = Amended(
                reason=told["reason"],
                is_material=True,
                deadline_at=tender.deadline_at + timedelta(days=told["moves_deadline"]),
                marking_ends_on=tender.marking_ends_on,
                decision_on=tender.decision_on,
                starts_on=tender.starts_on,
                texts=self._texts(told),
            )
            amend(self.lead, tender, facts)

    def _texts(self, told: dict[str, Any]) -> dict[tuple[int, int], tuple[str, str]]:
        """The paragraphs in which these words stand, with the new ones."""
        found = notice_of(self.tender_id)
        assert found
        return {
            (section, number): (
                each["words"].strip().replace(told["before"], told["after"]),
                each["plain_words"].strip(),
            )
            for section, part in enumerate(current_of(found)["sections"])
            for number, each in enumerate(part["paragraphs"])
            if told["before"] in each["words"]
        }
