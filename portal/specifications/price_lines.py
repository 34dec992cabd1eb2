"""The price schedule: its lines, and how they stand in the published document (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.specifications.facts import LineFacts
from portal.specifications.models import PriceLine
from portal.specifications.rows import put
from portal.tenders.models import Tender

WORDS = ("title", "unit", "quantity", "years")


def put_line(
    actor: Actor, tender: Tender, facts: LineFacts, line: PriceLine | None = None
) -> PriceLine:
    """Write a line of the price schedule; a bid's price is the exact sum of all of them (R9)."""
    line, changed = put(tender, PriceLine, line, asdict(facts))
    if changed:
        record("method:changed", actor, tender.id, part="price line", what=line.title)
    return line


def told_lines(lines: Sequence[PriceLine]) -> list[dict[str, Any]]:
    """The lines as documents and outlines hold them."""
    return [{name: getattr(each, name) for name in WORDS} for each in lines]
