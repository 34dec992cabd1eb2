"""Events as lines of the trail: who did what, when, in words; sealed facts aren't among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from portal.audit.models import Event
from portal.audit.standing import standing_values
from portal.core.authorisation import Actor
from portal.core.clock import LONDON
from portal.core.formats import clock_time, day
from portal.evaluation.grounds import NAMES, PURPOSE_NAMES
from portal.outcomes.letter_withheld import RULED
from portal.record.policy import may_read_time
from portal.record.sentences import CAUSES, FORMS, WHO, WITH_REASON, sentence_of
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.removed import WHY


@dataclass(frozen=True)
class Line:
    """One line of the trail; `time` is empty where only the day may be known."""

    place: int
    at: str
    day: str
    time: str
    what: str


@dataclass(frozen=True)
class Titles:
    """What codes and slugs in facts are called."""

    criterion: dict[str, str]
    gate: dict[str, str]
    group: dict[str, str]

    def of(self, fact: str, value: Any) -> str:
        """One fact as it reads."""
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, list):
            return ", ".join(self.of(fact, item) for item in value)
        if fact == "chosen":
            return gettext("Bid %(label)s", label=value) if value else gettext("none of the bids")
        if value is None:
            return gettext("none")
        if fact in ("cause", "form"):
            return gettext((CAUSES | FORMS)[value])
        if fact == "why" and value in WHY:
            return gettext(WHY[value])
        if fact in ("purpose", "ground"):
            return gettext((PURPOSE_NAMES | NAMES | RULED).get(value, value))
        if fact.endswith("_on"):
            return day(date.fromisoformat(value))
        names: dict[str, str] = getattr(self, "criterion" if fact == "criteria" else fact, {})
        return names.get(str(value), str(value))


def titles_of(tender: Tender) -> Titles:
    """The titles of a tender's criteria, pass/fail questions and groups, by code or slug."""
    return Titles(
        criterion={each.code: each.title for each in criteria_of(tender)},
        gate={each.code: each.title for each in gates_of(tender)},
        group={each.slug: each.title for each in groups_of(tender)},
    )


def lines_of(actor: Actor, tender: Tender, events: Sequence[tuple[Event, int]]) -> list[Line]:
    """The events as this reader may read them now."""
    titles = titles_of(tender)
    reasons = reasons_of(tender, [event for event, _place in events])
    return [
        _line(actor, tender, titles, event, place, reasons.get(event.number, gettext("erased")))
        for event, place in events
    ]


def reasons_of(tender: Tender, events: Sequence[Event]) -> dict[int, str]:
    """The reasons that sentences of these events tell, as they stand now."""
    told = [(event.number, "reason") for event in events if event.name in WITH_REASON]
    return {number: str(text) for (number, _), text in standing_values(tender.id, told).items()}


def _line(
    actor: Actor, tender: Tender, titles: Titles, event: Event, place: int, reason: str
) -> Line:
    local = event.at.astimezone(LONDON)
    has_time = may_read_time(actor, tender, event.actor_role) and "at" not in event.seals
    facts = {name: titles.of(name, value) for name, value in event.facts.items()}
    facts |= {"reason": facts.get("reason", reason)}
    who = gettext(WHO.get(event.actor_role, event.actor_role))
    return Line(
        place=place,
        at=local.isoformat(timespec="seconds") if has_time else local.date().isoformat(),
        day=day(event.at),
        time=clock_time(local) if has_time else "",
        what=gettext(sentence_of(actor, tender, event.name)) % (facts | {"actor": who}),
    )
