"""Loads the demo: every copy of the story, brought to its stage by the product's own operations."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from portal.audit.operations import introduce_key
from portal.bids.desk.officers import name_officer
from portal.core import clock
from portal.core.authorisation import Actor
from portal.demo import (
    asking,
    bidding,
    choosing,
    cleaning,
    deciding,
    feedback,
    hearing,
    interviewing,
    join_code,
    judging,
    knowing,
    learning,
    moderating,
    opening,
    panels,
    practising,
    representing,
    taking_part,
    writing,
)
from portal.demo.attaching import files_of
from portal.demo.panel import Panel
from portal.demo.panels import Founded
from portal.demo.people import House, Registrar
from portal.demo.running import Running
from portal.demo.story import (
    HEALTH_VISITING,
    SCHOOL_NURSES,
    YOUNG_CARERS,
    YOUTH_CAFE,
    casts,
    told_of,
)
from portal.demo.telling import tell
from portal.demo.together import Together

# On which day of its story each copy is when the demo is loaded; day 0 is its publication.
TODAY = {
    "drafting": -14,
    "open": 0,
    "opened": 62,
    "marking": 75,
    "moderating": 92,
    "deciding": 108,
    "released": 118,
}
WRITTEN = TODAY["released"]
"""The copy that panels wrote together."""
OBJECTED = 65
"""On which day of its story the tender with representations is."""
CAFE = -45
"""The tender that panels are writing now is to be published in so many days."""

NAMED = timedelta(days=16)
"""So long before its publication the opening officers of a tender are named, and rehearse."""


@dataclass(frozen=True)
class History:
    """The panels of the authority, and what people had told, by the story's keys."""

    panels: Founded
    insights: dict[str, uuid.UUID]


def load_demo() -> None:
    """Fill an empty installation with the invented people and their tenders."""
    introduce_key()
    cast, loaded_at = casts(), clock.now()
    people = Registrar(since=loaded_at - timedelta(days=200))
    people.operator(cast["operator"])
    houses = {slug: people.authority(slug, facts) for slug, facts in cast["authorities"].items()}
    people.joint(cast["joint"], houses)
    people.provider(cast["newcomer"]["provider"], cast["newcomer"])
    history = _found_panels(houses["ambleford"], people, loaded_at)
    for stage, copy in cast["copies"].items():
        _load_copy(stage, copy, houses["ambleford"], people, loaded_at, history)
    _load_cafe(houses["ambleford"], loaded_at, history)
    _load_health(houses["northmere"], cast["open_elsewhere"]["providers"], people, loaded_at)
    _load_objected(houses["northmere"], cast["representations"], people, loaded_at)
    asking.ask_for_help(houses[asking.WITH_LOCK], cast, people.since, loaded_at)


def _day_0(loaded_at: datetime, today: int) -> datetime:
    """When a copy was published: an hour ago where it is open, else at nine in the morning."""
    if today == 0:
        return loaded_at - timedelta(hours=1)
    on = (loaded_at - timedelta(days=today)).astimezone(clock.LONDON).date()
    return datetime.combine(on, time(9), clock.LONDON)


def _found_panels(house: House, people: Registrar, loaded_at: datetime) -> History:
    """The panels that write, what was known before, and what they were asked for."""
    told, known, day_0 = (
        told_of("panels.toml"),
        told_of("insights.toml"),
        _day_0(loaded_at, WRITTEN),
    )
    found = panels.found(house, people, told, day_0)
    history = History(found, knowing.know(house, known["insights"], day_0))
    learning.learn(house, found, told_of("panels.toml")["learning"], day_0)
    taking_part.begin(house, found, told_of("panels.toml"), day_0)
    knowing.ask(house, found, known["asks"], day_0)
    return history


def _load_copy(
    stage: str,
    copy: dict[str, Any],
    house: House,
    people: Registrar,
    loaded_at: datetime,
    history: History,
) -> None:
    is_together, day_0 = TODAY[stage] == WRITTEN, _day_0(loaded_at, TODAY[stage])
    together = _write(copy, house, day_0, history, is_together)
    providers = {
        key: people.provider(facts, facts["member"]) for key, facts in copy["providers"].items()
    }
    if stage == "drafting":
        people.applicants(copy["evaluators"])
        return
    writing.publish(house, together.tender_id, day_0)
    bidders = {key: actor.provider_id for key, actor in providers.items() if actor.provider_id}
    panel = Panel(YOUNG_CARERS, house, together.tender_id, bidders, day_0)
    judging.seat(panel, copy["evaluators"], people)
    if stage == "open":
        bidding.begin_one(YOUNG_CARERS, house, together.tender_id, providers["birch"], loaded_at)
    elif stage == "opened":
        _bring_to_desk(panel, copy, providers, people)
    elif is_together:
        choosing.choose(together, panel)
        _go_on(panel, providers, stage, copy)
        feedback.tell_back(together)
    else:
        _go_on(panel, providers, stage, copy)


