"""What a run found, in sentences: the heading, why a bid isn't ranked, how ties are broken."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext, ngettext

from portal.core.formats import moment
from portal.evaluation import grounds
from portal.evaluation.grounds import OUT, PREFIX
from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.queries import RunMade, TieDecided


def finding_of(figures: Figures) -> str:
    """The heading: who is first and by how much, who is tied, or that nobody is ranked (R8)."""
    ranked = figures.ranked
    if not ranked:
        return gettext("No bid is ranked")
    first = [bid["id"] for bid in ranked if bid["rank"] == 1]
    if len(first) > 1:
        return gettext("Bids %(labels)s share first place", labels=listed(first))
    if len(ranked) == 1:
        return gettext("Bid %(label)s is the only bid that is ranked", label=first[0])
    margin = figures.margin
    if not margin:
        return gettext("Bid %(label)s is first, after a tie was broken", label=first[0])
    return _first_by(figures, first[0], margin)


def _first_by(figures: Figures, label: str, margin: Fraction) -> str:
    shown = figures.shown(margin)
    if not Fraction(shown):
        return gettext("Bid %(label)s is first, by less than the figures show", label=label)
    if figures.price_per_point:
        return gettext("Bid %(label)s is first: each point costs £%(n)s less", label=label, n=shown)
    if margin == 1:
        return gettext("Bid %(label)s is first, by %(n)s point", label=label, n=shown)
    return gettext("Bid %(label)s is first, by %(n)s points", label=label, n=shown)


def summary_of(figures: Figures) -> str:
    """How a tie at the top was broken, or that a person decides; else nothing."""
    ranked = figures.ranked
    first = {bid["id"] for bid in ranked[:2]}
    if len(ranked) < 2 or figures.margin:
        return ""
    if ranked[0]["shared"]:
        return gettext("They are equal in everything. A person decides, on the record.")
    ties = [tie for tie in figures.result["ties"] if first <= set(tie["bids"])]
    tie = min(ties, key=lambda each: len(each["bids"]))
    return gettext(
        "It is equal with Bid %(other)s on points; the published tie-break puts it first: %(by)s.",
        other=ranked[1]["id"],
        by=tie_break_words(figures, *_split(tie["broken_by"])),
    )


def tie_words(tie: TieDecided | None) -> dict[str, str] | None:
    """That a person put one of the tied bids first, when and why; none where nobody had to (R8)."""
    if tie is None:
        return None
    said = gettext("A person decided on the tie: Bid %(label)s stands first", label=tie.label)
    when = gettext("By the procurement lead on %(when)s", when=moment(tie.decision.made_at))
    return {"text": said, "when": when, "reason": tie.decision.reason}


def run_words(run: RunMade) -> dict[str, str]:
    """One run among others: its number, when it was made, and the mistake that overtook it."""
    reason = ""
    if run.reopening is not None:
        reason = gettext("A mistake was found: %(what)s", what=run.reopening.reason)
        if run.reopening.issue is not None:
            why = gettext(grounds.AGAIN[run.reopening.ground])
            facts = {"why": why, "what": run.reopening.reason}
            reason = gettext("After the letters, because %(why)s: %(what)s", **facts)
    text = gettext("Run %(number)s", number=run.number)
    return {"text": text, "when": moment(run.made_at), "reason": reason}


def overtaken_words(run: RunMade) -> dict[str, str] | None:
    """Why a run doesn't stand any more; none of the one that stands."""
    if run.reopening is None:
        return None
    when = moment(run.reopening.reopened_at)
    text = gettext("This run doesn’t stand: moderation was opened again on %(when)s.", when=when)
    return {"text": text, "reason": run_words(run)["reason"]}


def rounding_note(figures: Figures) -> str:
    """Why the totals differ by something else than the heading says; nothing where they don't.

    Each figure is rounded once (R6): the difference of two rounded totals isn't the margin.
    """
    if not figures.margin:
        return ""
    first, second = (Fraction(bid["total"]["shown"]) for bid in figures.ranked[:2])
    seen, margin = figures.shown(abs(first - second)), figures.shown(figures.margin)
    if seen == margin:
        return ""
    return gettext(
        "The totals below differ by %(seen)s, because each of them is rounded. The difference is"
        " worked out exactly and then rounded once, to %(margin)s.",
        seen=seen,
        margin=margin,
    )


