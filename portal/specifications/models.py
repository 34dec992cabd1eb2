"""The specification and the method of a tender; triggers freeze all of it at publication (R4)."""

from __future__ import annotations

import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.specifications.paragraphs.models import Paragraph

GROUP_KINDS = ("professional", "young", "parent")
GATE_KINDS = ("exclusion", "participation", "offer")
GROUP_MARKS = ("mean", "median", "agreed")
PRICE_METHODS = (
    "none",
    "lowest_over_bid",
    "mean_deviation",
    "linear",
    "per_quality_point",
    "fixed",
)
WEIGHTED = ("lowest_over_bid", "mean_deviation", "linear")
RATIO = ("lowest_over_bid", "mean_deviation", "per_quality_point")


class Section(TenantOwned, Base):
    """One section of the specification: a title, and paragraphs with their plain twins (P10)."""

    __tablename__ = "section"
    __table_args__ = (belongs_to("tender"),)

    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    title: Mapped[str]

    paragraphs: Mapped[list[Paragraph]] = relationship(viewonly=True, order_by=Paragraph.position)

    @property
    def has_plain_twins(self) -> bool:
        """Whether every paragraph, of one at least, stands beside its twin in plain words."""
        return bool(self.paragraphs) and all(each.plain_words for each in self.paragraphs)


class Group(TenantOwned, Base):
    """A group of evaluators; `planned` is how many are expected (R19: under 5, agreed marks)."""

    __tablename__ = "evaluator_group"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "slug"),
        CheckConstraint(f"kind in {GROUP_KINDS}", name="kind_known"),
    )

    tender_id: Mapped[uuid.UUID]
    slug: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    planned: Mapped[int]
    position: Mapped[int]


class Scale(TenantOwned, Base):
    """The marks that may be given, from `lowest` to `highest` by `step`."""

    __tablename__ = "scale"
    __table_args__ = (belongs_to("tender"),)

    tender_id: Mapped[uuid.UUID]
    title: Mapped[str]
    lowest: Mapped[Decimal]
    highest: Mapped[Decimal]
    step: Mapped[Decimal]

    descriptors: Mapped[list[Descriptor]] = relationship(
        viewonly=True, order_by="Descriptor.position"
    )


class Descriptor(TenantOwned, Base):
    """What one mark of a scale means, in standard and in plain words (R14)."""

    __tablename__ = "descriptor"
    __table_args__ = (belongs_to("scale"), UniqueConstraint("authority_id", "scale_id", "position"))

    scale_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    mark: Mapped[Decimal]
    name: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    plain_name: Mapped[str]
    plain_words: Mapped[str] = mapped_column(Text)


class Heading(TenantOwned, Base):
    """A heading over questions: level 1 a section of them, level 2 a criterion within it (R3).

    It shares one order with the criteria: what comes after it, up to the next heading of its level
    or above, stands under it. A heading has no weight but the sum of theirs.
    """

    __tablename__ = "heading"
    __table_args__ = (
        belongs_to("tender"),
        CheckConstraint("level in (1, 2)", name="level_known"),
    )

    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    level: Mapped[int]
    title: Mapped[str]
    plain_title: Mapped[str]


class Criterion(TenantOwned, Base):
    """What bids are judged on: a question to providers, a weight, and who marks it (R3, R6).

    `minimum_of` is `combined`, `each_group` or a group's slug (R5). `files`: how many an answer may
    bring along; none unless the author says so. `is_interview`: it is asked at an interview, so
    no answer to it is written and `word_limit` says nothing (P14). `wants_plain`: the answer is
    wanted in plain words; how plain it is never becomes a score.
    """

    __tablename__ = "criterion"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("scale"),
        UniqueConstraint("authority_id", "tender_id", "code"),
        CheckConstraint(f"group_mark in {GROUP_MARKS}", name="group_mark_known"),
        CheckConstraint(
            "(minimum_mark is null) = (minimum_of is null)", name="minimum_whole_or_absent"
        ),
        CheckConstraint("word_limit > 0", name="word_limit_positive"),
    )

    tender_id: Mapped[uuid.UUID]
    scale_id: Mapped[uuid.UUID]
    position: Mapped[int]
    code: Mapped[str]
    title: Mapped[str]
    plain_title: Mapped[str]
    weight: Mapped[Decimal]
    question: Mapped[str] = mapped_column(Text)
    plain_question: Mapped[str] = mapped_column(Text)
    word_limit: Mapped[int]
    files: Mapped[int] = mapped_column(default=0, server_default="0")
    is_interview: Mapped[bool] = mapped_column(default=False, server_default=false())
    wants_plain: Mapped[bool] = mapped_column(default=False, server_default=false())
    group_mark: Mapped[str]
    minimum_mark: Mapped[Decimal | None]
    minimum_of: Mapped[str | None]

    scale: Mapped[Scale] = relationship(viewonly=True)
    shares: Mapped[list[Share]] = relationship(viewonly=True)


