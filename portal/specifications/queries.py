"""Reads of a tender's specification and of what its method is made of."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.authorisation import there
from portal.core.database import db
from portal.specifications.models import (
    Criterion,
    Gate,
    Group,
    Heading,
    MethodSettings,
    PriceLine,
    Scale,
    Section,
    TieBreak,
)
from portal.tenders.documents.models import TenderDocument
from portal.tenders.documents.queries import waiting_of
from portal.tenders.models import Tender

Ordered = Section | Group | Heading | Criterion | Gate | PriceLine
Part = Ordered | Scale
AnyPart = TypeVar("AnyPart", Section, Group, Heading, Criterion, Gate, PriceLine, Scale)


def _all_of(model: type[Any], order: Any) -> Select[Any]:
    return select(model).where(model.tender_id == bindparam("tender")).order_by(order)


# Written once: nearly every page of a tender asks some of them.
_SECTIONS = _all_of(Section, Section.position).options(selectinload(Section.paragraphs))
_GROUPS = _all_of(Group, Group.position)
_HEADINGS = _all_of(Heading, Heading.position)
_GATES = _all_of(Gate, Gate.position)
_LINES = _all_of(PriceLine, PriceLine.position)
_TIE_BREAKS = _all_of(TieBreak, TieBreak.position)
_SCALES = _all_of(Scale, Scale.title).options(selectinload(Scale.descriptors))
_CRITERIA = _all_of(Criterion, Criterion.position).options(
    joinedload(Criterion.scale).selectinload(Scale.descriptors),
    selectinload(Criterion.shares),
)
_SETTINGS = select(MethodSettings).where(MethodSettings.id == bindparam("tender"))


@dataclass(frozen=True)
class Draft:
    """Everything that a tender's specification and method are made of, loaded once."""

    tender: Tender
    sections: Sequence[Section]
    groups: Sequence[Group]
    scales: Sequence[Scale]
    headings: Sequence[Heading]
    criteria: Sequence[Criterion]
    gates: Sequence[Gate]
    settings: MethodSettings
    lines: Sequence[PriceLine]
    tie_breaks: Sequence[TieBreak]
    documents: Sequence[TenderDocument]
    """The authority's own, that go out with it."""


def draft_of(tender: Tender) -> Draft:
    """The whole specification, in a fixed number of queries."""
    return Draft(
        tender,
        sections_of(tender),
        groups_of(tender),
        scales_of(tender),
        headings_of(tender),
        criteria_of(tender),
        gates_of(tender),
        settings_of(tender),
        lines_of(tender),
        tie_breaks_of(tender),
        waiting_of(tender),
    )


def sections_of(tender: Tender) -> Sequence[Section]:
    """The sections of the specification, in order, each with its paragraphs."""
    return db.session.scalars(_SECTIONS, {"tender": tender.id}).all()


def groups_of(tender: Tender) -> Sequence[Group]:
    """The groups of evaluators, in order."""
    return db.session.scalars(_GROUPS, {"tender": tender.id}).all()


def scales_of(tender: Tender) -> Sequence[Scale]:
    """The scales of marks, by name, with what each mark means."""
    return db.session.scalars(_SCALES, {"tender": tender.id}).all()


def headings_of(tender: Tender) -> Sequence[Heading]:
    """The headings over questions, in order."""
    return db.session.scalars(_HEADINGS, {"tender": tender.id}).all()


def criteria_of(tender: Tender) -> Sequence[Criterion]:
    """The criteria in order, each with its scale, descriptors and shares."""
    return db.session.scalars(_CRITERIA, {"tender": tender.id}).all()


def gates_of(tender: Tender) -> Sequence[Gate]:
    """The pass or fail questions, in order."""
    return db.session.scalars(_GATES, {"tender": tender.id}).all()


def lines_of(tender: Tender) -> Sequence[PriceLine]:
    """The lines of the price schedule, in order."""
    return db.session.scalars(_LINES, {"tender": tender.id}).all()


def tie_breaks_of(tender: Tender) -> Sequence[TieBreak]:
    """The steps of the way to break a tie, in order (R8)."""
    return db.session.scalars(_TIE_BREAKS, {"tender": tender.id}).all()


def settings_of(tender: Tender) -> MethodSettings:
    """Price, rounding and rules; until they are first saved, the usual ones, not in the session."""
    return db.session.scalar(_SETTINGS, {"tender": tender.id}) or MethodSettings(
        id=tender.id,
        price_covers="",
        plain_price_covers="",
        rounding_places=2,
        rounding_rule="half_up",
        empty_group="refuse",
    )


def part_of(tender: Tender, model: type[AnyPart], row_id: uuid.UUID) -> AnyPart:
    """One part of this tender's specification by its id; another tender's is a 404."""
    row = db.session.scalar(select(model).where(model.id == row_id, model.tender_id == tender.id))
    return there(row)
