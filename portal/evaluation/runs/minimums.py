"""Which bid came closest to failing a minimum, and which to reaching one (R5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext, ngettext

from portal.evaluation.runs.figures import Figures, exact
from portal.evaluation.runs.words import title_of


@dataclass(frozen=True)
class _Gap:
    """How far one figure of a bid lies above its minimum, or below: as a part of its scale."""

    bid: str
    what: str
    figure: Fraction
    least: Fraction
    highest: Fraction

    @property
    def size(self) -> Fraction:
        return (self.figure - self.least) / self.highest


def minimum_words(figures: Figures, fragility: Mapping[str, Any]) -> list[str]:
    """Sentences: who came closest to failing, who to passing, and how many steps the first had."""
    if not _has_minimums(figures):
        return [gettext("The method has no minimum marks.")]
    words = []
    if passed := [each for bid in figures.ranked for each in _gaps(figures, bid)]:
        words.append(_failing(figures, min(passed, key=lambda gap: gap.size)))
    if worst := [min(_gaps(figures, bid), key=lambda gap: gap.size) for bid in _below(figures)]:
        words.append(_passing(figures, max(worst, key=lambda gap: gap.size)))
    if figures.shows_marks and fragility["nearest_minimum"]:
        words.append(_steps(figures, fragility["nearest_minimum"]))
    if _keeps_back(figures):
        words.append(
            gettext("Minimums of single groups are kept back, because those groups are small.")
        )
    return words or [gettext("No bid was judged by the minimums.")]


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
        and not any(reason.startswith("gate:") for reason in bid["reasons"])
        and any(gap.size < 0 for gap in _gaps(figures, bid))
    ]


def _gaps(figures: Figures, bid: Mapping[str, Any]) -> Iterator[_Gap]:
    for index, criterion in enumerate(figures.method["criteria"]):
        if not criterion.get("minimum") or not _is_open(figures, criterion):
            continue
        least = Fraction(criterion["minimum"]["mark"])
        highest = Fraction(criterion["scale"]["highest"])
        for what, mark in _marks(figures, criterion, bid["criteria"][index]):
            yield _Gap(bid["id"], what, mark, least, highest)
    quality, percent = exact(bid["quality"]), figures.method.get("minimum_quality")
    if quality is not None and percent is not None:
        whole = sum((Fraction(each["weight"]) for each in figures.method["criteria"]), Fraction(0))
        least = Fraction(percent) * whole / 100
        yield _Gap(bid["id"], gettext("its quality"), quality, least, whole)


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