class Share(TenantOwned, Base):
    """The part of a criterion's score, in per cent, that a group of evaluators carries (R7)."""

    __tablename__ = "share"
    __table_args__ = (
        belongs_to("criterion"),
        belongs_to("evaluator_group", "group_id"),
        UniqueConstraint("authority_id", "criterion_id", "group_id"),
    )

    tender_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    group_id: Mapped[uuid.UUID]
    percent: Mapped[Decimal]


class Gate(TenantOwned, Base):
    """A question that is passed or failed; a bid that fails one is out (R5).

    `kind`: on `exclusion` (R17), on a condition of `participation`, which is about who bids, or on
    what is in the `offer`; none of them is an award criterion (R2, R3).
    """

    __tablename__ = "gate"
    __table_args__ = (belongs_to("tender"), UniqueConstraint("authority_id", "tender_id", "code"))

    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(default="offer", server_default="offer")
    code: Mapped[str]
    title: Mapped[str]
    plain_title: Mapped[str]
    question: Mapped[str] = mapped_column(Text)
    plain_question: Mapped[str] = mapped_column(Text)


class MethodSettings(TenantOwned, Base):
    """How scores are combined, beside the criteria: price, rounding, an empty group (R6 to R9).

    Its id is the tender's: there is one for each. Until somebody has said it, `price_method` and
    `nil_price` are None: a choice that changes who wins is never made by a default.
    """

    __tablename__ = "method_settings"
    __table_args__ = (
        belongs_to("tender", "id"),
        CheckConstraint(f"price_method in {PRICE_METHODS}", name="price_method_known"),
        CheckConstraint("nil_price in ('refuse', 'full')", name="nil_price_known"),
        CheckConstraint("empty_group in ('refuse', 'others')", name="empty_group_known"),
        CheckConstraint(
            "rounding_rule in ('half_up', 'half_even', 'down')", name="rounding_rule_known"
        ),
        CheckConstraint("rounding_places between 0 and 6", name="rounding_places_in_range"),
    )

    price_method: Mapped[str | None]
    price_weight: Mapped[Decimal | None]
    price_covers: Mapped[str] = mapped_column(Text)
    plain_price_covers: Mapped[str] = mapped_column(Text)
    nil_price: Mapped[str | None]
    ceiling: Mapped[Decimal | None]
    floor: Mapped[Decimal | None]
    minimum_quality: Mapped[Decimal | None]
    rounding_places: Mapped[int]
    rounding_rule: Mapped[str]
    empty_group: Mapped[str]


class PriceLine(TenantOwned, Base):
    """A line of the price schedule: so many units a year, for so many years (R9).

    A bid has a price for one unit of it; the price of the bid is the sum of all lines.
    """

    __tablename__ = "price_line"
    __table_args__ = (
        belongs_to("tender"),
        CheckConstraint("quantity > 0 and years > 0", name="something_of_it"),
    )

    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    title: Mapped[str]
    unit: Mapped[str]
    quantity: Mapped[int]
    years: Mapped[int]
    package: Mapped[str] = mapped_column(default="", server_default="")
    """The alternative to which it belongs; '' where it is bought whatever is chosen (P12)."""

    @property
    def units(self) -> int:
        """How many units there are in all."""
        return self.quantity * self.years


class TieBreak(TenantOwned, Base):
    """One step of the published way to break a tie, in order (R8)."""

    __tablename__ = "tie_break"
    __table_args__ = (
        belongs_to("tender"),
        CheckConstraint("by in ('criterion', 'group', 'quality', 'price')", name="by_known"),
        CheckConstraint("(by in ('criterion', 'group')) = (of is not null)", name="of_something"),
    )

    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    by: Mapped[str]
    of: Mapped[str | None]
