"""Moderates the story's bids, lets everybody who was there sign, and closes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.bids.queries import bid_by_label
from portal.demo.panel import Panel
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation.checks import ModerationFacts
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import to_sign
from portal.evaluation.runs.operations import close_moderation
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

ABSENT = ("p1", "y1", "c1")
"""Who hasn't signed yet in the copy that stops half-way."""


def moderate(panel: Panel, most: int | None = None) -> None:
    """Record what the story agreed, and have it signed; `most` records stop it half-way."""
    items = [(bid, item) for bid, those in panel.story.moderation.items() for item in those]
    for number, (bid, item) in enumerate(items[:most]):
        with panel.at(panel.on("marking", days=1, minutes=25 * number)) as tender:
            _record(panel, tender, panel.labels[bid], item)
    for number, key in enumerate(panel.people):
        if most is not None and key in ABSENT:
            continue
        with panel.at(panel.on("marking", days=3, hours=number)) as tender:
            actor = panel.actor(key)
            waiting = [item.record.id for item in to_sign(actor, tender) if item.record]
            act.sign_off(actor, tender, waiting)


def close(panel: Panel) -> None:
    """The lead closes moderation, which makes the run."""
    with panel.at(panel.on("moderation")) as tender:
        close_moderation(panel.lead, tender)


def _record(panel: Panel, tender: Tender, label: str, item: dict[str, Any]) -> None:
    bid = bid_by_label(tender, label)
    criterion = next(each for each in criteria_of(tender) if each.code == item["criterion"])
    groups = {group.kind: group.id for group in groups_of(tender)}
    team = panel_of(tender)
    present = [seat for seat in team.on(criterion) if team.may_take_part(seat.id, bid, criterion)]
    act.record_moderation(
        panel.lead,
        tender,
        bid,
        criterion,
        ModerationFacts(
            points_for=item["points_for"],
            points_against=item["points_against"],
            reconciled=item["reconciled"],
            reason=item["reason"],
            next_mark=item["next_mark"],
            agreed={groups[group]: Decimal(mark) for group, mark in item["agreed"].items()},
            present=[seat.id for seat in present],
        ),
    )
