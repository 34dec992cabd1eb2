"""What the lead reads of how marking goes, in words that tell of nobody who is kept from a bid."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from portal.accounts.queries import people_by_id
from portal.evaluation.models import Seat
from portal.evaluation.progress.queries import Days, Stops, begun_seats
from portal.evaluation.queries import bids_to_mark, seats_of, voices_of
from portal.specifications.hours.work import Load, half_hours
from portal.specifications.interviewed import written_of
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender


class HowFar(Protocol):
    """How far one seat is, in numbers that no page shows."""

    @property
    def seat(self) -> Seat: ...
    @property
    def sent(self) -> int: ...
    @property
    def sheets(self) -> int: ...
    @property
    def is_voided(self) -> bool: ...


def progress_lines(tender: Tender, found: Sequence[HowFar], days: Days) -> list[dict[str, Any]]:
    """Each evaluator with what is sent or begun, and the most hours ahead, in a fixed number of
    queries; whoever is kept from a bid reads like all others (R16)."""
    people = people_by_id([each.seat.person_id for each in found])
    groups = {group.id: group for group in groups_of(tender)}
    criteria, begun = written_of(criteria_of(tender)), begun_seats(tender)
    bids = len(bids_to_mark(tender))
    return [
        {
            "name": people[each.seat.person_id].name,
            "group": groups[each.seat.group_id].title,
            "seat_id": each.seat.id,
            "is_voided": each.is_voided,
            "state": state_of(each, begun),
            "hours": hours_ahead(each, groups[each.seat.group_id], criteria, bids),
            "longer": days.longer.get(each.seat.id),
            "sent": each.sent,
            "sheets": each.sheets,
        }
        for each in found
    ]


def seconds_who_stop(tender: Tender, stops: Stops) -> dict[uuid.UUID, dict[str, Any]]:
    """Who marks as one with somebody and says that they stop, by the other one's seat (P7)."""
    waiting = stops.said - stops.decided.keys()
    seats = [each for each in seats_of(tender) if each.id in waiting] if waiting else []
    people = people_by_id([each.person_id for each in seats])
    return {
        each.beside_id: {"seat_id": each.id, "name": people[each.person_id].name}
        for each in seats
        if each.beside_id
    }


def state_of(found: HowFar, begun: Collection[uuid.UUID]) -> str:
    """`all`, `some`, `begun` or `none`: a number out of fewer would tell who is kept from a bid."""
    if found.sent == found.sheets:
        return "all"
    if found.sent:
        return "some"
    return "begun" if found.seat.id in begun else "none"


def hours_ahead(found: HowFar, group: Group, criteria: Sequence[Criterion], bids: int) -> float:
    """The most that is ahead, by the same sum as people were told beforehand (P14).

    It counts all bids, less one once something is sent: an exact number would tell who has fewer
    bids than the others (R16).
    """
    if found.is_voided or found.sent == found.sheets:
        return 0
    own = {each.criterion_id for each in found.seat.criteria}
    marked = [each for each in criteria if each.id in own]
    load = Load(group.title, group.kind, len(marked), sum(each.word_limit or 0 for each in marked))
    return half_hours(load.minutes(max(bids - bool(found.sent), 1)))


def group_rows(tender: Tender, stops: Seat) -> list[tuple[str, int, int]]:
    """How many of each group mark now, and how many would without this one; by seats, so that no
    number tells who is kept from a bid (R16)."""
    seats = voices_of(tender)
    lines = []
    for group in groups_of(tender):
        now = [each for each in seats if each.group_id == group.id]
        after = [each for each in now if each.id != stops.id]
        lines.append((group.title, len(now), len(after)))
    return lines
