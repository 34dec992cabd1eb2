"""Moderates the story's bids, lets everybody who was there sign, and closes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.core import clock
from portal.demo.panel import Panel
from portal.evaluation.models_room import TalkSession
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation.checks import ModerationFacts
from portal.evaluation.moderation.disagreement import apart_of, widest_first
from portal.evaluation.moderation.panel import Panel as Team
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import Item, item_at, items_of, to_sign
from portal.evaluation.moderation.sitting import first_groups, key_of, table_of
from portal.evaluation.room.sessions import (
    SessionFacts,
    end_session,
    open_session,
    plan_session,
    plannable,
)
from portal.evaluation.room.table import come, lay, note_group
from portal.evaluation.runs.operations import close_moderation
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

Talked = tuple[str, dict[str, Any]]
"""A bid of the story, and what was agreed on one of its answers."""
ABSENT = ("p1", "y1", "c1")
"""Who hasn't signed yet in the copy that stops half-way."""


def moderate(panel: Panel, most: int | None = None, *, days: int = 0) -> None:
    """Hold the sessions, record what the story agreed, and have it signed on the last evening;
    `most` records stop it half-way; so many `days` later where interviews come first."""
    held = _sessions(panel, most, days)
    with panel.at(panel.on("marking", days=days, hours=2)) as tender:
        table = Table.of(tender)
        planned = [_plan(panel, table, starts_at, items) for starts_at, items in held]
        for session, (starts_at, items) in zip(planned, held, strict=True):
            _hold(panel, table, session, starts_at, items)
    evening = held[-1][0] + timedelta(hours=2)
    for number, key in enumerate(panel.people):
        if most is not None and key in ABSENT:
            continue
        with panel.at(evening + timedelta(minutes=5 * number)) as tender:
            actor = panel.actor(key)
            waiting = [item.record.id for item in to_sign(actor, tender) if item.record]
            act.sign_off(actor, tender, waiting)


def _sessions(panel: Panel, most: int | None, days: int) -> list[tuple[datetime, list[Talked]]]:
    """What is talked about when: one question a session, two sessions an afternoon."""
    by_criterion: dict[str, list[Talked]] = {}
    for bid, items in panel.story.moderation.items():
        for item in items:
            by_criterion.setdefault(item["criterion"], []).append((bid, item))
    if most is not None:
        by_criterion = dict(list(by_criterion.items())[: most // len(panel.story.moderation)])
    first = panel.on("marking", days=days + 1, hours=7, minutes=30)
    return [
        (first + timedelta(days=number // 2, minutes=75 * (number % 2)), items)
        for number, items in enumerate(by_criterion.values())
    ]


def _plan(panel: Panel, table: Table, starts_at: datetime, items: list[Talked]) -> TalkSession:
    keys = [key_of(table.item(panel.labels[bid], item["criterion"])) for bid, item in items]
    return plan_session(panel.lead, table.tender, _session(starts_at, keys))


def _hold(
    panel: Panel, table: Table, session: TalkSession, starts_at: datetime, items: list[Talked]
) -> None:
    """One session: each answer is talked about by groups, then by all, and recorded."""
    tender, minute = table.tender, timedelta(minutes=1)
    with clock.at(starts_at):
        open_session(panel.lead, tender, session)
        _come(panel, table, items[0][1]["criterion"])
    for number, (bid, told) in enumerate(items):
        item, begins = table.item(panel.labels[bid], told["criterion"]), starts_at
        begins += 14 * number * minute
        with clock.at(begins):
            _groups_first(panel, table, item, told["first"])
        with clock.at(begins + 6 * minute):
            lay(panel.lead, tender, item, None)
        with clock.at(begins + 13 * minute):
            _record(panel, table, item, told)
    with clock.at(starts_at + 58 * minute):
        end_session(panel.lead, tender, session)


def _come(panel: Panel, table: Table, code: str) -> None:
    """Everybody who marks the question says that they are here."""
    sitting = {seat.person_id for seat in table.team.on(table.criteria[code])}
    for key, person_id in panel.people.items():
        if person_id in sitting:
            come(panel.actor(key), table.tender)


def _groups_first(panel: Panel, table: Table, item: Item, said: dict[str, str]) -> None:
    for group in first_groups(groups_of(table.tender), item.criterion, table.team):
        lay(panel.lead, table.tender, item, group)
        note_group(panel.lead, table.tender, item, group, said[group.kind], 0)


def sit_down(panel: Panel) -> None:
    """The next session is open, with its widest disagreement on the table, and one more is planned:
    whoever signs in finds the room (the copy that stops half-way)."""
    begin = panel.on("marking", days=6, hours=6)
    with panel.at(begin) as tender:
        apart = apart_of(tender)
        left = widest_first(plannable(items_of(tender), panel_of(tender), []), apart)
        here = [key_of(each) for each in left[:5]]
        next_ones = [key_of(each) for each in left[5:10]]
        hour = timedelta(hours=1)
        first = plan_session(panel.lead, tender, _session(begin + hour, here))
        if next_ones:
            plan_session(panel.lead, tender, _session(begin + timedelta(days=1), next_ones))
        open_session(panel.lead, tender, first)
    with panel.at(begin + hour) as tender:
        table = table_of(tender)
        item = item_at(tender, *here[0])
        groups = first_groups(groups_of(tender), item.criterion, panel_of(tender))
        assert table.session
        lay(panel.lead, tender, item, groups[0] if groups else None)


def _session(starts_at: datetime, items: list[tuple[uuid.UUID, uuid.UUID]]) -> SessionFacts:
    place, leader = "The library, upstairs room", "Robin Hale, facilitator"
    return SessionFacts(starts_at, 60, place, leader, items)


def close(panel: Panel) -> None:
    """The lead closes moderation, which makes the run."""
    with panel.at(panel.on("moderation")) as tender:
        close_moderation(panel.lead, tender)


@dataclass(frozen=True)
class Table:
    """What is read once for all that is talked about: the records share one transaction."""

    tender: Tender
    team: Team
    items: dict[tuple[str, str], Item]
    criteria: dict[str, Criterion]
    groups: dict[str, uuid.UUID]

    @classmethod
    def of(cls, tender: Tender) -> Table:
        """The answers by label and code, the criteria by code, the groups by kind."""
        return cls(
            tender,
            panel_of(tender),
            {(each.bid.label, each.criterion.code): each for each in items_of(tender)},
            {each.code: each for each in criteria_of(tender)},
            {each.kind: each.id for each in groups_of(tender)},
        )

    def item(self, label: str, code: str) -> Item:
        """One bid's answer on one criterion."""
        return self.items[label, code]


def _record(panel: Panel, table: Table, item: Item, told: dict[str, Any]) -> None:
    bid, criterion = item.bid, item.criterion
    on = table.team.on(criterion)
    present = [seat for seat in on if table.team.may_take_part(seat.id, bid, criterion)]
    agreed = {table.groups[group]: Decimal(mark) for group, mark in told["agreed"].items()}
    texts = ("points_for", "points_against", "reconciled", "reason", "next_mark")
    said = {name: told[name] for name in texts}
    facts = ModerationFacts(**said, agreed=agreed, present=[seat.id for seat in present])
    act.record_moderation(panel.lead, table.tender, bid, criterion, facts)
