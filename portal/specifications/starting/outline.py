"""A specification and method as one outline: what a template, a copy and the library hold.

It holds no person, bid or mark, no code of its own tender, and every number as its exact text.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from portal.core.authorisation import Actor
from portal.core.formats import exact
from portal.specifications import operations as act
from portal.specifications.charter import put_charter, told_charter
from portal.specifications.facts import (
    CriterionFacts,
    DescriptorFacts,
    GateFacts,
    GroupFacts,
    HeadingFacts,
    LineFacts,
    PriceFacts,
    RuleFacts,
    ScaleFacts,
)
from portal.specifications.headings import put_heading
from portal.specifications.models import Criterion, Gate, Group, MethodSettings, Scale, Section
from portal.specifications.price_lines import put_line, told_lines
from portal.specifications.queries import Draft
from portal.specifications.totals import shares_of
from portal.specifications.tree import first_under
from portal.tenders.models import Tender

Outline = dict[str, Any]

QUESTION = ("title", "plain_title", "question", "plain_question")
MARK = ("name", "words", "plain_name", "plain_words")


def outline_of(draft: Draft) -> Outline:
    """All that another tender may begin with."""
    return {
        "sections": [_section(each) for each in draft.sections],
        "groups": [
            {"id": each.slug, "title": each.title, "kind": each.kind, "planned": each.planned}
            for each in draft.groups
        ],
        "scales": [{"id": str(each.id), **scale_outline(each)} for each in draft.scales],
        "headings": _headings(draft),
        "criteria": [_criterion(each, draft) for each in draft.criteria],
        "gates": [{"code": each.code, **gate_outline(each)} for each in draft.gates],
        "price": _price(draft.settings),
        "price_lines": told_lines(draft.lines),
        **told_charter(draft.tender),
        "rules": _rules(draft.settings),
        "tie_breaks": [{"by": step.by, "of": step.of} for step in draft.tie_breaks],
    }


def _section(section: Section) -> Outline:
    pairs = [[each.words, each.plain_words] for each in section.paragraphs]
    return {"title": section.title, "paragraphs": pairs}


def _headings(draft: Draft) -> list[Outline]:
    before = first_under(draft.headings, draft.criteria)
    words = ("title", "plain_title", "level")
    return [
        {**{name: getattr(each, name) for name in words}, "before": before[each]}
        for each in draft.headings
        if each in before
    ]


def scale_outline(scale: Scale) -> Outline:
    """A scale with what each of its marks means."""
    return {
        "title": scale.title,
        **{name: exact(getattr(scale, name)) for name in ("lowest", "highest", "step")},
        "marks": [
            {"mark": exact(each.mark), **{name: getattr(each, name) for name in MARK}}
            for each in scale.descriptors
        ],
    }


def question_outline(criterion: Criterion) -> Outline:
    """What a question asks, without its weight and shares: those belong to one method."""
    return {
        **{name: getattr(criterion, name) for name in QUESTION},
        "word_limit": criterion.word_limit,
        "files": criterion.files,
        "is_interview": criterion.is_interview,
        "wants_plain": criterion.wants_plain,
    }


def _criterion(criterion: Criterion, draft: Draft) -> Outline:
    least = criterion.minimum_mark
    return {
        "code": criterion.code,
        **question_outline(criterion),
        "weight": exact(criterion.weight),
        "scale": str(criterion.scale_id),
        "group_mark": criterion.group_mark,
        "shares": {
            group.slug: exact(percent) for group, percent in shares_of(draft.groups, criterion)
        },
        "minimum": None if least is None else {"mark": exact(least), "of": criterion.minimum_of},
    }


def gate_outline(gate: Gate) -> Outline:
    """What a pass or fail question asks, and what it is about."""
    return {name: getattr(gate, name) for name in (*QUESTION, "kind")}


def _price(settings: MethodSettings) -> Outline | None:
    if settings.price_method is None:
        return None
    numbers = ("price_weight", "ceiling", "floor")
    return {
        "price_method": settings.price_method,
        "nil_price": settings.nil_price,
        "price_covers": settings.price_covers,
        "plain_price_covers": settings.plain_price_covers,
        **{name: exact(getattr(settings, name)) or None for name in numbers},
    }


def _rules(settings: MethodSettings) -> Outline:
    return {
        "rounding_places": settings.rounding_places,
        "rounding_rule": settings.rounding_rule,
        "empty_group": settings.empty_group,
        "minimum_quality": exact(settings.minimum_quality) or None,
    }


def write_outline(actor: Actor, tender: Tender, outline: Outline) -> None:
    """Write all of an outline into an empty draft, part by part, through their operations."""
    for section in outline["sections"]:
        act.write_pairs(actor, tender, section["title"], section["paragraphs"])
    groups = {
        each["id"]: act.put_group(
            actor, tender, GroupFacts(each["title"], each["kind"], each["planned"])
        )
        for each in outline["groups"]
    }
    scales = {each["id"]: put_scale(actor, tender, each) for each in outline["scales"]}
    for each in outline["criteria"]:
        for over in outline["headings"]:
            if over["before"] == each["code"]:
                facts = HeadingFacts(over["title"], over["plain_title"], over["level"])
                put_heading(actor, tender, facts)
        act.put_criterion(actor, tender, _criterion_facts(each, groups, scales[each["scale"]]))
    for each in outline["gates"]:
        put_gate(actor, tender, each, each["code"])
    if outline["price"]:
        act.put_price(actor, tender, PriceFacts(**_exact_in(outline["price"], PRICES)))
    if outline.get("charter"):
        put_charter(actor, tender, outline["charter"], outline["plain_charter"])
    for each in outline["price_lines"]:
        put_line(actor, tender, LineFacts(**each))
    act.put_rules(actor, tender, RuleFacts(**_exact_in(outline["rules"], ("minimum_quality",))))
    act.put_tie_breaks(actor, tender, _steps(outline["tie_breaks"], groups))


PRICES = ("price_weight", "ceiling", "floor")


def put_scale(actor: Actor, tender: Tender, outline: Outline) -> Scale:
    """Write a scale with all its words."""
    marks = tuple(
        DescriptorFacts(Decimal(each["mark"]), *(each[name] for name in MARK))
        for each in outline["marks"]
    )
    lowest, highest, step = (Decimal(outline[name]) for name in ("lowest", "highest", "step"))
    return act.put_scale(actor, tender, ScaleFacts(outline["title"], lowest, highest, step, marks))


def put_gate(actor: Actor, tender: Tender, outline: Outline, code: str) -> Gate:
    """Write a pass or fail question."""
    texts = {name: outline[name] for name in (*QUESTION, "kind")}
    return act.put_gate(actor, tender, GateFacts(code=code, **texts))


def put_question(
    actor: Actor, tender: Tender, outline: Outline, code: str, scale: Scale
) -> Criterion:
    """Write a question that has no weight and no shares yet."""
    bare: Outline = {
        "code": code,
        "weight": "0",
        "group_mark": "agreed",
        "shares": {},
        "minimum": None,
    }
    return act.put_criterion(actor, tender, _criterion_facts({**outline, **bare}, {}, scale))


def _criterion_facts(outline: Outline, groups: Mapping[str, Group], scale: Scale) -> CriterionFacts:
    least = outline["minimum"]
    of = least["of"] if least else None
    own_group = groups.get(of or "")
    return CriterionFacts(
        code=outline["code"],
        **{name: outline[name] for name in QUESTION},
        weight=Decimal(outline["weight"]),
        word_limit=outline["word_limit"],
        files=outline["files"],
        is_interview=outline["is_interview"],
        wants_plain=outline.get("wants_plain", False),
        scale_id=scale.id,
        group_mark=outline["group_mark"],
        minimum_mark=Decimal(least["mark"]) if least else None,
        minimum_of=own_group.slug if own_group else of,
        shares={groups[slug].id: Decimal(part) for slug, part in outline["shares"].items()},
    )


def _steps(steps: list[Outline], groups: Mapping[str, Group]) -> list[tuple[str, str | None]]:
    """The tie-breaks; a group's may have another slug here."""
    return [
        (step["by"], groups[step["of"]].slug if step["by"] == "group" else step["of"])
        for step in steps
    ]


def _exact_in(outline: Outline, names: tuple[str, ...]) -> dict[str, Any]:
    numbers = {name: Decimal(outline[name]) if outline[name] else None for name in names}
    return {**outline, **numbers}
