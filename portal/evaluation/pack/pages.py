"""What the pages of a pack show, as texts; templates compute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from portal.evaluation.marking.pages import cards_of, title_of
from portal.evaluation.pack.checks import Checked
from portal.evaluation.pack.layout import PASSED
from portal.evaluation.pack.weighing import CHOOSE, LATER, MARKS, SHUT, STAYS, Line
from portal.specifications.models import Criterion


def review_lines(found: Checked, lines: Sequence[Line], plain: bool) -> list[dict[str, Any]]:
    """Each question that something becomes of: as it stands now, and as it would be."""
    wrong = {each.where for each in found.problems}
    return [
        {
            "number": number,
            "bid": gettext("Bid %(label)s", label=line.own.label),
            "title": title_of(line.criterion, plain),
            "place": line.reading.place,
            "tag": _tag(line, is_wrong=not wrong.isdisjoint(line.reading.places)),
            "now": _now(line, plain),
            "new": said(line.criterion, line.reading.mark, line.reading.reason, plain),
        }
        for number, line in enumerate(lines)
        if line.outcome != STAYS
    ]


def _tag(line: Line, *, is_wrong: bool) -> tuple[str, str]:
    if is_wrong:
        return gettext("Mend this"), "yellow"
    return {
        MARKS: (gettext("Will be your mark"), "green"),
        LATER: (gettext("Kept for later: not a mark yet"), "yellow"),
        CHOOSE: (gettext("You choose"), "yellow"),
        SHUT: (gettext("Stays: this bid is sent"), "grey"),
    }[line.outcome]


def _now(line: Line, plain: bool) -> dict[str, str]:
    now = said(line.criterion, *line.stands, plain)
    if line.is_draft:
        now["mark"] = gettext("%(mark)s (a draft, not your mark yet)", mark=now["mark"])
    return now


def said(criterion: Criterion, mark: str, reason: str, plain: bool) -> dict[str, str]:
    """A mark in words, and its reason."""
    if mark == PASSED:
        return {"mark": gettext("Pass"), "reason": reason}
    names = {card["value"]: card["name"] for card in cards_of(criterion, plain)}
    name = names.get(mark)
    words = f"{mark} – {name}" if name else mark
    return {"mark": words or gettext("No mark yet"), "reason": reason}


def sums_of(lines: Sequence[Line]) -> dict[str, int]:
    """How many questions change, wait, or stay."""
    kinds = [line.outcome for line in lines]
    return {kind: kinds.count(kind) for kind in (MARKS, LATER, CHOOSE, SHUT, STAYS)}
