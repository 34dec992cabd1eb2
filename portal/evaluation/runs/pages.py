"""What the result page shows: every figure a text that is rounded already."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.models import Run
from portal.evaluation.runs.facts import facts_of
from portal.evaluation.runs.figures import Figures, Part
from portal.evaluation.runs.words import finding_of, method_words, summary_of, why_out
from portal.tenders.models import Tender
from scoring.result import Result

NARROWEST = 9
"""A part of fewer hundredths has no room for its figure."""


def result_page(tender: Tender, run: Run, figures: Figures, result: Result) -> dict[str, Any]:
    """All that `evaluation/result.html` asks for, but its links."""
    return {
        "finding": finding_of(figures),
        "where": _where(tender, run),
        "summary": summary_of(figures) or None,
        "facts": facts_of(figures, result),
        "groups": [{"colour": part.colour, "text": part.title} for part in figures.parts],
        "bids": [_ranked(figures, bid) for bid in figures.bids],
        "table": _parts_table(figures),
        "scores": _scores_table(figures),
        "method": method_words(figures),
        "working": _working(figures),
        "digest": run.digest,
        "is_partial": not figures.shows_groups,
    }


def _where(tender: Tender, run: Run) -> str:
    words = gettext("%(title)s · run %(number)s", title=tender.title, number=run.number)
    if tender.revealed_at is None:
        words += " · " + gettext("names are hidden until approval")
    return words


def _ranked(figures: Figures, bid: Mapping[str, Any]) -> dict[str, Any]:
    label = gettext("Bid %(label)s", label=bid["id"])
    if bid["status"] != "ranked":
        return {"label": label, "out": why_out(figures, bid)}
    total = bid["total"]["shown"]
    return {
        "label": label,
        "place": f"{bid['rank']}=" if bid["shared"] else str(bid["rank"]),
        "total": f"£{total}" if figures.price_per_point else total,
        "parts": _bars(figures, bid),
    }


def _bars(figures: Figures, bid: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Widths in hundredths of the 100 points that can be had; only drawing uses these floats."""
    bars, x = [], Fraction(0)
    for part in figures.parts:
        width = figures.part(bid, part) or Fraction(0)
        bars.append(
            {
                "colour": part.colour,
                "text": part.title,
                "figure": figures.shown(width),
                "x": round(float(x), 3),
                "width": round(float(width), 3),
                "middle": round(float(x + width / 2), 3),
                "fits": width >= NARROWEST,
            }
        )
        x += width
    return bars


def _parts_table(figures: Figures) -> dict[str, Any]:
    heads = [gettext("Bid"), gettext("Place"), *(part.title for part in figures.parts)]
    if figures.shows_groups:
        heads.append(gettext("Quality"))
    heads.append(gettext("Price of a point") if figures.price_per_point else gettext("Total"))
    return {
        "heads": [{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        "rows": [_parts_row(figures, bid) for bid in figures.bids],
    }


def _parts_row(figures: Figures, bid: Mapping[str, Any]) -> list[str]:
    shares = "=" if bid["shared"] else ""
    place = f"{bid['rank']}{shares}" if bid["rank"] else gettext("not ranked")
    cells = [gettext("Bid %(label)s", label=bid["id"]), place]
    cells += [_shown_part(figures, bid, part) for part in figures.parts]
    if figures.shows_groups:
        cells.append(_shown(bid["quality"]))
    return [*cells, _shown(bid["total"])]


def _shown_part(figures: Figures, bid: Mapping[str, Any], part: Part) -> str:
    value = figures.part(bid, part)
    return "–" if value is None else figures.shown(value)


def _shown(figure: Mapping[str, str] | None) -> str:
    return "–" if figure is None else figure["shown"]


def _scores_table(figures: Figures) -> dict[str, Any]:
    """The score of every bid on each criterion, beside what could be had."""
    heads = [gettext("Question"), gettext("Most")]
    heads += [gettext("Bid %(label)s", label=bid["id"]) for bid in figures.bids]
    rows = [
        [
            f"{criterion['id']} {criterion['title']}",
            criterion["weight"],
            *(_shown(bid["criteria"][place]["score"]) for bid in figures.bids),
        ]
        for place, criterion in enumerate(figures.method["criteria"])
    ]
    return {
        "heads": [{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        "rows": rows,
    }


def _working(figures: Figures) -> list[dict[str, Any]]:
    """A sentence behind every figure, bid by bid (R6)."""
    return [
        {
            "label": gettext("Bid %(label)s", label=bid["id"]),
            "criteria": [*_criteria_working(figures, bid), *_totals_working(figures, bid)],
        }
        for bid in figures.bids
    ]


def _criteria_working(figures: Figures, bid: Mapping[str, Any]) -> list[dict[str, Any]]:
    shown = []
    for place, criterion in enumerate(figures.method["criteria"]):
        figure = bid["criteria"][place]
        shown.append(
            {
                "title": criterion["title"],
                "score": _shown(figure["score"]),
                "lines": _lines(figures, bid, criterion, figure),
            }
        )
    return shown


def _lines(
    figures: Figures,
    bid: Mapping[str, Any],
    criterion: Mapping[str, Any],
    figure: Mapping[str, Any],
) -> list[str]:
    """The stored sentences; one without the groups' marks where R19 keeps them back."""
    if figures.shows_groups:
        return [
            step["sentence"]
            for step in figures.result["working"]
            if step.get("bid") == bid["id"] and step.get("criterion") == criterion["id"]
        ]
    if figure["score"] is None:
        return [gettext("It can’t be scored: marks are missing.")]
    return [
        gettext(
            "Combined mark %(mark)s ÷ %(highest)s × %(weight)s = %(score)s.",
            mark=figure["mark"]["exact"],
            highest=criterion["scale"]["highest"],
            weight=criterion["weight"],
            score=figure["score"]["exact"],
        )
    ]


def _totals_working(figures: Figures, bid: Mapping[str, Any]) -> list[dict[str, Any]]:
    titles = {
        "quality": (gettext("Quality"), _shown(bid["quality"])),
        "price": (gettext("Price"), _shown(bid["price"])),
        "total": (gettext("Total"), _shown(bid["total"])),
    }
    rows: dict[str, dict[str, Any]] = {}
    for step in figures.result["working"]:
        if step.get("bid") != bid["id"] or "criterion" in step:
            continue
        title, score = titles.get(step["rule"].split(":")[0], (gettext("Place"), ""))
        row = rows.setdefault(title, {"title": title, "score": score, "lines": []})
        is_reason = step["rule"].startswith("disqualified")
        row["lines"].append(why_out(figures, bid) if is_reason else step["sentence"])
    for row in rows.values():
        row["lines"] = list(dict.fromkeys(row["lines"]))
    return list(rows.values())
