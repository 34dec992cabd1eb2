"""Which bid came closest to failing a minimum, and which to reaching one (R5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext, ngettext

from portal.evaluation.grounds import BEFORE_MARKS
from portal.evaluation.runs.figures import Figures, exact
from portal.evaluation.runs.links import COMPARISON, Links, working_id
from portal.evaluation.runs.moved import example_of, with_marks
from portal.evaluation.runs.steps import Item, criterion_lines, total_lines
from portal.evaluation.runs.words import bid_words, line, title_of
from scoring.exact import said, term
from scoring.fragility import minimum_example
from scoring.result import Result


@dataclass(frozen=True)
class _Gap:
    """How far one figure of a bid lies above its minimum, or below: as a part of its scale.

    `index` is its criterion's position, or None for the quality of a whole bid.
    """

    bid: str
    index: int | None
    what: str
    figure: Fraction
    least: Fraction
    highest: Fraction

    @property
    def size(self) -> Fraction:
        return (self.figure - self.least) / self.highest


def minimum_words(
    figures: Figures, fragility: Mapping[str, Any], links: Links
) -> list[dict[str, str | None]]:
    """Sentences: who came closest to failing, who to passing, and how many steps the first had."""
    if not _has_minimums(figures):
        return [line(gettext("The method has no minimum marks."))]
    words = []
    if gap := _closest_to_failing(figures):
        to_gap = links.to_comparison("failing")
        words.append(line(_failing(figures, gap), to_gap, gettext("closest to failing")))
    if gap := _closest_to_passing(figures):
        to_gap = links.to_comparison("passing")
        words.append(line(_passing(figures, gap), to_gap, gettext("closest to passing")))
    if figures.shows_marks and fragility["nearest_minimum"]:
        told = _steps(figures, fragility["nearest_minimum"])
        words.append(line(told, links.to_comparison("below"), gettext("steps below a minimum")))
    if _keeps_back(figures):
        why = gettext("Minimums of single groups are kept back, because those groups are small.")
        words.append(line(why))
    return words or [line(gettext("No bid was judged by the minimums."))]


def minimum_items(figures: Figures, result: Result, fragility: Mapping[str, Any]) -> Iterator[Item]:
    """How the figures of those sentences were worked out."""
    if gap := _closest_to_failing(figures):
        yield _gap_item(figures, gap, "failing", gettext("Closest to failing"))
    if gap := _closest_to_passing(figures):
        yield _gap_item(figures, gap, "passing", gettext("Closest to passing"))
    if figures.shows_marks and fragility["nearest_minimum"]:
        yield _steps_item(figures, minimum_example(result), fragility["nearest_minimum"])


def _closest_to_failing(figures: Figures) -> _Gap | None:
    passed = (each for bid in figures.ranked for each in _gaps(figures, bid))
    return min(passed, key=lambda gap: gap.size, default=None)


def _closest_to_passing(figures: Figures) -> _Gap | None:
    worst = (min(_gaps(figures, bid), key=lambda gap: gap.size) for bid in _below(figures))
    return max(worst, key=lambda gap: gap.size, default=None)


def _gap_item(figures: Figures, gap: _Gap, place: str, title: str) -> Item:
    """The figure's own working, and what is left to the least that was needed."""
    bid = next(each for each in figures.bids if each["id"] == gap.bid)
    if gap.index is None:
        lines = [*total_lines(figures, bid, "quality"), _least_quality(figures, gap)]
    else:
        lines = criterion_lines(figures, bid, gap.index)
    more, less = max(gap.figure, gap.least), min(gap.figure, gap.least)
    told = gettext(
        "At least %(least)s was needed: %(more)s − %(less)s = %(by)s. Of its scale that is"
        " %(term)s ÷ %(highest)s = %(size)s; no other bid came closer.",
        least=term(gap.least),
        more=term(more),
        less=term(less),
        by=said(more - less),
        term=term(more - less),
        highest=term(gap.highest),
        size=said(abs(gap.size)),
    )
    return {
        "id": working_id(COMPARISON, place),
        "back": "#sure",
        "title": f"{title}: {bid_words(gap.bid)}, {gap.what}",
        "score": figures.shown(more - less),
        "lines": [*lines, told],
    }


def _least_quality(figures: Figures, gap: _Gap) -> str:
    return gettext(
        "The least quality: %(percent)s %% of %(whole)s = %(least)s.",
        percent=term(Fraction(figures.method["minimum_quality"])),
        whole=term(gap.highest),
        least=said(gap.least),
    )