def _write(
    copy: dict[str, Any], house: House, day_0: datetime, history: History, is_together: bool
) -> Together:
    """The copy's tender as a draft, written by its lead alone or with the panels."""
    names = {name: copy[name] for name in ("title", "reference")}
    files = 4 if copy.get("files") else 0
    tender_id = writing.start(
        YOUNG_CARERS, house, day_0, together=is_together, files=files, **names
    )
    opening.name_officers(house, tender_id, day_0 - NAMED)
    written = Together(YOUNG_CARERS, house, tender_id, day_0, history.panels, history.insights)
    if is_together:
        tell(written)
    return written


def _bring_to_desk(
    panel: Panel, copy: dict[str, Any], providers: dict[str, Actor], people: Registrar
) -> None:
    """The bids are opened, one of them with files, and somebody is named for the desk."""
    _let_bid(panel, providers, copy)
    people.applicants({"officer": copy["officer"]})
    with panel.at(panel.on("opening", hours=2)) as tender:
        name_officer(panel.lead, tender, copy["officer"]["email"])


def _let_bid(panel: Panel, providers: dict[str, Actor], copy: dict[str, Any]) -> None:
    """The providers bid, some of them with files, and the bids are opened."""
    with_files = copy.get("files", ())
    found = {key: files_of(panel.story, copy["providers"][key]) for key in with_files}
    bidding.bid(panel.story, panel.house, panel.tender_id, providers, panel.day_0, found)
    opening.open_bids(panel.house, panel.tender_id, panel.on("opening"))


def _go_on(panel: Panel, providers: dict[str, Actor], stage: str, copy: dict[str, Any]) -> None:
    """The bids come and are opened, the desk reads them, and the copy is brought to its stage."""
    if stage == "marking":
        practising.write(panel)
    _let_bid(panel, providers, copy)
    if stage == "marking":
        cleaning.go_through(panel, copy["officer"])
    judging.prepare(panel)
    if stage != "marking":  # there the looks for exclusion are still to be made
        hearing.look_at_names(panel)
    _judge(panel, stage, providers)


def _judge(panel: Panel, stage: str, providers: dict[str, Actor]) -> None:
    """Bring an opened copy to its stage."""
    if stage == "marking":
        practising.practise(panel)
        judging.mark(panel, judging.HALF)
        return
    judging.mark(panel, judging.ALL)
    judging.close_marking(panel)
    hearing.hear(panel, providers)
    if stage == "moderating":
        moderating.moderate(panel, most=20)
        moderating.sit_down(panel)
        return
    moderating.moderate(panel)
    moderating.close(panel)
    deciding.decide(panel)
    if stage == "released":
        deciding.tell(panel)
        deciding.ask_about_letter(panel, providers["cedar"])


def _load_cafe(house: House, loaded_at: datetime, history: History) -> None:
    """A tender that both panels are writing now; and a code to join one of them."""
    day_0 = _day_0(loaded_at, CAFE)
    tender_id = writing.start(YOUTH_CAFE, house, day_0, together=True)
    told = told_of("panels.toml")
    taking_part.go_on(house, history.panels, told, _day_0(loaded_at, WRITTEN))
    panels.pause(house, history.panels, told, _day_0(loaded_at, WRITTEN))
    tell(Together(YOUTH_CAFE, house, tender_id, day_0, history.panels))
    at = loaded_at - timedelta(hours=2)
    join_code.keep(panels.invite_one(house, history.panels, told, at))


def _load_health(
    house: House, cast: dict[str, Any], people: Registrar, loaded_at: datetime
) -> None:
    """A tender that is open, with all that happens beside its bids."""
    story = HEALTH_VISITING
    day_0 = _day_0(loaded_at, story.published["today"])
    tender_id = writing.start(story, house, day_0)
    opening.name_officers(house, tender_id, day_0 - NAMED)
    providers = {key: people.provider(facts, facts["member"]) for key, facts in cast.items()}
    running = Running(story, house, tender_id, providers, day_0)
    running.add_documents(day_0 - timedelta(days=1), with_amendment=False)
    writing.publish(house, tender_id, day_0)
    running.tell()


def _load_objected(
    house: House, cast: dict[str, Any], people: Registrar, loaded_at: datetime
) -> None:
    """A small tender under the Provider Selection Regime, with interviews that were held, and
    representations that wait."""
    story, day_0 = SCHOOL_NURSES, _day_0(loaded_at, OBJECTED)
    tender_id = writing.start(story, house, day_0)
    opening.name_officers(house, tender_id, day_0 - NAMED)
    writing.publish(house, tender_id, day_0)
    providers = {
        key: people.provider(facts, facts["member"]) for key, facts in cast["providers"].items()
    }
    bidders = {key: actor.provider_id for key, actor in providers.items() if actor.provider_id}
    panel = Panel(story, house, tender_id, bidders, day_0)
    judging.seat(panel, cast["evaluators"], people)
    bidding.bid(story, house, tender_id, providers, day_0)
    opening.open_bids(house, tender_id, panel.on("opening"))
    judging.prepare(panel)
    hearing.look_at_names(panel)
    judging.mark(panel, representing.ALL)
    judging.close_marking(panel)
    interviewing.meet(panel)
    moderating.moderate(panel, days=interviewing.DAYS)
    moderating.close(panel)
    representing.decide_and_tell(panel)
    representing.object_to_it(panel, providers["juniper"])
