"""The rows of a draft: written, replaced, and kept from leaving a hole."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import delete, func, select

from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.facts import CriterionFacts, PriceFacts
from portal.specifications.models import (
    WEIGHTED,
    Criterion,
    Descriptor,
    Gate,
    Group,
    Heading,
    PriceLine,
    Scale,
    Section,
    Share,
)
from portal.specifications.queries import Ordered, Part, tie_breaks_of
from portal.tenders.models import Tender
from portal.tenders.policy import PUBLISHED

Row = TypeVar("Row", Section, Group, Scale, Heading, Criterion, Gate, PriceLine)
QUESTIONS = (Heading, Criterion)
"""They share one order."""


def refuse_published(tender: Tender) -> None:
    """Refuse any change from publication on (R4)."""
    if tender.stage != "drafting":
        raise Refused(PUBLISHED)


def put(
    tender: Tender, model: type[Row], row: Row | None, values: Mapping[str, Any]
) -> tuple[Row, bool]:
    """Write values into a row, or into a new one at the end; tells whether anything changed."""
    refuse_published(tender)
    if row is None:
        row = model(tender_id=tender.id, **values)
        if not isinstance(row, Scale):
            row.position = _next_position(tender, model)
        db.session.add(row)
        return row, True
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return row, bool(changed)


def _next_position(tender: Tender, model: Any) -> int:
    kinds = QUESTIONS if model in QUESTIONS else (model,)
    wanted = [select(func.max(kind.position)).where(kind.tender_id == tender.id) for kind in kinds]
    last = [found for each in wanted if (found := db.session.scalar(each)) is not None]
    return max(last) + 1 if last else 0


def rows_beside(tender: Tender, row: Ordered) -> list[Any]:
    """All rows that share one order with this one."""
    kinds = QUESTIONS if isinstance(row, QUESTIONS) else (type(row),)
    found: list[Any] = []
    for kind in kinds:
        model: Any = kind
        found += db.session.scalars(select(model).where(model.tender_id == tender.id))
    return sorted(found, key=lambda each: (each.position, isinstance(each, Criterion)))


def number(rows: Sequence[Any]) -> None:
    """Give rows the places in which they stand."""
    for position, each in enumerate(rows):
        each.position = position


def replace_descriptors(
    tender: Tender, scale: Scale, descriptors: Sequence[Mapping[str, Any]]
) -> bool:
    """Give a scale these descriptors in place of its own; tells whether they differ."""
    wanted = sorted(descriptors, key=lambda each: each["mark"])
    names = ("mark", "name", "words", "plain_name", "plain_words")
    before = [{name: getattr(row, name) for name in names} for row in _descriptors(scale)]
    if before == wanted:
        return False
    db.session.flush()
    db.session.execute(delete(Descriptor).where(Descriptor.scale_id == scale.id))
    db.session.add_all(
        Descriptor(tender_id=tender.id, scale_id=scale.id, position=position, **each)
        for position, each in enumerate(wanted)
    )
    db.session.flush()
    db.session.expire(scale, ["descriptors"])
    return True


def _descriptors(scale: Scale) -> Sequence[Descriptor]:
    wanted = select(Descriptor).where(Descriptor.scale_id == scale.id)
    return db.session.scalars(wanted.order_by(Descriptor.position)).all()


def replace_shares(
    tender: Tender, criterion: Criterion, shares: Mapping[uuid.UUID, Decimal]
) -> bool:
    """Give a criterion these shares in place of its own; tells whether they differ."""
    rows = db.session.scalars(select(Share).where(Share.criterion_id == criterion.id)).all()
    if {row.group_id: row.percent for row in rows} == shares:
        return False
    db.session.flush()
    db.session.execute(delete(Share).where(Share.criterion_id == criterion.id))
    db.session.add_all(
        Share(tender_id=tender.id, criterion_id=criterion.id, group_id=group_id, percent=percent)
        for group_id, percent in shares.items()
    )
    db.session.flush()
    db.session.expire(criterion, ["shares"])
    return True


def refuse_odd_interview(facts: CriterionFacts) -> None:
    """Nothing is written for an interview; and who comes differs from bid to bid, so that an
    average would be one of different people (P14, R12)."""
    if facts.is_interview and facts.files:
        raise Refused(say("Nobody brings files to an interview. Leave this empty."), "files")
    if facts.is_interview and facts.wants_plain:
        raise Refused(say("Nothing is written for an interview. Leave this out."), "wants_plain")
    if facts.is_interview and facts.group_mark != "agreed":
        raise Refused(
            say(
                "Who comes to an interview may differ from bid to bid. So each group talks it"
                " through and agrees a mark."
            ),
            "group_mark",
        )


def refuse_odd_price(facts: PriceFacts) -> None:
    """A way of scoring price has exactly the numbers that it needs (R9)."""
    weighted, linear = facts.price_method in WEIGHTED, facts.price_method == "linear"
    if weighted and not facts.price_weight:
        raise Refused(say("Enter the weight of price."), "price_weight")
    if not weighted and facts.price_weight is not None:
        raise Refused(
            say("This way of judging price has no weight. Leave it empty."), "price_weight"
        )
    for name in ("ceiling", "floor"):
        if linear and getattr(facts, name) is None:
            raise Refused(say("Enter an amount."), name)
        if not linear and getattr(facts, name) is not None:
            raise Refused(say("Only a straight line between two amounts has this."), name)
    if facts.ceiling is not None and facts.floor is not None and facts.ceiling <= facts.floor:
        raise Refused(say("The upper amount must be above the lower one."), "ceiling")
    if facts.nil_price == "full" and facts.price_method == "per_quality_point":
        raise Refused(
            say("With price for each quality point a price of nothing is refused."), "nil_price"
        )


def refuse_used_code(
    tender: Tender, model: type[Criterion] | type[Gate], code: str, own: Criterion | Gate | None
) -> None:
    """Refuse a code that another criterion, or another gate, already has."""
    wanted = select(model.id).where(model.tender_id == tender.id, model.code == code)
    with db.session.no_autoflush:
        found = db.session.scalar(wanted)
    if found is not None and (own is None or found != own.id):
        raise Refused(say("Another one already has this code."), "code")


def next_code(letter: str, rows: Sequence[Criterion] | Sequence[Gate]) -> str:
    """The first of Q1, Q2, … that isn't taken."""
    taken = {row.code for row in rows}
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def rename_in_tie_breaks(tender: Tender, before: str, after: str) -> None:
    """A tie-break by a criterion follows its new code."""
    for step in tie_breaks_of(tender):
        if step.by == "criterion" and step.of == before:
            step.of = after


def free_slug(tender: Tender, kind: str) -> str:
    """The first of `young`, `young-2`, … that no group of the tender has."""
    taken = set(db.session.scalars(select(Group.slug).where(Group.tender_id == tender.id)))
    slug, number = kind, 2
    while slug in taken:
        slug, number = f"{kind}-{number}", number + 1
    return slug


def refuse_needed(tender: Tender, row: Part) -> None:
    """Refuse to remove what something else in the method still stands on."""
    steps = {(step.by, step.of) for step in tie_breaks_of(tender)}
    if isinstance(row, Scale) and _exists(Criterion.scale_id == row.id):
        raise Refused(say("A question is still marked on this scale. Change the question first."))
    if isinstance(row, Group) and _exists(Share.group_id == row.id):
        raise Refused(say("This group still has a share in a question. Change the question first."))
    named = isinstance(row, Criterion) and ("criterion", row.code) in steps
    if named or (isinstance(row, Group) and ("group", row.slug) in steps):
        raise Refused(say("A tie-break still names this. Change the tie-breaks first."))


def _exists(condition: Any) -> bool:
    return bool(db.session.scalar(select(select(1).where(condition).exists())))