def _steps_item(
    figures: Figures, changes: list[dict[str, Any]], nearest: Mapping[str, Any]
) -> Item:
    """The fewest marks moved in the run's own input, and what the mark becomes."""
    codes = [criterion["id"] for criterion in figures.method["criteria"]]
    index = codes.index(nearest["criterion"])
    after = with_marks(figures, changes)
    bid = next(each for each in after.bids if each["id"] == nearest["bid"])
    least = Fraction(figures.method["criteria"][index]["minimum"]["mark"])
    steps = example_of(figures, changes)
    return {
        "id": working_id(COMPARISON, "below"),
        "back": "#sure",
        "title": gettext("Steps of marks below a minimum: Bid %(label)s", label=bid["id"]),
        "score": str(nearest["moves"]),
        "lines": [
            *(gettext("Changed: %(step)s.", step=step) for step in steps),
            *(gettext("Then: %(line)s", line=each) for each in criterion_lines(after, bid, index)),
            gettext("At least %(least)s is needed.", least=said(least)),
        ],
    }


def _has_minimums(figures: Figures) -> bool:
    whole = figures.method.get("minimum_quality") is not None
    return whole or any(each.get("minimum") for each in figures.method["criteria"])


def _is_open(figures: Figures, criterion: Mapping[str, Any]) -> bool:
    """Whether this reader sees the mark that a minimum looks at (R19)."""
    combined = criterion["minimum"]["of"] == "combined" or _has_one_group(criterion)
    return figures.shows_groups or combined


def _has_one_group(criterion: Mapping[str, Any]) -> bool:
    return len([share for share in criterion["shares"].values() if Fraction(share)]) == 1


def _keeps_back(figures: Figures) -> bool:
    return any(
        each.get("minimum") and not _is_open(figures, each) for each in figures.method["criteria"]
    )


def _below(figures: Figures) -> list[Mapping[str, Any]]:
    """The bids that only minimums kept out, as far as this reader sees which."""
    return [
        bid
        for bid in figures.bids
        if bid["status"] != "ranked"
        and not any(reason.startswith(BEFORE_MARKS) for reason in bid["reasons"])
        and any(gap.size < 0 for gap in _gaps(figures, bid))
    ]


def _gaps(figures: Figures, bid: Mapping[str, Any]) -> Iterator[_Gap]:
    for index, criterion in enumerate(figures.method["criteria"]):
        if not criterion.get("minimum") or not _is_open(figures, criterion):
            continue
        least = Fraction(criterion["minimum"]["mark"])
        highest = Fraction(criterion["scale"]["highest"])
        for what, mark in _marks(figures, criterion, bid["criteria"][index]):
            yield _Gap(bid["id"], index, what, mark, least, highest)
    quality, percent = exact(bid["quality"]), figures.method.get("minimum_quality")
    if quality is not None and percent is not None:
        whole = sum((Fraction(each["weight"]) for each in figures.method["criteria"]), Fraction(0))
        least = Fraction(percent) * whole / 100
        yield _Gap(bid["id"], None, gettext("its quality"), quality, least, whole)


def _marks(
    figures: Figures, criterion: Mapping[str, Any], figure: Mapping[str, Any]
) -> Iterator[tuple[str, Fraction]]:
    """The marks that a minimum looks at, each with what to call it."""
    of, title = criterion["minimum"]["of"], criterion["title"]
    if of == "combined" or _has_one_group(criterion):
        if (mark := exact(figure["mark"])) is not None:
            yield gettext("its mark on “%(title)s”", title=title), mark
        return
    for group in figure["groups"]:
        mark = exact(group["mark"])
        if mark is not None and of in ("each_group", group["id"]):
            name = title_of(figures, "groups", group["id"])
            yield gettext("the mark of “%(group)s” on “%(title)s”", group=name, title=title), mark


def _named(figures: Figures, gap: _Gap) -> dict[str, str]:
    return {
        "bid": gap.bid,
        "what": gap.what,
        "figure": figures.shown(gap.figure),
        "least": figures.shown(gap.least),
        "by": figures.shown(abs(gap.figure - gap.least)),
    }


def _failing(figures: Figures, gap: _Gap) -> str:
    return gettext(
        "Bid %(bid)s came closest to failing: %(what)s is %(figure)s, %(by)s above the least that"
        " was needed, %(least)s.",
        **_named(figures, gap),
    )


def _passing(figures: Figures, gap: _Gap) -> str:
    return gettext(
        "Bid %(bid)s came closest to passing: %(what)s is %(figure)s, %(by)s below the least that"
        " was needed, %(least)s.",
        **_named(figures, gap),
    )


def _steps(figures: Figures, nearest: Mapping[str, Any]) -> str:
    return ngettext(
        "%(num)d step of a mark would take Bid %(bid)s below its minimum on “%(title)s”.",
        "%(num)d steps of marks would take Bid %(bid)s below its minimum on “%(title)s”.",
        nearest["moves"],
        bid=nearest["bid"],
        title=title_of(figures, "criteria", nearest["criterion"]),
    )
