"""The agenda: criterion by criterion, what is recorded, what is signed and what is left."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from portal.accounts.models import EVALUATOR
from portal.core.authorisation import Actor
from portal.core.web import reads_plain
from portal.evaluation.moderation.pages import progress_of, status_of
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.policy import may_moderate, may_sign_off
from portal.evaluation.moderation.queries import Item, items_of
from portal.tenders.models import Tender
from portal.tenders.policy import holds


def agenda_page(actor: Actor, tender: Tender, authority: str) -> dict[str, Any]:
    """What the agenda shows; an evaluator's has what they take part in alone."""
    panel, items = panel_of(tender), items_of(tender)
    if holds(actor, tender, EVALUATOR):
        items = [each for each in items if panel.is_theirs(actor, each.bid, each.criterion)]
    may_write, plain = bool(may_moderate(actor, tender)), reads_plain(actor)
    progress = progress_of(items, panel)
    return {
        "tender": tender,
        "authority": authority,
        "progress": progress,
        "sections": _sections(items, panel, may_write, plain),
        "may_write": may_write,
        "may_close": may_write and progress["is_ready"],
        "to_sign": _to_sign(actor, items, panel) if may_sign_off(actor, tender) else None,
    }


def _to_sign(actor: Actor, items: list[Item], panel: Panel) -> int:
    seat = panel.seat_of(actor)
    return sum(seat is not None and seat.id in each.awaited(panel) for each in items)


def _sections(
    items: list[Item], panel: Panel, may_write: bool, plain: bool
) -> list[dict[str, Any]]:
    return [
        {
            "code": criterion.code,
            "title": criterion.plain_title if plain else criterion.title,
            "items": [
                {
                    "label": each.bid.label,
                    "code": criterion.code,
                    **status_of(each, panel, may_write),
                }
                for each in theirs
            ],
        }
        for criterion, theirs in groupby(items, key=lambda each: each.criterion)
    ]
