"""What people had said before anybody was asked, and what the panels were asked for (P4)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.accounts.models import PARTICIPATION
from portal.core.clock import LONDON
from portal.demo.panels import Founded
from portal.demo.people import House, acting
from portal.participation.insights import operations as act
from portal.participation.insights.operations import AskFacts, InsightFacts

ENTERED = timedelta(days=-68)
"""When the participation lead wrote down what was known, counted from the publication."""


def know(house: House, told: list[dict[str, Any]], day_0: datetime) -> dict[str, uuid.UUID]:
    """The participation lead enters what people said; insights by the story's keys."""
    lead = house.staff[PARTICIPATION]
    with acting(day_0 + ENTERED, house.id):
        return {each["key"]: act.enter_insight(lead, _facts(each, day_0)).id for each in told}


def _facts(told: Mapping[str, Any], day_0: datetime) -> InsightFacts:
    said = (day_0 - timedelta(days=told["days"])).astimezone(LONDON).date()
    names = ("words", "source", "source_words", "permission", "tags")
    return InsightFacts(said_on=said, **{name: told[name] for name in names})


def ask(house: House, made: Founded, told: list[dict[str, Any]], day_0: datetime) -> None:
    """Each time that a panel is asked is noted the day before, with what was known."""
    for each in sorted(told, key=lambda one: one["day"]):
        on = day_0 + timedelta(days=each["day"])
        with acting(on - timedelta(days=1), house.id):
            act.ask_panel(
                house.staff[PARTICIPATION],
                made.panel(each["panel"]),
                AskFacts(
                    about=each["about"],
                    asked_on=on.astimezone(LONDON).date(),
                    minutes=each["minutes"],
                    known_before=each["known"],
                ),
            )
