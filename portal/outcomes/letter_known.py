"""What the record holds of one letter, for the checks of what is typed into it (R19, R21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.bids.models import Bid
from portal.outcomes.figures import BidResult
from portal.outcomes.letter_figures import sub_totals
from portal.outcomes.material import Material
from portal.outcomes.queries_letters import LETTER
from portal.outcomes.typed_checks import Known
from portal.specifications.models import Criterion

GROUPS_IN_WORDS = (
    "young people",
    "young person",
    "parents",
    "carers",
    "professionals",
    "young evaluators",
)
"""What groups of evaluators are called beside their titles."""


def known_of(
    material: Material,
    bid: Bid,
    part: str,
    content: Mapping[str, Any],
    answers: Mapping[str, str],
    people: Sequence[str],
) -> Known:
    """The record of one letter as far as this part of it is concerned.

    `content`: the letter as it stands; `answers`: the bid's own words by criterion's code.
    """
    winner = material.winner
    told = [bid, *([winner] if winner and winner.id != bid.id else [])]
    criteria = [each for each in material.criteria if part in (LETTER, each.code)]
    shown = {material.bidders[each.id].name for each in told}
    own = _figures(material.standings[bid.label], criteria, material)
    theirs = [_figures(material.standings[each.label], criteria, material) for each in told]
    ranks = [material.standings[each.label].rank for each in told]
    record = [*_texts(content), *(answers.get(each.code, "") for each in criteria)]
    return Known(
        figures=frozenset().union(*theirs),
        given=frozenset(own),
        scale=frozenset(mark for each in criteria for mark in _marks_of(each)),
        places=frozenset(Decimal(rank) for rank in ranks if rank),
        record="\n".join(record),
        winner=material.bidders[winner.id].name if winner else None,
        others=tuple(
            sorted({each.name for each in material.bidders.values() if each.name not in shown})
        ),
        people=tuple(people),
        groups=tuple(dict.fromkeys([*(each.title for each in material.groups), *GROUPS_IN_WORDS])),
    )


def _figures(
    standing: BidResult, criteria: Sequence[Criterion], material: Material
) -> set[Decimal]:
    """A bid's marks and points on these criteria, its sub-totals, and what could be had."""
    texts = [standing.quality, standing.price, standing.total]
    texts += sub_totals(material, standing).values()
    for each in criteria:
        if scored := standing.criteria.get(each.code):
            texts += [scored.mark, scored.points]
    found = {_exact(text) for text in texts if text}
    had = {each.weight for each in criteria} | {each.scale.highest for each in criteria}
    had |= {each.minimum_mark for each in criteria if each.minimum_mark is not None}
    had |= {material.settings.price_weight or Decimal(0), Decimal(100)}
    quality = sum((each.weight for each in material.criteria), start=Decimal(0))
    return {each for each in found if each is not None} | had | {quality}


def _marks_of(criterion: Criterion) -> Iterator[Decimal]:
    scale = criterion.scale
    mark = scale.lowest
    while mark <= scale.highest:
        yield mark
        mark += scale.step


def _exact(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[^\d.]", "", text))
    except InvalidOperation:
        return None


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for each in content.values():
            yield from _texts(each)
    elif isinstance(content, list):
        for each in content:
            yield from _texts(each)
    elif isinstance(content, str):
        yield content
