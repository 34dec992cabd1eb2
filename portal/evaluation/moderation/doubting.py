"""What the words of one record are warned of: read again, written anew, or kept with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from portal.core.words import say
from portal.evaluation.moderation.disagreement import apart_in
from portal.evaluation.moderation.panel import Panel
from portal.evaluation.moderation.queries import Given, Item
from portal.evaluation.moderation.sitting import rounds_left
from portal.evaluation.moderation.wording import Doubt, doubts_about
from portal.tenders.models import Tender

NO_ROUND = say(
    "Young people or parents and carers didn’t talk about this answer among themselves first."
)


def doubts_on(
    tender: Tender,
    item: Item,
    panel: Panel,
    texts: Mapping[str, str],
    answer: str,
    given: list[Given],
) -> list[Doubt]:
    """The doubts about what is written on an answer, and about how it was talked about (R14)."""
    descriptors = [f"{e.words} {e.plain_words}" for e in item.criterion.scale.descriptors]
    doubts = doubts_about(texts, item.bid.label, descriptors, answer, apart_on(item, given))
    if rounds_left(tender, item, panel):
        doubts.append(Doubt("reconciled", NO_ROUND, "no-round"))
    return doubts


def apart_on(item: Item, given: list[Given]) -> Fraction:
    """How far the marks lie apart, as a part of the scale; first marks count, not changed minds."""
    scale = item.criterion.scale
    distance = apart_in(given).get((item.bid.id, item.criterion.id))
    return Fraction(distance or 0) / Fraction(scale.highest - scale.lowest)
