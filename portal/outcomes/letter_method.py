"""How marks and prices became figures, in the sentences of a letter (R21)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.formats import exact, pounds
from portal.core.words import say
from portal.outcomes.material import Material
from portal.specifications.models import MethodSettings, Scale

PRICE = {
    "lowest_over_bid": say(
        "The points for price are %(weight)s times the lowest price, divided by the price of the"
        " bid. The lowest price is that of the bids that have a place in the order."
    ),
    "mean_deviation": say(
        "A price equal to the mean price has half of the %(weight)s points for price; the mean is"
        " that of the bids that have a place in the order. Each per cent below the mean is"
        " worth one hundredth of them more, each per cent above it one hundredth less."
    ),
    "linear": say(
        "The points for price fall evenly from %(weight)s at %(floor)s to nought at %(ceiling)s."
    ),
    "per_quality_point": say(
        "The total is the price divided by the points for quality; the lowest total comes first."
    ),
    "fixed": say("The budget is fixed, so price has no points."),
}


ROUNDED = {
    "half_up": say("a half rounded up"),
    "half_even": say("a half rounded to the even figure"),
    "down": say("rounded down"),
}


def method_words(material: Material) -> list[str]:
    """How marks work and how many can be had; the full version is linked below them."""
    scales = {each.scale.id: each.scale for each in material.criteria}
    return [
        *(_scale(scale) for scale in scales.values()),
        _(
            "The points for a criterion are its weight times the mark, divided by the highest mark."
            " Where several groups of evaluators mark a criterion, its mark puts theirs together in"
            " the published shares, so it need not be a whole number."
        ),
        _(
            "Each reason was agreed by the people who marked that question: ‘we’ and ‘us’ in it are"
            " they."
        ),
        *price_words(material.settings),
        _rounding(material),
    ]


def _scale(scale: Scale) -> str:
    names = ", ".join(f"{exact(each.mark)} {each.name}" for each in scale.descriptors)
    return _(
        "Marks go from %(lowest)s to %(highest)s in steps of %(step)s: %(names)s.",
        lowest=exact(scale.lowest),
        highest=exact(scale.highest),
        step=exact(scale.step),
        names=names,
    )


def price_words(settings: MethodSettings) -> list[str]:
    """How prices were scored, by the published method (R9)."""
    sentence = PRICE.get(settings.price_method or "")
    if sentence is None:
        return []
    facts = {
        "weight": exact(settings.price_weight),
        "ceiling": pounds(settings.ceiling),
        "floor": pounds(settings.floor),
    }
    return [_(sentence, **facts)]


def _rounding(material: Material) -> str:
    return ngettext(
        "Figures are shown with %(num)d decimal place, %(rule)s. The order of bids was worked out"
        " with exact figures.",
        "Figures are shown with %(num)d decimal places, %(rule)s. The order of bids was worked out"
        " with exact figures.",
        material.settings.rounding_places,
        rule=_(ROUNDED[material.settings.rounding_rule]),
    )
