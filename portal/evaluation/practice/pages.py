"""What the pages of practice show, as texts; templates compute nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext

from portal.core.formats import exact
from portal.evaluation.practice.minutes import about, of_step
from portal.evaluation.practice.models import PracticeAnswer
from portal.evaluation.practice.queries import Step
from portal.evaluation.practice.spread import spread_of
from portal.specifications.models import Criterion
from portal.specifications.scales import marks_on


def cards_of(criterion: Criterion, plain: bool) -> list[dict[str, str]]:
    """Each mark of a scale, what it is called, and what it means (R14)."""
    said = {each.mark: each for each in criterion.scale.descriptors}
    cards = []
    for mark in scale_of(criterion):
        words = said.get(mark)
        name = (words.plain_name if plain else words.name) if words else ""
        means = (words.plain_words if plain else words.words) if words else ""
        value = exact(mark)
        text = f"{value} – {name}" if name else value
        cards.append({"value": value, "text": text, "means": means})
    return cards


def scale_of(criterion: Criterion) -> list[Decimal]:
    """The marks that may be given."""
    return marks_on(criterion.scale.lowest, criterion.scale.highest, criterion.scale.step)


def title_of(criterion: Criterion, plain: bool) -> str:
    """A criterion's title in the words that the person likes (R28)."""
    return criterion.plain_title if plain else criterion.title


def step_lines(steps: Sequence[Step], plain: bool, kind: str) -> list[dict[str, Any]]:
    """A line for each question that somebody marks: how far they are, and how long it takes."""
    return [
        {
            "code": each.criterion.code,
            "text": title_of(each.criterion, plain),
            "hint": about(of_step(each, kind)),
            **_status(each),
        }
        for each in steps
    ]


def _status(step: Step) -> dict[str, str | None]:
    if step.is_done:
        return {"status": gettext("Ready"), "colour": "green"}
    if step.mine is not None or step.ready is not None:
        return {"status": gettext("Begun"), "colour": "yellow"}
    return {"status": gettext("Not started"), "colour": None}


def tried(step: Step, given: Sequence[Decimal], plain: bool) -> dict[str, Any] | None:
    """After somebody has tried: their mark, what the lead thought, and how all marks spread."""
    if step.answer is None or step.mine is None:
        return None
    cards = {each["value"]: each for each in cards_of(step.criterion, plain)}
    ours = cards[exact(step.answer.mark)]
    mine = cards[exact(step.mine.mark)] if step.mine.mark is not None else None
    return {
        "mine": mine["text"] if mine else None,
        "ours": ours["text"],
        "means": ours["means"],
        "because": step.answer.because,
        "spread": _spread(list(cards.values()), scale_of(step.criterion), given, mine),
    }


def _spread(
    cards: Sequence[Mapping[str, str]],
    scale: Sequence[Decimal],
    given: Sequence[Decimal],
    mine: Mapping[str, str] | None,
) -> list[dict[str, Any]] | None:
    numbers = spread_of(scale, given)
    if numbers is None:
        return None
    return [
        {
            "text": card["text"],
            "people": ngettext("%(num)d person", "%(num)d people", number),
            "is_mine": card is mine,
        }
        for card, number in zip(cards, numbers, strict=True)
    ]


def bid_lines(
    criteria: Sequence[Criterion], written: Mapping[Any, tuple[PracticeAnswer, int]]
) -> list[dict[str, Any]]:
    """The lead's list: what is written, and how many have practised; passes count like marks."""
    lines = []
    for each in criteria:
        answer, num = written.get(each.id, (None, 0))
        lines.append(
            {
                "code": each.code,
                "text": f"{each.code} {each.title}",
                "hint": ngettext(
                    "%(num)d person has practised", "%(num)d people have practised", num
                )
                if answer
                else None,
                "status": gettext("Written") if answer else gettext("Nothing yet"),
                "colour": "green" if answer else None,
            }
        )
    return lines
