"""Builders of rounds of writing, and of what a panel suggests in them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch

from portal.accounts.models import PARTICIPATION
from portal.core import clock
from portal.core.database import db
from portal.participation.panels.queries import panel_by_id
from portal.specifications import operations as specifications
from portal.specifications.cowriting import operations as act
from portal.specifications.cowriting import operations_rounds as rounds_act
from portal.specifications.cowriting.facts import AnswerFacts, RoundFacts, SuggestionFacts
from portal.specifications.cowriting.places import Place, places_in
from portal.specifications.cowriting.queries import (
    part_of,
    rounds_of,
    suggestions_of,
)
from portal.specifications.problem import Problem
from portal.tenders.models import Tender
from tests import make
from tests.make_panels import MadePanel, panel
from tests.make_specification import ready_tender
from tests.shelf import shelved

CLOSES = date(2026, 9, 20)


def tender_of(house: make.House, tender_id: uuid.UUID) -> Tender:
    """The tender's row, in the session that is open."""
    return db.session.get_one(Tender, (house.id, tender_id))


@shelved
def open_round(house: make.House, tender_id: uuid.UUID, panel: MadePanel) -> uuid.UUID:
    """A panel writes with a tender, from now to `CLOSES`."""
    with make.writing(house.id):
        found = panel_by_id(panel.id)
        assert found
        facts = RoundFacts(
            panel.id,
            "Make this tender better with us.",
            "The words, the questions, and how much each counts.",
            "The budget: it has been decided.",
            CLOSES,
        )
        lead = house.staff[PARTICIPATION].actor
        return rounds_act.open_round(lead, tender_of(house, tender_id), found, facts).id


def suggest(
    house: make.House,
    tender_id: uuid.UUID,
    human: make.Human,
    kind: str = "question",
    title: str = "",
    **facts: Any,
) -> int:
    """A member suggests something; `title` begins what the place is called. Its number."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        part = part_of(human.actor, tender)
        assert part
        usual: dict[str, Any] = {
            "words": "Will somebody listen to us?",
            "reason": "Nobody asks.",
            "card": None,
            "shows_name": False,
        }
        place = place_named(tender, title) if title else None
        given = SuggestionFacts(**(usual | facts))
        return act.suggest(human.actor, tender, part, kind, place, given).number


def back(
    house: make.House, tender_id: uuid.UUID, human: make.Human, number: int, words: str = ""
) -> None:
    """Another member agrees with it."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        part = part_of(human.actor, tender)
        assert part
        found = next(each for each in suggestions_of(tender) if each.number == number)
        act.back(human.actor, tender, part, found, words)


def answer(
    house: make.House,
    tender_id: uuid.UUID,
    *numbers: int,
    outcome: str = "taken_up",
    title: str = "Q1",
) -> None:
    """The lead answers some suggestions as a theme."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        chosen = [each for each in suggestions_of(tender) if each.number in numbers]
        place = place_named(tender, title)
        facts = AnswerFacts("Listening", outcome, "You are right: it was missing.", place.key)
        act.answer(house.lead.actor, tender, chosen, place, facts)


def question(house: make.House, tender_id: uuid.UUID, human: make.Human, number: int) -> None:
    """Whoever suggested it says that the answer isn't one."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        found = next(each for each in suggestions_of(tender) if each.number == number)
        act.question(human.actor, tender, found, "You don’t say when.")


def end_rounds(house: make.House, tender_id: uuid.UUID) -> None:
    """Every round gets a day more, then closes early."""
    lead = house.staff[PARTICIPATION].actor
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        for each in rounds_of(tender):
            rounds_act.prolong_round(lead, tender, each, date(2026, 9, 21), "You asked for it.")
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        for each in rounds_of(tender):
            rounds_act.close_round(lead, tender, each, "Everybody has written.")


def publish(writing: Written) -> None:
    """The tender is published; what else a panel has to be asked isn't looked at here."""
    with make.writing(writing.house.id), patch.object(specifications, "problems_left", _none):
        tender = tender_of(writing.house, writing.tender_id)
        specifications.publish(writing.house.lead.actor, tender)


def _none(_tender: Tender) -> list[Problem]:
    return []


def place_named(tender: Tender, title: str) -> Place:
    """The place whose title begins so; a paragraph has a number in brackets at its end."""
    return next(each for each in places_in(tender) if each.title.startswith(title))


@dataclass
class Written:
    """The house, its tender, the panel that writes and one that doesn't."""

    house: make.House
    tender_id: uuid.UUID
    panel: MadePanel
    others: MadePanel
    round_id: uuid.UUID

    def path(self, page: str) -> str:
        """One of the tender's pages."""
        return f"/{self.house.slug}/tenders/{self.tender_id}/{page}"

    def suggest(
        self, who: int = 0, kind: str = "question", title: str = "", **facts: object
    ) -> int:
        """The member with this number suggests something."""
        human = self.panel.members[who]
        return suggest(self.house, self.tender_id, human, kind, title, **facts)

    def back(self, who: int, number: int, words: str = "") -> None:
        """The member with this number agrees."""
        human = self.panel.members[who]
        back(self.house, self.tender_id, human, number, words)

    def answer(self, *numbers: int, **how: str) -> None:
        """The lead answers."""
        answer(self.house, self.tender_id, *numbers, **how)

    def question(self, who: int, number: int) -> None:
        """Whoever wrote it asks again."""
        question(self.house, self.tender_id, self.panel.members[who], number)


@shelved
def written(house: make.House, members: int = 3) -> Written:
    """The panel has an open round; nobody has written yet."""
    with clock.at(make.START):
        tender_id = ready_tender(house)
        writing = panel(house, members=members)
        others = panel(house, "parent", 1, title="The parents’ panel")
        round_id = open_round(house, tender_id, writing)
    return Written(house, tender_id, writing, others, round_id)
