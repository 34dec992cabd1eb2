"""How each figure was worked out: a sentence behind every one, where links lead to (R6)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures, Part, exact
from portal.evaluation.runs.links import (
    Links,
    criterion_place,
    figures_row,
    part_place,
    scores_row,
    scores_row_of,
    working_id,
)
from portal.evaluation.runs.words import bid_words, shown, title_of, why_out
from scoring.exact import said, term

Item = dict[str, Any]


def working_of(figures: Figures, links: Links) -> list[dict[str, Any]]:
    """The working of every bid: its criteria, its parts, then quality, price, total and place.

    Where there are many, of the bid alone whose figure was followed.
    """
    return [
        {
            "id": f"working-{bid['id']}",
            "label": bid_words(bid["id"]),
            "name": figures.names.get(bid["id"]),
            "is_open": bid["id"] == links.opened,
            "criteria": [
                *_criteria(figures, bid),
                *_parts(figures, bid),
                *_totals(figures, bid),
            ],
        }
        for bid in figures.bids
        if not figures.is_long or bid["id"] == links.opened
    ]


def _criteria(figures: Figures, bid: Mapping[str, Any]) -> list[Item]:
    found = []
    for index, criterion in enumerate(figures.method["criteria"]):
        figure = bid["criteria"][index]
        found.append(
            {
                "id": working_id(bid["id"], criterion_place(index)),
                "back": f"#{scores_row_of(bid['id']) if figures.is_long else scores_row(index)}",
                "title": criterion["title"],
                "score": shown(figure["score"]),
                "lines": criterion_lines(figures, bid, index),
            }
        )
    return found


def criterion_lines(figures: Figures, bid: Mapping[str, Any], index: int) -> list[str]:
    """The stored sentences; without single marks, or groups' marks, where R19 keeps them back."""
    criterion, figure = figures.method["criteria"][index], bid["criteria"][index]
    if figures.shows_groups:
        return [
            _group_sentence(figures, step)
            if "group" in step and not figures.shows_marks
            else step["sentence"]
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


def _group_sentence(figures: Figures, step: Mapping[str, Any]) -> str:
    """What a group's mark is worth, without the single marks that it was made of (R18)."""
    group, given, made = title_of(figures, "groups", step["group"]), step["inputs"], step["result"]
    if made["mark"] is None:
        return gettext("%(group)s: there is no mark of theirs here.", group=group)
    rules = {"mean": gettext("mean"), "median": gettext("median")}
    rule = rules.get(step["rule"].partition(":")[2], gettext("agreed mark"))
    mark = Fraction(made["mark"])
    start = gettext("%(group)s: %(rule)s %(mark)s", group=group, rule=rule, mark=said(mark))
    if made["score"] is None:
        return f"{start}."
    shared = Fraction(given["share"] or 100)
    share = f" × {term(shared)} %" if shared != 100 else ""
    sum_of = (
        f"{term(mark)} ÷ {term(Fraction(given['highest']))} × {term(Fraction(given['weight']))}"
    )
    return f"{start}; {sum_of}{share} = {said(Fraction(made['score']))}."


def _parts(figures: Figures, bid: Mapping[str, Any]) -> list[Item]:
    """What each group gave on all criteria together, for those who see it (R19)."""
    if not figures.shows_groups or bid["quality"] is None:
        return []
    return [
        {
            "id": working_id(bid["id"], part_place(part.id)),
            "back": f"#{figures_row(bid['id'])}",
            "title": part.title,
            "score": figures.shown(value),
            "lines": [_part_sentence(bid, part, value)],
        }
        for part in figures.parts
        if part.id != "price" and (value := figures.part(bid, part)) is not None
    ]


def _part_sentence(bid: Mapping[str, Any], part: Part, value: Fraction) -> str:
    scores = [
        score
        for criterion in bid["criteria"]
        for group in criterion["groups"]
        if group["id"] == part.id and (score := exact(group["score"])) is not None
    ]
    added = " + ".join(map(term, scores))
    if len(scores) < 2:
        return f"{part.title}: {said(value)}."
    return f"{part.title}: {added} = {said(value)}."


def total_lines(figures: Figures, bid: Mapping[str, Any], rule: str) -> list[str]:
    """The stored sentences about a bid's `quality`, `price` or `total`."""
    return [
        step["sentence"]
        for step in figures.result["working"]
        if step.get("bid") == bid["id"]
        and "criterion" not in step
        and step["rule"].split(":")[0] == rule
    ]


def _totals(figures: Figures, bid: Mapping[str, Any]) -> list[Item]:
    titles = {
        "quality": (gettext("Quality"), shown(bid["quality"])),
        "price": (gettext("Price"), shown(bid["price"])),
        "total": (gettext("Total"), shown(bid["total"])),
    }
    rows: dict[str, Item] = {}
    for step in figures.result["working"]:
        if step.get("bid") != bid["id"] or "criterion" in step:
            continue
        kind = step["rule"].split(":")[0]
        place = kind if kind in titles else "place"
        title, score = titles.get(place, (gettext("Place"), ""))
        row = rows.setdefault(place, {"title": title, "score": score, "lines": []})
        row |= {
            "id": working_id(bid["id"], place),
            "back": f"#{figures_row(bid['id'])}",
        }
        row["lines"].append(why_out(figures, bid) if kind == "disqualified" else step["sentence"])
    for row in rows.values():
        row["lines"] = list(dict.fromkeys(row["lines"]))
    return list(rows.values())
