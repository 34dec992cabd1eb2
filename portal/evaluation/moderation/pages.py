"""What the pages of moderation show, worked out before a template sees it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext
from wtforms.fields.choices import SelectChoice

from portal.accounts.models import Person
from portal.core.formats import day, exact
from portal.core.words import say
from portal.evaluation.marking.operations import CARDS, HELPER
from portal.evaluation.models import Moderation, Seat
from portal.evaluation.moderation.checks import Moderated
from portal.evaluation.moderation.panel import Panel
from portal.evaluation.moderation.queries import Given, Item
from portal.specifications.models import Criterion, Group

WARNED_OF = {
    "compares": say("A comparison with another bid"),
    "repeats": say("A reason that mostly repeats the scale"),
    "no-answer": say("A reason that names nothing of the answer"),
    "short": say("Few words for marks that lie far apart"),
    "no-round": say("A group that didn’t talk among itself first"),
}
"""What a record can be warned of, by its kind."""


@dataclass(frozen=True)
class Reader:
    """Who reads: in plain words or not, with the panel's names or not, with pseudonyms or not,
    whether they may know who was kept from a bid, and how reasons came about."""

    plain: bool
    names: Mapping[uuid.UUID, str]
    pseudonyms: Mapping[uuid.UUID, str]
    knows_conflicts: bool
    knows_ways: bool = False


def status_of(item: Item, panel: Panel, seat: Seat | None, may_write: bool) -> dict[str, Any]:
    """Where an item stands, as a word and a colour; of signatures one's own alone (R16)."""
    if item.record is None:
        if item.has_draft and may_write:
            return {"status": gettext("Notes kept"), "colour": "yellow"}
        return {"status": gettext("Not recorded yet"), "colour": None}
    if item.is_overtaken(panel):
        return {"status": gettext("To be recorded again"), "colour": "yellow"}
    if seat is not None and seat.id in item.awaited(panel):
        return {"status": gettext("Waits for you"), "colour": "yellow"}
    if seat is not None and seat.id in {each.seat_id for each in item.record.sign_offs}:
        return {"status": gettext("You signed"), "colour": "green"}
    return {"status": gettext("Recorded"), "colour": "green"}


def progress_of(
    items: Sequence[Item], panel: Panel, names: Mapping[uuid.UUID, str]
) -> dict[str, Any]:
    """How much is recorded, who still has to sign, and whether nothing is left.

    Signatures are told by person and never by bid: a bid that is signed without somebody who was
    there would tell who is kept from it (R16).
    """
    recorded = sum(item.record is not None and not item.is_overtaken(panel) for item in items)
    waiting = {seat_id for item in items for seat_id in item.awaited(panel)}
    words = gettext(
        "%(n)s of %(all)s answers are agreed and written down.", n=recorded, all=len(items)
    )
    is_ready = bool(items) and recorded == len(items) and not waiting
    signing = sorted(names.get(panel.seats[each].person_id, "") for each in waiting)
    if is_ready:
        words = f"{words} {gettext('Everybody has signed.')}"
    elif names and signing:
        left = gettext("Still to read and sign: %(names)s.", names=", ".join(signing))
        words = f"{words} {left}"
    return {"words": words, "is_ready": is_ready}


def scale_of(criterion: Criterion, plain: bool) -> list[dict[str, str]]:
    """The published marks from the highest down, each with what it means."""
    return [
        {
            "mark": exact(each.mark),
            "name": each.plain_name if plain else each.name,
            "words": each.plain_words if plain else each.words,
        }
        for each in reversed(criterion.scale.descriptors)
    ]


def marks_by_group(
    groups: Sequence[Group], given: Sequence[Given], record: Moderation | None, reader: Reader
) -> list[dict[str, Any]]:
    """The marks of each group without names, with what the agreed mark adds or takes (R15)."""
    agreed = {each.group_id: each.mark for each in record.agreed} if record else {}
    shown = []
    for group in groups:
        theirs = [each for each in given if each.seat.group_id == group.id]
        rows = [_row(each, agreed.get(group.id), reader) for each in theirs]
        shown.append({"title": group.title, "rows": rows})
    return shown


def mark_words(mark: Decimal | None) -> str:
    """A mark, or that somebody passed (P7)."""
    return gettext("Pass") if mark is None else exact(mark)


def _row(given: Given, agreed: Decimal | None, reader: Reader) -> dict[str, Any]:
    mark = given.mark.mark
    first = given.first and {
        "mark": mark_words(given.first.mark),
        "reason": given.first.reason,
    }
    return {
        "mark": mark_words(mark),
        "reason": given.mark.reason,
        "first": first,
        "moved": "" if mark is None or agreed is None else moved(agreed - mark),
        "who": reader.pseudonyms.get(given.seat.person_id, ""),
        "way": way_words(given.mark.way) if reader.knows_ways else "",
    }


def way_words(way: str | None) -> str:
    """How a reason came about, where it wasn't simply written (R12)."""
    if way == CARDS:
        return gettext("chosen from sentences")
    return gettext("written with a helper") if way == HELPER else ""


def moved(difference: Decimal) -> str:
    """How far the agreed mark lies from a first one, in words."""
    if not difference:
        return gettext("the agreed mark is the same")
    if difference > 0:
        return gettext("the agreed mark is %(n)s higher", n=exact(difference))
    return gettext("the agreed mark is %(n)s lower", n=exact(-difference))


