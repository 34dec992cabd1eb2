"""What was read of a pack, as the page that shows it carries it along."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from portal.core import carried as sealed
from portal.evaluation.pack.checks import Reading
from portal.evaluation.pack.codes import Stood
from portal.evaluation.pack.weighing import Line

PURPOSE = "a pack that was read"
Versions = tuple[int, int]


class Carried(NamedTuple):
    """What was read, and the versions of mark and draft that stood when it was shown."""

    readings: Sequence[Reading]
    shown: Sequence[Versions]


def carry(seat_id: uuid.UUID, lines: Sequence[Line]) -> str:
    """What the page carries along: nobody but this evaluator can send it, and nothing changed."""
    said = [[*each.reading[:6], *each.reading.stood, *each.versions] for each in lines]
    return sealed.carry(PURPOSE, seat_id, said)


def carried(seat_id: uuid.UUID, text: str) -> Carried | None:
    """The same, read again; none where it isn't ours, or somebody else's."""
    said = sealed.carried(PURPOSE, seat_id, text)
    if said is None:
        return None
    readings = [_reading(*each[:9]) for each in said]
    return Carried(readings, [(each[9], each[10]) for each in said])


def _reading(
    label: str, code: str, mark: str, reason: str, page: str, place: str, *stood: Any
) -> Reading:
    return Reading(label, code, mark, reason, page, place, Stood(*stood))
