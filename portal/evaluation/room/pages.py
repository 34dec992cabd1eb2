"""What the table shows on each person’s device, and on the wall."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from portal.accounts.models import EVALUATOR
from portal.accounts.queries import people_by_id
from portal.bids.queries import blind_bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.formats import clock_time
from portal.core.web import reads_plain
from portal.evaluation.models import Seat
from portal.evaluation.models_room import TalkSession
from portal.evaluation.moderation import pages as show
from portal.evaluation.moderation import queries as ask
from portal.evaluation.moderation.checks import Moderated
from portal.evaluation.moderation.pages import Reader
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.queries import Item
from portal.evaluation.moderation.sitting import (
    Table,
    first_groups,
    item_on,
    items_in,
    present_in,
    table_of,
    talks_on,
)
from portal.evaluation.room.policy import may_lead_talks, may_steer_rounds
from portal.specifications.models import Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads

NOTHING: dict[str, Any] = {"mine": None, "said": [], "notes": {}, "record": None}
"""What an answer shows besides itself while a group talks among itself."""
NOTES = ("points_for", "points_against", "reconciled")
PROFESSIONAL = "professional"


def table_page(actor: Actor, tender: Tender) -> dict[str, Any]:
    """What this person sees of the table: only what they mark, and only in their own round."""
    table, panel = table_of(tender), panel_of(tender)
    item = item_on(tender, table)
    seat = panel.seat_of(actor) if holds(actor, tender, EVALUATOR) else None
    here = present_in(tender, table.session) if table.session else set()
    page = {
        "session": session_facts(table.session) if table.session else None,
        "is_here": seat is not None and seat.id in here,
        "has_seat": seat is not None,
        "may_lead": leads(actor, tender),
        "may_steer": bool(may_steer_rounds(actor, tender)),
        "may_read": not may_lead_talks(actor, tender),
        "is_busy": item is not None,
        "item": _on_device(actor, tender, table, panel, item, seat) if item else None,
    }
    if page["may_steer"] and table.session:
        planned = items_in(table.session, ask.items_of(tender))
        page |= _to_steer(tender, table, panel, item, planned)
        page |= _who_is_here(panel, planned, here) if page["may_lead"] else {}
    return page


def _on_device(
    actor: Actor, tender: Tender, table: Table, panel: Panel, item: Item, seat: Seat | None
) -> dict[str, Any] | None:
    """Who leads the talks reads with the group whose round it is; when all talk, what the wall
    shows (R19)."""
    is_together = table.laid is not None and table.laid.group_id is None
    if is_together and may_lead_talks(actor, tender):
        return _wall_item(tender, table, panel, item) | {"is_in_round": True}
    return _for_reader(tender, table, panel, item, seat)


def session_facts(session: TalkSession) -> dict[str, Any]:
    """A session in words."""
    ends = session.ends_at.astimezone(clock.LONDON)
    return {
        "number": session.number,
        "starts_at": session.starts_at,
        "ends": clock_time(ends),
        "minutes": session.minutes,
        "place": session.place,
        "facilitator": session.facilitator,
        "is_open": session.is_open,
        "is_over": session.ended_at is not None,
    }


def _for_reader(
    tender: Tender, table: Table, panel: Panel, item: Item, seat: Seat | None
) -> dict[str, Any] | None:
    """One answer as somebody at the table reads it; nothing of what isn't on their list (R16)."""
    if seat and not panel.may_take_part(seat.id, item.bid, item.criterion):
        return None
    moderated = ask.moderated(tender, item, panel)
    is_in = seat is None or table.is_for(seat.group_id)
    page = {
        **_answer(tender, item),
        **NOTHING,
        "round": round_of(table, moderated.groups),
        "is_in_round": is_in,
    }
    if not is_in:
        return page
    groups = _groups_in(table, moderated.groups)
    reader = Reader(reads_plain(), {}, {}, False)
    given = ask.given_for(tender, item)
    page["marks"] = show.marks_by_group(groups, given, item.record, reader)
    if seat:
        mine = next((each.mark for each in given if each.seat.id == seat.id), None)
        page["mine"] = show.mark_words(mine.mark) if mine else None
    if table.laid and table.laid.group_id is None:
        page |= _together(tender, item, moderated, reader, moderated.groups)
    return page


def _groups_in(table: Table, groups: Sequence[Group]) -> list[Group]:
    """In the round of a group its own marks alone; then everybody's."""
    only = table.laid.group_id if table.laid else None
    return [each for each in groups if only in (None, each.id)]


def _answer(tender: Tender, item: Item) -> dict[str, Any]:
    criterion, bid = item.criterion, blind_bid(tender, item.bid.label)
    plain = reads_plain()
    return {
        "label": item.bid.label,
        "code": criterion.code,
        "title": criterion.plain_title if plain else criterion.title,
        "question": criterion.plain_question if plain else criterion.question,
        "answer": bid.answers.get(criterion.code, ""),
        "is_interview": criterion.is_interview,
        "words": bid.words.get(criterion.code, 0),
        "files": len(bid.files.get(criterion.code, ())),
        "scale": show.scale_of(criterion, plain),
    }