def _split(slug: str) -> tuple[str, str]:
    kind, _colon, ident = slug.partition(":")
    return kind, ident


def tie_break_words(figures: Figures, by: str, ident: str) -> str:
    """One tie-break in words: 'the score of “Listening”'."""
    if by == "criterion":
        return gettext("the score of “%(title)s”", title=title_of(figures, "criteria", ident))
    if by == "group":
        return gettext("the part of “%(group)s”", group=title_of(figures, "groups", ident))
    return gettext("the lower price") if by == "price" else gettext("quality")


def title_of(figures: Figures, kind: str, ident: str) -> str:
    """The published title of a criterion, gate or group."""
    return next(str(each["title"]) for each in figures.method[kind] if each["id"] == ident)


def why_out(figures: Figures, bid: Mapping[str, Any]) -> str:
    """Why a bid isn't ranked: every rule that it failed, with its figures (R5)."""
    return " ".join(_reason(figures, bid, *_split(slug)) for slug in bid["reasons"])


def _reason(figures: Figures, bid: Mapping[str, Any], kind: str, ident: str) -> str:
    if kind == PREFIX:
        return gettext(OUT[ident])
    if kind == "gate":
        return gettext("It failed “%(title)s”.", title=title_of(figures, "gates", ident))
    if kind == "minimum":
        return _minimum_reason(figures, bid, ident)
    least = Fraction(figures.method["minimum_quality"])
    return gettext(
        "Its quality, %(quality)s, is below %(least)s per cent of what quality can reach.",
        quality=bid["quality"]["shown"],
        least=figures.shown(least),
    )


def _minimum_reason(figures: Figures, bid: Mapping[str, Any], ident: str) -> str:
    criterion = next(each for each in figures.method["criteria"] if each["id"] == ident)
    least, of = criterion["minimum"]["mark"], criterion["minimum"]["of"]
    named = {"title": criterion["title"], "least": least}
    if of == "combined":
        mark = next(each["mark"] for each in bid["criteria"] if each["id"] == ident)
        return gettext(
            "Its mark on “%(title)s” is %(mark)s; at least %(least)s was needed.",
            mark=mark["shown"],
            **named,
        )
    if of == "each_group" or not figures.shows_groups:
        return gettext(
            "On “%(title)s” at least %(least)s was needed, and not every mark reached it.", **named
        )
    group = title_of(figures, "groups", of)
    return gettext(
        "On “%(title)s” at least %(least)s was needed from “%(group)s”.", group=group, **named
    )


def method_words(figures: Figures) -> list[str]:
    """How figures are rounded and ties broken, in sentences (R6, R8)."""
    rounding = figures.method["rounding"]
    places = int(rounding["places"])
    rules = {
        "half_up": gettext("half up"),
        "half_even": gettext("half to even"),
        "down": gettext("down"),
    }
    rounded = ngettext(
        "Every figure is worked out exactly. It is rounded once, where it is shown: %(rule)s, to"
        " %(num)d place. So parts may seem not to add up in the last digit.",
        "Every figure is worked out exactly. It is rounded once, where it is shown: %(rule)s, to"
        " %(num)d places. So parts may seem not to add up in the last digit.",
        places,
        rule=rules[rounding["rule"]],
    )
    breaks = [
        tie_break_words(figures, each["by"], each.get("id") or "")
        for each in figures.method["tie_breaks"]
    ]
    if not breaks:
        return [rounded, gettext("Where totals are equal, a person decides, on the record.")]
    told = gettext("Equal totals are told apart by, in this order: %(all)s.", all=", ".join(breaks))
    return [rounded, told]


def listed(names: list[str]) -> str:
    """'C, D and K'."""
    if len(names) < 2:
        return "".join(names)
    start = ", ".join(names[:-1])
    return gettext("%(start)s and %(last)s", start=start, last=names[-1])


def line(text: str, href: str | None = None, about: str = "") -> dict[str, str | None]:
    """A sentence, and the way to how its figures were worked out; `about` tells such ways apart."""
    return {"text": text, "href": href, "about": about}


def bid_words(label: str) -> str:
    """'Bid K'."""
    return gettext("Bid %(label)s", label=label)


def shown(figure: Mapping[str, Any] | None) -> str:
    """A figure as it is shown, or a dash where it can't be computed."""
    return "–" if figure is None else str(figure["shown"])
