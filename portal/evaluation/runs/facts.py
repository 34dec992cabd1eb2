"""Three facts above the ranking, each of them computed: what decided, how surely, who passed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext, ngettext

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.moved import example_of
from portal.evaluation.runs.words import listed, title_of

Fact = dict[str, str]
DIFFERENCE, SURE, RANKING = "#difference", "#sure", "#ranking"


def facts_of(figures: Figures, found: Mapping[str, Any], links: Links) -> list[Fact]:
    """At most three facts; those about groups only for whoever may see their parts (R19)."""
    facts: list[Fact] = []
    if figures.shows_groups and found["influence"]["by_part"]:
        facts += _for_and_against(figures, found, links)
    return [*facts, _passed(figures)]


def _for_and_against(figures: Figures, found: Mapping[str, Any], links: Links) -> list[Fact]:
    """The part that put the first bid ahead most, then what would undo that (R7)."""
    first, second = (bid["id"] for bid in figures.ranked[:2])
    influence = found["influence"]
    parts = sorted(influence["by_part"], key=lambda part: Fraction(part["points"]), reverse=True)
    best, worst = parts[0], parts[-1]
    facts = []
    if Fraction(best["points"]) > 0:
        facts.append(_ahead(figures, influence, best, links))
    if figures.shows_marks and found["fragility"]["fewest_mark_changes"]:
        facts.append(_steps(figures, found["fragility"], links))
    elif Fraction(worst["points"]) < 0:
        facts.append(_behind(figures, worst, links))
    elif Fraction(best["points"]) > 0:
        text = gettext(
            "Bid %(first)s is level with Bid %(second)s or ahead of it in every part.",
            first=first,
            second=second,
        )
        facts.append({"figure": gettext("No part behind"), "text": text, "href": DIFFERENCE})
    return facts


def _steps(figures: Figures, fragility: Mapping[str, Any], links: Links) -> Fact:
    """How few steps of marks would change who is first, with an example."""
    moves = fragility["fewest_mark_changes"]
    example = example_of(figures, fragility["example"])
    text = gettext("That is how little would bring another bid level with the first.")
    if len(example) == 1:
        text += " " + gettext("For example: %(step)s.", step=example[0])
    figure = ngettext("%(num)d step of a mark", "%(num)d steps of marks", moves)
    return {"figure": figure, "text": text, "href": links.to_comparison("steps")}


def _ahead(figures: Figures, found: Mapping[str, Any], part: dict[str, Any], links: Links) -> Fact:
    first, second = (bid["id"] for bid in figures.ranked[:2])
    text = gettext(
        "%(part)s put Bid %(first)s ahead of Bid %(second)s the most.",
        part=_part_words(figures, part),
        first=first,
        second=second,
    )
    without = next((w for w in found["without"] if w["group"] == part.get("group")), None)
    if without and without["changes_winner"] and without["ranking"][0] != first:
        text += " " + gettext(
            "Without them, Bid %(other)s would be first.", other=without["ranking"][0]
        )
    elif without and without["changes_winner"] is False:
        text += " " + gettext("Without them, it would still be first.")
    return _of_part(figures, part, text, links)


def _behind(figures: Figures, part: dict[str, Any], links: Links) -> Fact:
    first, second = (bid["id"] for bid in figures.ranked[:2])
    text = gettext(
        "%(part)s put Bid %(second)s ahead of Bid %(first)s.",
        part=_part_words(figures, part),
        first=first,
        second=second,
    )
    return _of_part(figures, part, text, links)


def _of_part(figures: Figures, part: dict[str, Any], text: str, links: Links) -> Fact:
    """What one part did to the margin; its figure leads to the row that it was worked out in."""
    row = [each.id for each in figures.parts].index(part.get("group", "price"))
    figure = figures.signed(Fraction(part["points"]))
    return {"figure": figure, "text": text, "href": links.to_difference(row)}


def _part_words(figures: Figures, part: dict[str, Any]) -> str:
    if part.get("price"):
        return gettext("The prices")
    return gettext("The marks of “%(group)s”", group=title_of(figures, "groups", part["group"]))


def _passed(figures: Figures) -> Fact:
    """Whether every bid passed what must be passed (R5)."""
    out = [bid["id"] for bid in figures.bids if bid["status"] != "ranked"]
    if not out:
        text = gettext("Every bid passed each pass or fail question and reached each minimum.")
        return {"figure": gettext("All pass"), "text": text, "href": SURE}
    figure = gettext("%(n)s of %(all)s", n=len(out), all=len(figures.bids))
    if len(out) == 1:
        text = gettext("Bid %(label)s isn’t ranked; the reason is below.", label=out[0])
    else:
        text = gettext("Bids %(labels)s aren’t ranked; the reasons are below.", labels=listed(out))
    return {"figure": figure, "text": text, "href": RANKING}
