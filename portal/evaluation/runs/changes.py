"""What is other in one run than in an earlier one: combined marks, totals and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.words import bid_words, shown

Document = Mapping[str, Any]


def changes_between(now: Document, before: Document) -> dict[str, Any]:
    """A line for each bid whose figures are other, and how many stayed; no group's mark (R19)."""
    earlier = {bid["id"]: bid for bid in before["bids"]}
    titles = {each["id"]: each["title"] for each in now["input"]["method"]["criteria"]}
    rows = [
        _row(bid, earlier[bid["id"]], titles)
        for bid in now["bids"]
        if bid["id"] in earlier and _seen(bid) != _seen(earlier[bid["id"]])
    ]
    return {"rows": rows, "same": len(now["bids"]) - len(rows)}


def _seen(bid: Mapping[str, Any]) -> Any:
    marks = [each["mark"] and each["mark"]["exact"] for each in bid["criteria"]]
    return (_place(bid), bid["total"] and bid["total"]["exact"], marks)


def _row(now: Mapping[str, Any], before: Mapping[str, Any], titles: Mapping[str, str]) -> Any:
    lines = []
    for each, was in zip(now["criteria"], before["criteria"], strict=True):
        if (each["mark"] and each["mark"]["exact"]) != (was["mark"] and was["mark"]["exact"]):
            lines.append(
                gettext(
                    "“%(title)s”: mark %(before)s, now %(now)s",
                    title=titles[each["id"]],
                    before=shown(was["mark"]),
                    now=shown(each["mark"]),
                )
            )
    return {
        "label": bid_words(now["id"]),
        "places": (_place(before), _place(now)),
        "totals": (shown(before["total"]), shown(now["total"])),
        "lines": lines,
    }


def _place(bid: Mapping[str, Any]) -> str:
    if bid["rank"] is None:
        return gettext("not ranked")
    return f"{bid['rank']}{'=' if bid['shared'] else ''}"
