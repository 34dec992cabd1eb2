"""What the pages of compliance show, in words; templates compute nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext

from portal.accounts.models import Provider
from portal.bids.models import Bid
from portal.bids.schedule import Priced
from portal.core.formats import day, moment, pounds
from portal.evaluation.compliance.hint import Below, Hint
from portal.evaluation.compliance.queries import HEARD_BY, Asked
from portal.evaluation.grounds import NAMES, PURPOSE_NAMES
from portal.evaluation.models_compliance import BidRuling, ExclusionCheck


def question_line(asked: Asked, *, is_own: bool = False) -> dict[str, Any]:
    """One question and what was said to it, with where it stands; `is_own`: as its bidder reads
    it."""
    question = asked.question
    status, colour = _standing(asked, is_own)
    return {
        "number": question.number,
        "label": asked.label,
        "purpose": question.purpose,
        "about": gettext(PURPOSE_NAMES[question.purpose]),
        "words": question.words,
        "asked": moment(question.asked_at),
        "until": moment(question.answer_by),
        "is_open": not asked.is_heard(),
        "is_own": is_own,
        "is_by_name": question.purpose == "exclusion",
        "status": status,
        "colour": colour,
        "answers": [
            {"words": each.words, "when": moment(each.answered_at), "is_last": each.is_last}
            for each in question.answers
        ],
    }


def _standing(asked: Asked, is_own: bool) -> tuple[str, str | None]:
    if asked.is_heard():
        is_answered = bool(asked.question.answers)
        return (gettext("Answered"), None) if is_answered else (gettext("No answer"), "red")
    if asked.question.answers:
        may_add = gettext("Answered, you may add") if is_own else gettext("Answered, may add")
        return may_add, "blue"
    if is_own:
        return gettext("Waits for your answer"), "yellow"
    return gettext("Waits for the bidder"), "yellow"


def ruling_line(ruling: BidRuling, label: str) -> dict[str, str]:
    """One word on whether a bid is disregarded."""
    facts = {"label": label, "ground": gettext(NAMES[ruling.ground])}
    what = (
        gettext("Bid %(label)s is disregarded: %(ground)s", **facts)
        if ruling.is_out
        else gettext("Bid %(label)s stays in: %(ground)s", **facts)
    )
    return {"what": what, "reason": ruling.reason, "when": moment(ruling.ruled_at)}


def bid_lines(
    bids: Sequence[Bid],
    marked: Sequence[Bid],
    out: Mapping[uuid.UUID, Sequence[BidRuling]],
    asked: Sequence[Asked],
) -> list[dict[str, Any]]:
    """Each bid with where it stands and what it was asked; nothing about exclusion by label."""
    counted = {bid.id for bid in marked}
    return [
        {
            "label": bid.label,
            "status": _status(bid, counted, out),
            "questions": [question_line(e) for e in asked if e.question.bid_id == bid.id],
            "grounds": _to_decide(bid, out, asked),
        }
        for bid in bids
    ]


def _status(
    bid: Bid, counted: set[uuid.UUID], out: Mapping[uuid.UUID, Sequence[BidRuling]]
) -> dict[str, str | None]:
    if bid.id in out:
        names = [gettext(NAMES[each.ground]) for each in out[bid.id]]
        return {
            "text": gettext("Disregarded: %(ground)s", ground=", ".join(names)),
            "colour": "red",
        }
    if bid.id not in counted:
        return {"text": gettext("Out: it failed a pass or fail question"), "colour": "red"}
    return {"text": gettext("In"), "colour": "green"}


def _to_decide(
    bid: Bid, out: Mapping[uuid.UUID, Sequence[BidRuling]], asked: Sequence[Asked]
) -> list[dict[str, str]]:
    """On what the lead can decide: where the bidder was asked about it, or is out on it."""
    purposes = {each.question.purpose for each in asked if each.question.bid_id == bid.id}
    on = {each.ground for each in out.get(bid.id, ())}
    return [
        {"ground": ground, "about": gettext(NAMES[ground])}
        for ground in ("low_price", "procedural")
        if HEARD_BY[ground] in purposes or ground in on
    ]


def price_rows(
    bids: Sequence[Bid],
    prices: Mapping[uuid.UUID, Decimal],
    below: Mapping[uuid.UUID, Below],
    out: Mapping[uuid.UUID, Sequence[BidRuling]],
    lines: Mapping[uuid.UUID, Sequence[Priced]],
) -> list[dict[str, Any]]:
    """Each price with its lines, the lowest first, and how far it lies below the others."""
    priced = sorted((bid for bid in bids if bid.id in prices), key=lambda bid: prices[bid.id])
    return [
        {
            "label": bid.label,
            "price": pounds(prices[bid.id]),
            "words": _below_words(below.get(bid.id)),
            "is_far": bid.id in below and below[bid.id].is_far,
            "is_out": bid.id in out,
            "priced": lines.get(bid.id, ()),
        }
        for bid in priced
    ]


def _below_words(below: Below | None) -> str:
    if below is None or not below.mean:
        return "–"
    return gettext(
        "%(mean)s %% below the mean of the others, %(next)s %% below the next one",
        mean=below.mean,
        next=below.next,
    )


def hint_words(hint: Hint | None) -> str:
    """From when on a price is pointed out, and that this decides nothing."""
    if hint is None:
        return gettext("No figure is set for pointing prices out.")
    return gettext(
        "We point a price out when it is %(mean)s %% or more below the mean of the others, and"
        " %(next)s %% or more below the next one. This is a hint where to look, not a rule: the law"
        " knows no figure.",
        mean=str(hint.below_mean_percent),
        next=str(hint.below_next_percent),
    )


def check_rows(
    bidders: Sequence[Provider], checks: Mapping[uuid.UUID, ExclusionCheck]
) -> list[dict[str, Any]]:
    """Each bidder by name, and how far the look at it has come."""
    return [
        {"id": each.id, "name": each.name, **outcome_status(checks.get(each.id))}
        for each in bidders
    ]


def outcome_status(check: ExclusionCheck | None) -> dict[str, str | None]:
    """What came of a look, in a few words."""
    if check is None:
        return {"status": gettext("Not looked at"), "colour": "yellow"}
    words: dict[str, tuple[str, str | None]] = {
        "none": (gettext("Nothing found"), None),
        "hearing": (gettext("To be heard"), "yellow"),
        "stays": (gettext("Excludable, stays in"), None),
        "excludable": (gettext("Excludable, disregarded"), "red"),
        "excluded": (gettext("Excluded, disregarded"), "red"),
    }
    status, colour = words[check.outcome]
    return {"status": status, "colour": colour}


def check_line(check: ExclusionCheck) -> dict[str, Any]:
    """One version of a look, as it stays on the record."""
    found = [
        gettext("on the debarment list: a mandatory ground")
        if check.on_list == "mandatory"
        else "",
        gettext("on the debarment list: a discretionary ground")
        if check.on_list == "discretionary"
        else "",
        gettext("a mandatory ground") if check.has_mandatory else "",
        gettext("a discretionary ground") if check.has_discretionary else "",
    ]
    return {
        **outcome_status(check),
        "when": moment(check.checked_at),
        "looked_on": day(check.looked_on),
        "found": ", ".join(filter(None, found)) or gettext("nothing"),
        "words": check.words,
    }


def left_words(left: int, count: int) -> str:
    """How many bidders nobody has looked at to the end."""
    if not count:
        return gettext("No bids came.")
    if not left:
        return gettext("Every bidder was looked at.")
    return ngettext(
        "%(num)d bidder wasn’t looked at to the end.",
        "%(num)d bidders weren’t looked at to the end.",
        left,
    )
