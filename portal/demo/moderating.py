"""Moderates the story's bids, lets everybody who was there sign, and closes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core import clock
from portal.demo.panel import Panel
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation.checks import ModerationFacts
from portal.evaluation.moderation.disagreement import apart_of, widest_first
from portal.evaluation.moderation.panel import Panel as Team
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import item_at, items_of, to_sign
from portal.evaluation.moderation.sitting import first_groups, key_of, table_of
from portal.evaluation.room.sessions import (
    SessionFacts,
    open_session,
    plan_session,
    plannable,
)
from portal.evaluation.room.table import lay
from portal.evaluation.runs.operations import close_moderation
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

ABSENT = ("p1", "y1", "c1")
"""Who hasn't signed yet in the copy that stops half-way."""


def moderate(panel: Panel, most: int | None = None) -> None:
    """Record what the story agreed, and have it signed; `most` records stop it half-way."""
    items = [(bid, item) for bid, those in panel.story.moderation.items() for item in those]
    begin = panel.on("marking", days=1)
    with panel.at(begin) as tender:
        table = Table.of(tender)
        for number, (bid, item) in enumerate(items[:most]):
            with clock.at(begin + timedelta(minutes=25 * number)):
                _record(panel, table, panel.labels[bid], item)
    for number, key in enumerate(panel.people):
        if most is not None and key in ABSENT:
            continue
        with panel.at(panel.on("marking", days=3, hours=number)) as tender:
            actor = panel.actor(key)
            waiting = [item.record.id for item in to_sign(actor, tender) if item.record]
            act.sign_off(actor, tender, waiting)


def sit_down(panel: Panel) -> None:
    """The next session is open, with its widest disagreement on the table, and one more is planned:
    whoever signs in finds the room (the copy that stops half-way)."""
    begin = panel.on("marking", days=3, hours=7)
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
    bids: dict[str, Bid]
    criteria: dict[str, Criterion]
    groups: dict[str, uuid.UUID]

    @classmethod
    def of(cls, tender: Tender) -> Table:
        """The bids by label, the criteria by code, the groups by kind."""
        return cls(
            tender,
            panel_of(tender),
            {each.label: each for each in bids_of(tender)},
            {each.code: each for each in criteria_of(tender)},
            {each.kind: each.id for each in groups_of(tender)},
        )


def _record(panel: Panel, table: Table, label: str, item: dict[str, Any]) -> None:
    bid, criterion = table.bids[label], table.criteria[item["criterion"]]
    on = table.team.on(criterion)
    present = [seat for seat in on if table.team.may_take_part(seat.id, bid, criterion)]
    agreed = {table.groups[group]: Decimal(mark) for group, mark in item["agreed"].items()}
    act.record_moderation(
        panel.lead,
        table.tender,
        bid,
        criterion,
        ModerationFacts(
            points_for=item["points_for"],
            points_against=item["points_against"],
            reconciled=item["reconciled"],
            reason=item["reason"],
            next_mark=item["next_mark"],
            agreed=agreed,
            present=[seat.id for seat in present],
        ),
    )
