"""What the demo's people learned before they wrote and marked, and a word that wasn't clear."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from portal.accounts.models import PARTICIPATION
from portal.demo.panels import Founded
from portal.demo.people import House, acting
from portal.participation.training import operations as act
from portal.participation.training.courses import step_slugs
from portal.participation.training.models import INTRODUCTION, STAFF
from portal.participation.training.operations import OpinionFacts
from portal.participation.training.queries import waiting_words


def learn(house: House, made: Founded, told: dict[str, Any], day_0: datetime) -> None:
    """A group learns together, somebody alone and not to the end; staff take their own course."""
    lead, on = house.staff[PARTICIPATION], day_0 + timedelta(days=told["together"])
    with acting(on - timedelta(days=1), house.id):
        for role in told["staff"]:
            for step in step_slugs(STAFF):
                act.do_step(house.staff[role], STAFF, step)
    with acting(on, house.id):
        ids = [made.actors[key].person_id for key in told["group"]]
        people = [each for each in ids if each]
        act.note_group(lead, people, INTRODUCTION, step_slugs(INTRODUCTION))
    with acting(on + timedelta(hours=2), house.id):
        for each in told["opinions"]:
            facts = OpinionFacts(each["enjoyed"], each["understood"], each["words"])
            act.evaluate(made.actors[each["who"]], INTRODUCTION, facts)
        for key in told["willing"]:
            act.say_willing(made.actors[key], is_willing=True)
        alone = told["on_the_way"]
        for step in alone["steps"]:
            act.do_step(made.actors[alone["who"]], INTRODUCTION, step)
    _explain_a_word(house, made, told["word"], on + timedelta(hours=3))


def _explain_a_word(house: House, made: Founded, told: dict[str, str], at: datetime) -> None:
    """Somebody taps a word; the participation lead explains it and never learns who asked (P8)."""
    with acting(at, house.id):
        act.ask_word(made.actors[told["who"]], told["word"], "cowriting")
    with acting(at + timedelta(hours=2), house.id):
        [[asked]] = waiting_words()
        act.explain_word(house.staff[PARTICIPATION], asked, told["word"], told["meaning"])
