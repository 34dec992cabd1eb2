"""The places of a specification that a suggestion can be about, and that it can go to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.core.formats import exact
from portal.core.words import say
from portal.specifications.models import Criterion, Gate, Section
from portal.specifications.queries import criteria_of, gates_of, sections_of
from portal.tenders.models import Tender

ABOUT: dict[str, tuple[str, ...]] = {
    "words": ("paragraph", "criterion", "gate"),
    "paragraph": ("section",),
    "question": (),
    "criterion": (),
    "weight": ("criterion",),
    "minimum": ("criterion",),
}
"""What each kind of suggestion is about; a new question or criterion is about nothing yet."""

RULES = say("Groups, scale, price and rules")


@dataclass(frozen=True)
class Place:
    """One place: what it is called and says, in both kinds of words, and its numbers."""

    part: str
    id: uuid.UUID | None
    title: str
    words: str = ""
    plain_words: str = ""
    weight: str = ""
    minimum: str = ""
    within: uuid.UUID | None = None
    highest: Decimal = Decimal(0)

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.part} {self.id or ''}".strip()

    def said(self, kind: str, *, plain: bool) -> str:
        """What it says now of what a suggestion of this kind would change."""
        if kind in ("weight", "minimum"):
            return self.weight if kind == "weight" else self.minimum
        return (self.plain_words if plain else self.words) if kind == "words" else ""


def places_in(tender: Tender) -> list[Place]:
    """Every place of a specification, in its order, the rules last."""
    return list(places_of_parts(sections_of(tender), criteria_of(tender), gates_of(tender)))


def places_of_parts(
    sections: Sequence[Section], criteria: Sequence[Criterion], gates: Sequence[Gate]
) -> Iterator[Place]:
    """The same of parts that are loaded."""
    for section in sections:
        yield Place("section", section.id, section.title)
        for number, each in enumerate(section.paragraphs, 1):
            title = f"{section.title} ({number})"
            words = (each.words, each.plain_words)
            yield Place("paragraph", each.id, title, *words, within=section.id)
    for criterion in criteria:
        least = "" if criterion.minimum_mark is None else exact(criterion.minimum_mark)
        yield Place(
            "criterion",
            criterion.id,
            f"{criterion.code} {criterion.title}",
            criterion.question,
            criterion.plain_question,
            exact(criterion.weight),
            least,
            highest=criterion.scale.highest,
        )
    for gate in gates:
        title = f"{gate.code} {gate.title}"
        yield Place("gate", gate.id, title, gate.question, gate.plain_question)
    yield Place("rules", None, "")


def place_for(kind: str, about_id: uuid.UUID | None, places: Sequence[Place]) -> Place | None:
    """The place that a suggestion of this kind can be about, if there is one with this id."""
    return next((each for each in places if each.id == about_id and each.part in ABOUT[kind]), None)