def round_of(table: Table, groups: Sequence[Group]) -> dict[str, str]:
    """Who talks now: one group among itself, or all."""
    only = table.laid.group_id if table.laid else None
    group = next((each for each in groups if each.id == only), None)
    if group is None:
        return {"slug": "", "title": gettext("Everybody talks together")}
    return {
        "slug": group.slug,
        "title": gettext("‘%(group)s’ talk first, among themselves", group=group.title),
    }


def _together(
    tender: Tender, item: Item, moderated: Moderated, reader: Reader, heard: Sequence[Group]
) -> dict[str, Any]:
    """What belongs to the round of all: what groups said first, notes as they are written, and
    what was agreed."""
    said, draft = talks_on(tender, item), ask.draft_of(tender, item.bid, item.criterion)
    record = item.record
    shows_record = record is not None and not item.is_overtaken(moderated.panel)
    notes = draft.content if draft else {}
    return {
        "said": [
            {"who": group.title, "words": said[group.id].words}
            for group in heard
            if group.id in said
        ],
        "notes": {name: notes[name] for name in NOTES if notes.get(name, "").strip()},
        "record": show.record_of(record, moderated, reader)
        if record is not None and shows_record
        else None,
    }


def wall_page(tender: Tender) -> dict[str, Any]:
    """What everybody sees on the wall: no individual mark of young people or of parents, and no
    words of a group that is one person (R19)."""
    table, panel = table_of(tender), panel_of(tender)
    item = item_on(tender, table)
    page: dict[str, Any] = {
        "session": session_facts(table.session) if table.session else None,
        "item": None,
    }
    if item is None:
        return page
    return page | {"item": _wall_item(tender, table, panel, item)}


def _wall_item(tender: Tender, table: Table, panel: Panel, item: Item) -> dict[str, Any]:
    moderated = ask.moderated(tender, item, panel)
    shown = {**_answer(tender, item), **NOTHING, "round": round_of(table, moderated.groups)}
    if table.laid and table.laid.group_id is None:
        shown |= _on_the_wall(tender, item, moderated)
    return shown


def _on_the_wall(tender: Tender, item: Item, moderated: Moderated) -> dict[str, Any]:
    reader = Reader(reads_plain(), {}, {}, False)
    sitting: dict[uuid.UUID, int] = {}
    for seat in moderated.panel.on(item.criterion):
        sitting[seat.group_id] = sitting.get(seat.group_id, 0) + 1
    several = [group for group in moderated.groups if sitting.get(group.id, 0) > 1]
    given = ask.given_for(tender, item)
    professional = [each for each in moderated.groups if each.kind == PROFESSIONAL]
    found = _together(tender, item, moderated, reader, several)
    if record := found["record"]:
        names = {group.title for group in moderated.groups} - {group.title for group in several}
        kept = [each for each in record["marks"] if each["who"] not in names]
        found["record"] = record | {"marks": kept, "present": []}
    quiet = [each.title for each in moderated.groups if each.kind != PROFESSIONAL]
    return {
        **found,
        "marks": show.marks_by_group(professional, given, None, reader),
        "off_the_wall": quiet,
    }


def _to_steer(
    tender: Tender, table: Table, panel: Panel, item: Item | None, planned: Sequence[Item]
) -> dict[str, Any]:
    """What comes next, and whose round it is."""
    groups = groups_of(tender)
    return {
        "queue": [_in_queue(each, panel, table, groups) for each in planned],
        "rounds": _rounds(tender, item, panel, table) if item else [],
    }


def _who_is_here(panel: Panel, planned: Sequence[Item], here: set[uuid.UUID]) -> dict[str, Any]:
    """Who is there, for the lead, who writes down who was (R13)."""
    people = people_by_id([seat.person_id for seat in panel.seats.values()])
    names = {seat.id: people[seat.person_id].name for seat in _asked(panel, planned)}
    return {
        "here": sorted(names[each] for each in names if each in here),
        "missing": sorted(names[each] for each in names if each not in here),
    }


def _asked(panel: Panel, planned: Sequence[Item]) -> list[Seat]:
    """Who marks one of these questions; kept from a bid or not, which nobody may tell (R16)."""
    criteria = {each.criterion.id for each in planned}
    return [
        seat for seat in panel.seats.values() if criteria & set(panel.criteria.get(seat.id, ()))
    ]


def _in_queue(item: Item, panel: Panel, table: Table, groups: Sequence[Group]) -> dict[str, Any]:
    """An answer of the session; put on the table it begins with the first group’s round."""
    first = first_groups(groups, item.criterion, panel)
    status = show.status_of(item, panel, None, may_write=True)
    criterion = item.criterion
    title = criterion.plain_title if reads_plain() else criterion.title
    place = {"label": item.bid.label, "code": criterion.code, "title": title}
    place["first"] = first[0].slug if first else ""
    return {**place, "is_now": table.has(item), **status}


def _rounds(tender: Tender, item: Item, panel: Panel, table: Table) -> list[dict[str, Any]]:
    groups = first_groups(groups_of(tender), item.criterion, panel)
    now = table.laid.group_id if table.laid else None
    said = talks_on(tender, item)
    rows = [
        {
            "slug": each.slug,
            "title": each.title,
            "is_now": each.id == now,
            "is_noted": each.id in said,
        }
        for each in groups
    ]
    everybody = {"slug": "", "title": gettext("Everybody together"), "is_now": now is None}
    return [*rows, everybody | {"is_noted": False}]
