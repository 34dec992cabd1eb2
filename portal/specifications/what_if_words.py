"""What invented bids teach about a method, in sentences: who is first, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from flask_babel import gettext

from portal.specifications.models import Group
from scoring import Result
from scoring.dependence import bid_dependence
from scoring.exact import shown_text
from scoring.influence import influence


def bid_words(result: Result, bid: int) -> str:
    """'Bid A'."""
    return gettext("Bid %(label)s", label=result.marks.bids[bid].id)


def finding(result: Result) -> str:
    """Who is first and by how much, who shares the place, or that nobody is ranked (R8)."""
    order, places = result.ranking.order, result.ranking.places
    if not order:
        return gettext("No bid is ranked")
    if len(places[0]) > 1:
        return gettext("%(bids)s share first place", bids=_named(result, places[0]))
    if len(order) == 1:
        return gettext("%(bid)s is the only bid that is ranked", bid=bid_words(result, order[0]))
    return _first_by(result, order[0], order[1])


def _first_by(result: Result, first: int, second: int) -> str:
    margin = abs(result.totals[first] - result.totals[second])
    named = {"bid": bid_words(result, first), "margin": _shown(result, margin)}
    if not margin:
        return gettext("%(bid)s is first, after a tie was broken", **named)
    if not Fraction(named["margin"]):
        return gettext("%(bid)s is first, by less than the figures show", **named)
    if result.method.price_per_point:
        return gettext("%(bid)s is first: each point costs £%(margin)s less", **named)
    return gettext("%(bid)s is first, %(margin)s ahead", **named)


def why_out(result: Result, bid: int) -> str:
    """Why a bid isn't ranked (R5); invented bids pass every pass or fail question."""
    return " ".join(_reason(result, bid, slug) for slug in result.reasons[bid])


def _reason(result: Result, bid: int, slug: str) -> str:
    kind, _colon, ident = slug.partition(":")
    if kind == "minimum_quality":
        return gettext(
            "Its quality, %(quality)s, is below the least quality.",
            quality=_shown(result, result.table.quality[bid] or Fraction(0)),
        )
    criterion = next(each for each in result.method.criteria if each.id == ident)
    assert criterion.minimum is not None
    return gettext(
        "A mark on ‘%(title)s’ is below the least mark of %(least)s.",
        title=criterion.title,
        least=criterion.as_dict()["minimum"]["mark"],
    )


def lessons(groups: Sequence[Group], result: Result) -> list[str]:
    """What these bids show: quality or price alone, without each group, without each bid."""
    if len(result.ranking.order) < 2:
        return []
    return [*_alone(result), *_without_groups(groups, result), *_without_bids(result)]


def _alone(result: Result) -> Iterator[str]:
    """Who is best by quality, and cheapest: what the weights of the two decide between."""
    if not (result.method.price_is_scored or result.method.price_per_point):
        return
    by_quality = _best(result, lambda bid: result.table.quality[bid] or Fraction(0))
    by_price = _best(result, lambda bid: -(result.marks.bids[bid].price or Fraction(0)))
    yield gettext(
        "By quality alone, first: %(quality)s. By price alone, first: %(price)s.",
        quality=_named(result, by_quality),
        price=_named(result, by_price),
    )


def _best(result: Result, value: Callable[[int], Fraction]) -> list[int]:
    bids = sorted(result.ranking.order)
    most = max(value(bid) for bid in bids)
    return [bid for bid in bids if value(bid) == most]


def _without_groups(groups: Sequence[Group], result: Result) -> Iterator[str]:
    """Who would be first if one group's share went to the others (P15)."""
    titles = {group.slug: group.title for group in groups}
    for each in influence(result)["without"]:
        group = titles[each["group"]]
        if each["ranking"] is None:
            continue
        if not each["changes_winner"]:
            yield gettext("Without the marks of ‘%(group)s’, the same is first.", group=group)
            continue
        first = gettext("Bid %(label)s", label=each["ranking"][0])
        yield gettext(
            "Without the marks of ‘%(group)s’, %(bid)s would be first.", group=group, bid=first
        )


def _without_bids(result: Result) -> Iterator[str]:
    """Which two bids would swap if a third one weren't there (R9)."""
    for each in bid_dependence(result):
        for above, below in each["swaps"]:
            yield gettext(
                "Without Bid %(gone)s, Bid %(below)s would stand before Bid %(above)s.",
                gone=each["without"],
                below=below,
                above=above,
            )


def _named(result: Result, bids: Sequence[int]) -> str:
    names = [bid_words(result, bid) for bid in bids]
    if len(names) == 1:
        return names[0]
    return gettext("%(start)s and %(last)s", start=", ".join(names[:-1]), last=names[-1])


def _shown(result: Result, value: Fraction) -> str:
    rounding = result.method.rounding
    return shown_text(value, rounding.places, rounding.rule)
