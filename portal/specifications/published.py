"""What a published tender asks: frozen from then on (R4), so each process reads it once.

It is read anew where words were taken out (R26).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import class_mapper, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from portal.core.tenancy import TenantOwned
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

Row = TypeVar("Row", bound=TenantOwned)
MOST = 256
"""Of so many tenders a process remembers what they ask."""


@dataclass(frozen=True)
class Asked:
    """The questions in order, each with its scale and what each mark means; groups by their ids."""

    criteria: Sequence[Criterion]
    groups: Mapping[uuid.UUID, str]


_known: dict[tuple[uuid.UUID, uuid.UUID, datetime, datetime | None], Asked] = {}


def asked_in(tender: Tender) -> Asked:
    """What a published tender asks; the rows belong to no session and are only read (R4)."""
    assert tender.published_at
    key = (tender.authority_id, tender.id, tender.published_at, tender.reworded_at)
    found = _known.get(key)
    if found is None:
        criteria = [_question(each) for each in criteria_of(tender)]
        found = Asked(criteria, {each.id: each.slug for each in groups_of(tender)})
        if len(_known) >= MOST:
            _known.clear()
        _known[key] = found
    return found


def forget() -> None:
    """Read all anew; for tests, which publish other questions under the same id."""
    _known.clear()


def _question(row: Criterion) -> Criterion:
    made, scale = _apart(row), _apart(row.scale)
    set_committed_value(scale, "descriptors", [_apart(each) for each in row.scale.descriptors])
    set_committed_value(made, "scale", scale)
    return made


def _apart(row: Row) -> Row:
    """A copy that no session knows: asked for anything else, it fails and loads nothing."""
    columns = [each.key for each in class_mapper(type(row)).column_attrs]
    made = type(row)(**{name: getattr(row, name) for name in columns})
    make_transient_to_detached(made)
    return made
