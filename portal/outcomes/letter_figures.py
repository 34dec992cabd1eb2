"""The figures of a letter: each question, sub-totals by heading, and the total (R6, R21)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _

from portal.bids.models import Bid
from portal.core.formats import exact, pounds
from portal.outcomes.figures import BidResult
from portal.outcomes.material import Material
from portal.specifications.models import Criterion, Heading
from portal.specifications.tree import criteria_under, tree_of
from scoring.exact import shown_text


def figures_of(material: Material, bid: Bid, winner: Bid | None) -> dict[str, Any]:
    """Marks and points by criterion, sub-totals and the total; the winner's beside them."""
    bids = [bid, winner] if winner else [bid]
    heads = [_("Criterion"), _("Weight"), _("Your mark"), _("Your points")]
    if winner:
        heads += [_("Winner’s mark"), _("Winner’s points")]
    return {
        "heads": [{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        "rows": list(_rows(material, bids)),
        "foot": _foot(material, bids),
    }


def sub_totals(material: Material, standing: BidResult) -> dict[Heading, str]:
    """By heading a bid's points on all that stands under it, rounded once (R6); '' where one of
    them wasn't marked."""
    return {
        heading: _sum(material, standing, under)
        for heading, under in criteria_under(material.headings, material.criteria).items()
        if under
    }


def _sum(material: Material, standing: BidResult, under: list[Criterion]) -> str:
    scored = [standing.criteria.get(each.code) for each in under]
    points = [each.exact for each in scored if each is not None]
    if len(points) < len(scored):
        return ""
    rounding = (material.settings.rounding_places, material.settings.rounding_rule)
    return shown_text(sum(points, start=Fraction(0)), *rounding)


def _rows(material: Material, bids: list[Bid]) -> Iterator[list[str]]:
    """The questions in their order, under each heading that has some with its sub-total."""
    known = {bid.label: sub_totals(material, material.standings[bid.label]) for bid in bids}
    for line in tree_of(material.headings, material.criteria):
        if isinstance(line.row, Criterion):
            yield _row(material, bids, line.row)
        elif line.row in known[bids[0].label]:
            cells = [_("%(title)s, together", title=line.row.title), exact(line.weight)]
            for bid in bids:
                cells += ["", known[bid.label][line.row] or "–"]
            yield cells


def _row(material: Material, bids: list[Bid], criterion: Criterion) -> list[str]:
    cells = [criterion.title, exact(criterion.weight)]
    for bid in bids:
        scored = material.standings[bid.label].criteria.get(criterion.code)
        if scored is None:
            cells += [_("not marked"), "–"]
        else:
            cells += [f"{scored.mark} / {exact(criterion.scale.highest)}", scored.points]
    return cells


def _foot(material: Material, bids: list[Bid]) -> list[list[str]]:
    method = material.settings.price_method
    quality = exact(sum((each.weight for each in material.criteria), start=Decimal(0)))
    rows = [_sub_total(material, bids, _("Quality"), quality, "quality")]
    if method != "none":
        rows.append(_price_row(material, bids))
    whole = "" if method == "per_quality_point" else "100"
    return [*rows, _sub_total(material, bids, _("Total"), whole, "total")]


def _sub_total(
    material: Material, bids: list[Bid], name: str, weight: str, figure: str
) -> list[str]:
    cells = [name, weight]
    for bid in bids:
        cells += ["", getattr(material.standings[bid.label], figure) or "–"]
    return cells


def _price_row(material: Material, bids: list[Bid]) -> list[str]:
    """Your own price as you gave it; of the winner's price the points alone."""
    cells = [_("Price"), exact(material.settings.price_weight)]
    for bid in bids:
        is_own = bid is bids[0]
        amount = pounds(material.prices.get(bid.id)) if is_own else ""
        cells += [amount, material.standings[bid.label].price or "–"]
    return cells
