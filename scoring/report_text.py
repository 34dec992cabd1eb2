"""A result as a report that a panel can read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.result import Result


def report(result: Result) -> str:
    """The ranking, the ties, then every bid's working in sentences."""
    data = result.as_dict()
    lines = ["RESULT", "", *_ranking(result, data), ""]
    lines += [step["sentence"] for step in data["working"] if step["rule"] == "tie"]
    for bid in data["bids"]:
        lines += ["", f"HOW BID {bid['id']} WAS SCORED", ""]
        mine = [step for step in data["working"] if step.get("bid") == bid["id"]]
        lines += [step["sentence"] for step in mine]
    lines += ["", f"Digest of this result: {data['digest']}", f"Made by {data['library']}.", ""]
    return "\n".join(lines)


def _ranking(result: Result, data: dict[str, Any]) -> Iterator[str]:
    ranked = [each for each in data["bids"] if each["status"] == "ranked"]
    if not ranked:
        yield "No bid is ranked: all are disqualified."
    for bid in ranked:
        place = f"{bid['rank']}{' (shared)' if bid['shared'] else ''}"
        yield f"Place {place}: bid {bid['id']}, {_total(result, bid)}."
    for bid in data["bids"]:
        if bid["status"] == "disqualified":
            yield f"Disqualified: bid {bid['id']} ({', '.join(bid['reasons'])})."


def _total(result: Result, bid: dict[str, Any]) -> str:
    total, quality = bid["total"]["shown"], bid["quality"]["shown"]
    if result.method.price_per_point:
        return f"{total} for each quality point ({quality} points)"
    price = f" (quality {quality}, price {bid['price']['shown']})" if bid["price"] else ""
    return f"{total} points{price}"
