"""The price schedule: its lines, and how they stand in the published document (R9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.words import say
from portal.specifications.facts import LineFacts
from portal.specifications.models import PriceLine
from portal.specifications.problem import Problem
from portal.specifications.queries import Draft
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
    return [
        {name: getattr(each, name) for name in WORDS}
        | ({"package": each.package} if each.package else {})
        for each in lines
    ]


def packages_of(lines: Sequence[PriceLine]) -> list[str]:
    """The alternatives of the schedule by name, in order; the contract buys one of them (P12)."""
    return list(dict.fromkeys(each.package for each in lines if each.package))


def package_problems(draft: Draft) -> Iterator[Problem]:
    """One package alone is no choice (P12)."""
    if len(packages_of(draft.lines)) == 1:
        message = say("There is only one package in the price schedule. Add another, or none.")
        yield Problem(message, "specifications.builder")
