"""What each group gave, beside what the others gave: orders, themes, differences (P18)."""

from __future__ import annotations

import re
import uuid
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from portal.evaluation.runs.figures import Figures, exact
from portal.outcomes.voices.queries import Reason
from portal.specifications.models import Criterion

WIDEST = 6
"""So many of the widest differences are shown with reasons."""
MOST_WORDS = 8
COMMON = frozenset(
    """
    about after again also answer because before being better bids could didn does doesn done each
    every from give gives given have here into know less like made make many more most much need
    needs only other over people quite really said same says should some somebody something such
    than that their them then there these they thing things think this those very want wants well
    were what when where which while will with would young your service services
    """.split()  # noqa: SIM905  a list of so many would be longer than the file
)
"""Words that nobody would call a theme."""
WORD = re.compile(r"[^\W\d_]{4,}")


def orders_of(figures: Figures) -> list[dict[str, Any]]:
    """A row for each ranked bid: its place, and its place by each group's part alone."""
    groups = [part for part in figures.parts if part.id not in ("price", "quality")]
    points = {
        group.id: {bid["id"]: figures.part(bid, group) or Fraction(0) for bid in figures.ranked}
        for group in groups
    }
    order = {group: sorted(found.values()) for group, found in points.items()}
    return [
        {
            "label": bid["id"],
            "place": f"{bid['rank']}{'=' if bid['shared'] else ''}",
            "by_group": [
                {
                    "place": str(_place(order[group.id], points[group.id][bid["id"]])),
                    "points": figures.shown(points[group.id][bid["id"]]),
                }
                for group in groups
            ],
        }
        for bid in figures.ranked
    ]


def _place(order: Sequence[Fraction], points: Fraction) -> int:
    """One more than those with more; `order` begins with the least."""
    return 1 + len(order) - bisect_right(order, points)


def themes_of(
    figures: Figures, reasons: Sequence[Reason], groups: Mapping[uuid.UUID, str]
) -> list[dict[str, Any]]:
    """For each group the questions on which bids pleased it most and least, and the words that
    several of it used in their reasons."""
    used = _words_by_group(reasons)
    names = {slug: group_id for group_id, slug in groups.items()}
    found = []
    for part in figures.parts:
        if part.id in ("price", "quality"):
            continue
        means = _means(figures, part.id)
        order = sorted(means, key=lambda index: means[index], reverse=True)
        titles = [str(figures.method["criteria"][index]["title"]) for index in order]
        found.append(
            {
                "title": part.title,
                "colour": part.colour,
                "most": titles[0] if titles else "",
                "least": titles[-1] if len(titles) > 1 else "",
                "words": used.get(names.get(part.id, uuid.UUID(int=0)), []),
            }
        )
    return found


def _means(figures: Figures, group: str) -> dict[int, Fraction]:
    """How much of the scale a group gave on each question, over all bids."""
    given: dict[int, list[Fraction]] = defaultdict(list)
    for bid in figures.bids:
        for index, each in enumerate(bid["criteria"]):
            highest = Fraction(figures.method["criteria"][index]["scale"]["highest"])
            for part in each["groups"]:
                mark = exact(part["mark"])
                if part["id"] == group and mark is not None:
                    given[index].append(mark / highest)
    return {index: sum(each, Fraction(0)) / len(each) for index, each in given.items()}


def _words_by_group(reasons: Sequence[Reason]) -> dict[uuid.UUID, list[str]]:
    """Words that at least two people of a group used and of no other group, those of most first."""
    people: dict[uuid.UUID, dict[str, set[uuid.UUID]]] = defaultdict(lambda: defaultdict(set))
    for each in reasons:
        for word in set(WORD.findall(each.words.casefold())) - COMMON:
            people[each.group_id][word].add(each.seat_id)
    several = {
        group: {word: len(who) for word, who in found.items() if len(who) > 1}
        for group, found in people.items()
    }
    shared = Counter(word for found in several.values() for word in found)
    return {
        group: [
            word
            for word in sorted(found, key=lambda each: (-found[each], each))
            if shared[word] == 1
        ][:MOST_WORDS]
        for group, found in several.items()
    }


def widest_of(figures: Figures, criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """Bids and questions on which groups' marks lie furthest apart, the widest first."""
    ids = {each.code: each for each in criteria}
    found = []
    for bid in figures.bids:
        for each in bid["criteria"]:
            marks = [(part["id"], exact(part["mark"]), part["mark"]) for part in each["groups"]]
            there = [mark for _group, mark, _shown in marks if mark is not None]
            if len(there) > 1 and max(there) > min(there):
                highest = ids[each["id"]].scale.highest
                found.append(
                    {
                        "label": bid["id"],
                        "criterion": ids[each["id"]],
                        "marks": {group: shown["shown"] for group, _, shown in marks if shown},
                        "apart": (max(there) - min(there)) / Fraction(highest),
                    }
                )
    found.sort(key=lambda each: (-each["apart"], each["label"], each["criterion"].code))
    return found
