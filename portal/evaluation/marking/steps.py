"""The three steps of an evaluator, declare, practise, mark: what is left, in minutes (P7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext

from portal.bids.queries import number_of_bidders
from portal.bids.queries_lengths import lengths_of
from portal.core.database import db
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.models import Seat
from portal.evaluation.practice.minutes import about, to_declare, to_get_ready, to_mark, to_promise
from portal.evaluation.practice.queries import Step, promise_of, steps_of
from portal.specifications.models import Group
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least, stage_of

Line = dict[str, Any]


def steps_left(
    tender: Tender, seat: Seat, own: Sequence[OwnSheet], links: Mapping[str, str], *, declared: bool
) -> dict[str, Any] | None:
    """A line for each thing to do, and how long what can be done now takes in all; nobody is
    hurried, and nothing counts down. None once marking is over."""
    if is_at_least(tender, "moderating"):
        return None
    kind = db.session.get_one(Group, (tender.authority_id, seat.group_id)).kind
    found = [
        _declare(tender, kind, declared, links),
        _promise(seat, kind, links),
        _practise(steps_of(seat), kind, links),
        _mark(tender, own, kind),
    ]
    minutes = sum(now for _line, now in found)
    declare, promise, practise, mark = (line for line, _now in found)
    return {
        "declare": [declare, promise],
        "practise": [practise],
        "mark": [mark],
        "all": about(minutes) if minutes else None,
        "each": mark.get("each"),
    }


def _declare(
    tender: Tender, kind: str, declared: bool, links: Mapping[str, str]
) -> tuple[Line, int]:
    text, href = gettext("Say if you know who sent a bid"), links["declare"]
    if declared:
        return _done(text, href), 0
    if not is_at_least(tender, "opened"):
        return _later(text, gettext("We ask you this when the bids are open.")), 0
    minutes = to_declare(number_of_bidders(tender), kind)
    hint = gettext("You see the names, and answer two questions about each.")
    return _waits(text, f"{hint} {about(minutes)}.", href), minutes


def _promise(seat: Seat, kind: str, links: Mapping[str, str]) -> tuple[Line, int]:
    text, href = gettext("Promise to keep it to yourself"), links["promise"]
    if promise_of(seat) is not None:
        return _done(text, href), 0
    minutes = to_promise(kind)
    return _waits(text, f"{about(minutes)}.", href), minutes


def _practise(steps: Sequence[Step], kind: str, links: Mapping[str, str]) -> tuple[Line, int]:
    text, href = gettext("Get to know your questions"), links["practise"]
    left = [each for each in steps if not each.is_done]
    if not left:
        return _done(text, href), 0
    minutes = to_get_ready(left, kind)
    number = ngettext("%(num)d question is left.", "%(num)d questions are left.", len(left))
    hint = f"{number} {about(minutes)}. {gettext('You can leave this out.')}"
    return {"text": text, "hint": hint, "href": href, "status": gettext("If you like")}, minutes


def _mark(tender: Tender, own: Sequence[OwnSheet], kind: str) -> tuple[Line, int]:
    text = gettext("Mark the bids")
    if stage_of(tender) != "marking" or not own:
        return _later(text, gettext("You can mark as soon as everybody is ready.")), 0
    open_sheets = [each for each in own if not each.is_sent and not each.is_voided]
    if not open_sheets:
        return _done(text, "#your-bids"), 0
    left = [(each.sheet.bid_id, criterion.id) for each in open_sheets for criterion in each.left]
    lengths = lengths_of(tender)
    minutes = to_mark(sum(lengths.get(each, 0) for each in left), len(left), kind)
    answers = ngettext("%(num)d answer is left.", "%(num)d answers are left.", len(left))
    hint = f"{answers} {about(minutes)}." if left else gettext("Look at them again and send them.")
    each = {"each": about(-(-minutes // len(left)))} if left else {}
    return _waits(text, hint, "#your-bids") | each, minutes


def _waits(text: str, hint: str, href: str) -> Line:
    return {
        "text": text,
        "hint": hint,
        "href": href,
        "status": gettext("To do"),
        "colour": "yellow",
    }


def _later(text: str, hint: str) -> Line:
    return {"text": text, "hint": hint, "status": gettext("Later")}


def _done(text: str, href: str) -> Line:
    return {"text": text, "href": href, "status": gettext("Done"), "colour": "green"}