def record_of(
    record: Moderation, moderated: Moderated, reader: Reader, is_last: bool = True
) -> dict[str, Any]:
    """A record as it is read: marks, reason, both sides, and who stands by it."""
    groups = {group.id: group for group in moderated.groups}
    one = len(groups) == 1
    means = {each["mark"]: each for each in scale_of(moderated.criterion, reader.plain)}
    return {
        "id": record.id,
        "version": record.version,
        "day": day(record.recorded_at),
        "plain": reader.plain,
        "marks": [
            {
                "who": gettext("Agreed mark") if one else group.title,
                "mark": exact(each.mark),
                **means.get(exact(each.mark), {"name": "", "words": ""}),
            }
            for group in moderated.groups
            for each in record.agreed
            if each.group_id == group.id
        ],
        "reason": record.reason,
        "next_mark": record.next_mark,
        "points_for": record.points_for,
        "points_against": record.points_against,
        "reconciled": record.reconciled,
        "dissents": [each.words for each in record.dissents],
        "overruled": overruled_in(record),
        "present": _present(record, moderated, reader, is_last),
    }


def overruled_in(record: Moderation) -> dict[str, Any] | None:
    """What a record was warned of, in words, and why it stands all the same (R14)."""
    if record.overruled is None:
        return None
    kinds = dict.fromkeys(str(each).partition(":")[0] for each in record.overruled.warnings)
    words = [gettext(WARNED_OF[kind]) for kind in kinds if kind in WARNED_OF]
    return {"warnings": words, "reason": record.overruled.reason}


def _present(
    record: Moderation, moderated: Moderated, reader: Reader, is_last: bool
) -> list[dict[str, str]]:
    """Names for the panel team; a number for everybody else (R18)."""
    there = [each.seat_id for each in record.present]
    kept = {each for each in there if moderated.panel.is_kept(each, moderated.bid)}
    signed = {each.seat_id for each in record.sign_offs}
    against = {each.seat_id for each in record.dissents}
    if not reader.names:
        knows = len(kept) if reader.knows_conflicts else 0
        return _counted(len(there), len(signed), len(against), knows)
    rows = []
    for seat_id in there:
        seat = moderated.panel.seats.get(seat_id)
        who = reader.names.get(seat.person_id, "") if seat else gettext("A voided seat")
        known = seat is not None and reader.knows_conflicts
        state = _word(seat_id in signed, seat_id in kept, is_last) if known else ""
        rows.append({"who": who, "state": state})
    return sorted(rows, key=lambda row: row["who"])


def _counted(there: int, signed: int, against: int, kept: int) -> list[dict[str, str]]:
    people = ngettext("%(num)d person", "%(num)d people", there)
    state = gettext("%(n)s signed", n=signed)
    if against:
        doesnt = ngettext("%(num)d doesn’t agree", "%(num)d don’t agree", against)
        state = f"{state}, {doesnt}"
    rows = [{"who": people, "state": state}]
    if kept:
        words = ngettext(
            "%(num)d of them was there though kept from this bid",
            "%(num)d of them were there though kept from this bid",
            kept,
        )
        rows.append({"who": words, "state": ""})
    return rows


def _word(has_signed: bool, is_kept: bool, is_last: bool) -> str:
    if is_kept:
        return gettext("was there though kept from this bid")
    if has_signed:
        return gettext("signed")
    return gettext("not signed yet") if is_last else gettext("didn’t sign this version")


def mark_choices(criterion: Criterion) -> list[SelectChoice]:
    """Every mark of the scale from the highest down, with its name where it has one."""
    scale = criterion.scale
    names = {each.mark: each.name for each in scale.descriptors}
    steps = int((scale.highest - scale.lowest) / scale.step)
    marks = [scale.highest - step * scale.step for step in range(steps + 1)]
    return [SelectChoice(exact(each), f"{exact(each)} {names.get(each, '')}") for each in marks]


def people_choices(
    moderated: Moderated, groups: Sequence[Group], reader: Reader
) -> list[SelectChoice]:
    """Everybody who marks the criterion, with their group; kept from the bid or not (R16)."""
    titles = {group.id: group.title for group in groups}
    rows = [
        (titles[seat.group_id], reader.names.get(seat.person_id, ""), str(seat.id))
        for seat in moderated.panel.on(moderated.criterion)
    ]
    order = {group.title: place for place, group in enumerate(groups)}
    rows.sort(key=lambda row: (order[row[0]], row[1]))
    return [SelectChoice(seat_id, f"{name} ({title})") for title, name, seat_id in rows]


def notes_from(record: Moderation | None, groups: Sequence[Group]) -> dict[str, Any]:
    """An earlier record as the start of a new one."""
    if record is None:
        return {}
    slugs = {group.id: group.slug for group in groups}
    return {
        "points_for": record.points_for,
        "points_against": record.points_against,
        "reconciled": record.reconciled,
        "reason": record.reason,
        "next_mark": record.next_mark,
        "agreed": {
            slugs[each.group_id]: exact(each.mark)
            for each in record.agreed
            if each.group_id in slugs
        },
        "present": [str(each.seat_id) for each in record.present],
    }


def names_on(panel: Panel, people: Mapping[uuid.UUID, Person]) -> dict[uuid.UUID, str]:
    """The names of the panel's people, by the person's id."""
    seated = {seat.person_id for seat in panel.seats.values()}
    return {each: people[each].name for each in seated if each in people}
