"""Writes of headings over questions, and of the one order that both stand in (R3, R4)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.errors import Refused
from portal.core.formats import exact
from portal.core.words import say
from portal.specifications.facts import HeadingFacts
from portal.specifications.models import Criterion, Heading
from portal.specifications.operations import name_of
from portal.specifications.queries import criteria_of, headings_of
from portal.specifications.rows import number, put, refuse_published, rows_beside
from portal.specifications.tree import in_order
from portal.tenders.models import Tender


def put_heading(
    actor: Actor,
    tender: Tender,
    facts: HeadingFacts,
    heading: Heading | None = None,
    before: uuid.UUID | None = None,
) -> Heading:
    """Write a heading over questions; a new one may stand right before a question (R3)."""
    is_new = heading is None
    heading, changed = put(tender, Heading, heading, asdict(facts))
    if is_new and before is not None:
        rows = [row for row in rows_beside(tender, heading) if row is not heading]
        place = next((n for n, row in enumerate(rows) if row.id == before), len(rows))
        rows.insert(place, heading)
        number(rows)
    if changed:
        record("method:changed", actor, tender.id, part="heading", what=heading.title)
    return heading


def arrange(actor: Actor, tender: Tender, ids: Sequence[uuid.UUID]) -> None:
    """Give headings and questions another order, all at once; one that isn't whole is refused."""
    refuse_published(tender)
    rows = in_order(headings_of(tender), criteria_of(tender))
    known = {row.id: row for row in rows}
    if sorted(ids) != sorted(known):
        raise Refused(say("The list has changed meanwhile. Look at it again, and move once more."))
    wanted = [known[each] for each in ids]
    if wanted == rows:
        return
    number(wanted)
    titles = ", ".join(name_of(row) for row in wanted)
    record("method:changed", actor, tender.id, part="order", what=titles)


def set_weights(actor: Actor, tender: Tender, weights: Mapping[uuid.UUID, Decimal]) -> None:
    """Give questions other weights, all at once (R3)."""
    for criterion in criteria_of(tender):
        weight = weights.get(criterion.id, criterion.weight)
        _row, changed = put(tender, Criterion, criterion, {"weight": weight})
        if changed:
            what = f"{name_of(criterion)}: {exact(weight)}"
            record("method:changed", actor, tender.id, part="weight", what=what)
