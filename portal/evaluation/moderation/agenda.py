"""The agenda: what is left, the widest disagreements first, then what is recorded and signed."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from portal.accounts.models import EVALUATOR
from portal.accounts.queries import people_by_id
from portal.core.authorisation import Actor
from portal.core.formats import exact
from portal.core.web import reads_plain
from portal.evaluation.interviews.pages import left_words
from portal.evaluation.interviews.policy import may_see_interviews
from portal.evaluation.interviews.queries import interviews_of
from portal.evaluation.marking.reopening import is_stuck
from portal.evaluation.models import Seat
from portal.evaluation.moderation.disagreement import Apart, apart_of, widest_first
from portal.evaluation.moderation.pages import names_on, progress_of, status_of
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.policy import may_moderate, may_sign_off
from portal.evaluation.moderation.queries import Item, items_of
from portal.evaluation.moderation.reopened import reopened_words
from portal.evaluation.moderation.staff_course import without_course
from portal.specifications.interviewed import has_interviews
from portal.tenders.models import Tender
from portal.tenders.policy import holds


def agenda_page(actor: Actor, tender: Tender, authority: str) -> dict[str, Any]:
    """What the agenda shows; an evaluator's has what they take part in alone."""
    panel, apart = panel_of(tender), apart_of(tender)
    items = widest_first(items_of(tender), apart)
    if holds(actor, tender, EVALUATOR):
        items = [each for each in items if panel.is_theirs(actor, each.bid, each.criterion)]
    may_write, plain = bool(may_moderate(actor, tender)), reads_plain()
    seat = panel.seat_of(actor) if holds(actor, tender, EVALUATOR) else None
    course = _course_missing(actor, tender, panel, may_write)
    has_any = may_see_interviews(actor, tender, has_interviews(tender))
    found = interviews_of(tender) if has_any else []
    interviews = left_words(found) if found else None
    waits = any(not each.is_over for each in found)
    progress = progress_of(items, panel, _names_on(panel) if may_write else {})
    return {
        "tender": tender,
        "authority": authority,
        "progress": progress,
        "sections": _sections(items, panel, seat, apart, may_write, plain),
        "for_panel": holds(actor, tender, EVALUATOR),
        "may_write": may_write,
        "is_stuck": may_write and is_stuck(tender),
        "may_close": may_write and progress["is_ready"] and not waits,
        "interviews": interviews,
        "to_sign": _to_sign(actor, items, panel) if may_sign_off(actor, tender) else None,
        "course": course,
        "reopened": reopened_words(tender, for_panel=holds(actor, tender, EVALUATOR)),
    }


def _course_missing(actor: Actor, tender: Tender, panel: Panel, may_write: bool) -> dict[str, Any]:
    """Who leads sees who hasn't done the course for staff; each of those sees it of themselves."""
    missing = without_course(tender, panel)
    names = people_by_id(missing).values() if may_write else []
    return {
        "names": sorted(person.name for person in names),
        "is_mine": actor.person_id in missing,
    }


def _names_on(panel: Panel) -> dict[uuid.UUID, str]:
    return names_on(panel, people_by_id([seat.person_id for seat in panel.seats.values()]))


def _to_sign(actor: Actor, items: list[Item], panel: Panel) -> int:
    seat = panel.seat_of(actor)
    return sum(seat is not None and seat.id in each.awaited(panel) for each in items)


def _sections(
    items: list[Item],
    panel: Panel,
    seat: Seat | None,
    apart: Apart,
    may_write: bool,
    plain: bool,
) -> list[dict[str, Any]]:
    """What is still to be talked about, then what is recorded (R13)."""
    stands = {each: each.record is not None and not each.is_overtaken(panel) for each in items}
    halves = {
        "open": (gettext("To talk about"), [each for each in items if not stands[each]]),
        "recorded": (gettext("Recorded"), [each for each in items if stands[each]]),
    }
    return [
        {
            "id": name,
            "title": title,
            "items": [
                _row(each, apart, plain, status_of(each, panel, seat, may_write)) for each in theirs
            ],
        }
        for name, (title, theirs) in halves.items()
        if theirs
    ]


def _row(item: Item, apart: Apart, plain: bool, status: dict[str, Any]) -> dict[str, Any]:
    criterion = item.criterion
    return {
        "label": item.bid.label,
        "code": criterion.code,
        "title": criterion.plain_title if plain else criterion.title,
        "apart": _apart_words(apart.get((item.bid.id, criterion.id))),
        **status,
    }


def _apart_words(distance: Decimal | None) -> str:
    """How far the marks lie apart, and never whose is which (R18)."""
    if distance is None:
        return ""
    if not distance:
        return gettext("All gave the same mark")
    return gettext("Marks are %(distance)s apart", distance=exact(distance))
