"""Three facts above the ranking, each of them computed: what decided, without whom, who passed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.words import listed, title_of
from scoring.influence import influence
from scoring.result import Result

Fact = dict[str, str]


def facts_of(figures: Figures, result: Result) -> list[Fact]:
    """At most three facts; those about groups only for whoever may see their parts (R19)."""
    found = influence(result)
    facts: list[Fact] = []
    if figures.shows_groups and found["by_part"]:
        facts += _for_and_against(figures, found)
    return [*facts, _passed(figures)]


def _for_and_against(figures: Figures, found: dict[str, Any]) -> list[Fact]:
    """The part that put the first bid ahead most, and the one that held it back most."""
    first, second = (bid["id"] for bid in figures.ranked[:2])
    parts = sorted(found["by_part"], key=lambda part: Fraction(part["points"]), reverse=True)
    best, worst = parts[0], parts[-1]
    facts = []
    if Fraction(best["points"]) > 0:
        facts.append(_ahead(figures, found, best, first, second))
    if Fraction(worst["points"]) < 0:
        facts.append(_behind(figures, worst, first, second))
    elif Fraction(best["points"]) > 0:
        text = gettext(
            "Bid %(first)s is level with Bid %(second)s or ahead of it in every part.",
            first=first,
            second=second,
        )
        facts.append({"figure": gettext("No part behind"), "text": text})
    return facts


def _ahead(
    figures: Figures, found: dict[str, Any], part: dict[str, Any], first: str, second: str
) -> Fact:
    text = gettext(
        "%(part)s put Bid %(first)s ahead of Bid %(second)s the most.",
        part=_part_words(figures, part),
        first=first,
        second=second,
    )
    without = next((w for w in found["without"] if w["group"] == part.get("group")), None)
    if without and without["changes_winner"]:
        text += " " + gettext(
            "Without them, Bid %(other)s would be first.", other=without["ranking"][0]
        )
    elif without:
        text += " " + gettext("Without them, it would still be first.")
    return {"figure": _signed(figures, part["points"]), "text": text}


def _behind(figures: Figures, part: dict[str, Any], first: str, second: str) -> Fact:
    text = gettext(
        "%(part)s put Bid %(second)s ahead of Bid %(first)s.",
        part=_part_words(figures, part),
        first=first,
        second=second,
    )
    return {"figure": _signed(figures, part["points"]), "text": text}


def _part_words(figures: Figures, part: dict[str, Any]) -> str:
    if part.get("price"):
        return gettext("The prices")
    return gettext("The marks of %(group)s", group=title_of(figures, "groups", part["group"]))


def _signed(figures: Figures, points: str) -> str:
    value = Fraction(points)
    return ("+" if value > 0 else "−") + figures.shown(abs(value))


def _passed(figures: Figures) -> Fact:
    """Whether every bid passed what must be passed (R5)."""
    out = [bid["id"] for bid in figures.bids if bid["status"] != "ranked"]
    if not out:
        text = gettext("Every bid passed each pass or fail question and reached each minimum.")
        return {"figure": gettext("All pass"), "text": text}
    figure = gettext("%(n)s of %(all)s", n=len(out), all=len(figures.bids))
    if len(out) == 1:
        text = gettext("Bid %(label)s isn’t ranked; the reason is below.", label=out[0])
    else:
        text = gettext("Bids %(labels)s aren’t ranked; the reasons are below.", labels=listed(out))
    return {"figure": figure, "text": text}
