"""What the lead says of each part of a specification, as its operation takes it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class SectionFacts:
    """A section of text, and its twin in plain words."""

    title: str
    body: str
    plain_body: str


@dataclass(frozen=True)
class GroupFacts:
    """A group of evaluators, and how many people it is planned with (R19)."""

    title: str
    kind: str
    planned: int


@dataclass(frozen=True)
class DescriptorFacts:
    """What one mark means, in standard and in plain words."""

    mark: Decimal
    name: str
    words: str
    plain_name: str
    plain_words: str


@dataclass(frozen=True)
class ScaleFacts:
    """A scale of marks; descriptors of marks that aren't on it are refused."""

    title: str
    lowest: Decimal
    highest: Decimal
    step: Decimal
    descriptors: tuple[DescriptorFacts, ...] = ()


@dataclass(frozen=True)
class CriterionFacts:
    """A criterion; `shares` has a percentage for each group that marks it, by the group's id.

    `minimum_of` is `combined`, `each_group` or a group's slug, and None without a minimum.
    """

    code: str
    title: str
    plain_title: str
    weight: Decimal
    question: str
    plain_question: str
    word_limit: int
    scale_id: uuid.UUID
    group_mark: str = "agreed"
    minimum_mark: Decimal | None = None
    minimum_of: str | None = None
    shares: Mapping[uuid.UUID, Decimal] = field(default_factory=dict)
    files: int = 0
    is_interview: bool = False
    wants_plain: bool = False


@dataclass(frozen=True)
class HeadingFacts:
    """A heading over questions: of a section of them (1), or of a criterion within it (2)."""

    title: str
    plain_title: str
    level: int = 1


@dataclass(frozen=True)
class GateFacts:
    """A pass or fail question, and what it is about: exclusion, who bids, or the offer."""

    code: str
    title: str
    plain_title: str
    question: str
    plain_question: str
    kind: str = "offer"


@dataclass(frozen=True)
class LineFacts:
    """A line of the price schedule: what, how many a year, for how many years (R9); and the
    package to which it belongs, if it is one of several alternatives (P12)."""

    title: str
    unit: str
    quantity: int
    years: int
    package: str = ""


@dataclass(frozen=True)
class PriceFacts:
    """Whether and how price counts, and what it covers (R9)."""

    price_method: str
    price_weight: Decimal | None = None
    nil_price: str | None = None
    ceiling: Decimal | None = None
    floor: Decimal | None = None
    price_covers: str = ""
    plain_price_covers: str = ""


@dataclass(frozen=True)
class RuleFacts:
    """Rounding, least quality, and what happens where a group has no mark (R5, R6, R16)."""

    rounding_places: int = 2
    rounding_rule: str = "half_up"
    empty_group: str = "refuse"
    minimum_quality: Decimal | None = None
