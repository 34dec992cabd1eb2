"""The method as `scoring` reads it, and its published hash (R4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.specifications.models import Criterion, MethodSettings, TieBreak
from portal.specifications.queries import Draft, draft_of
from portal.tenders.models import Tender
from scoring.canonical import digest
from scoring.method import Method
from scoring.problems import BadInput, Problem


def method_of(tender: Tender) -> dict[str, Any]:
    """The whole method in scoring's input format, defaults filled in; raises `BadInput`."""
    return Method.from_dict(written(draft_of(tender))).as_dict()


def method_sha256(method: dict[str, Any]) -> str:
    """The published hash: SHA-256 of the method's canonical JSON (R4)."""
    return Method.from_dict(method).digest.removeprefix("sha256:")


def content_sha256(content: dict[str, Any]) -> str:
    """SHA-256 of anything's canonical JSON, so that a published text can be compared."""
    return digest(content).removeprefix("sha256:")


def faults_of(method: dict[str, Any]) -> list[Problem]:
    """What `scoring check` says of a method, each with its place."""
    try:
        Method.from_dict(method)
    except BadInput as bad:
        return bad.problems
    return []


def written(draft: Draft) -> dict[str, Any]:
    """The method as far as it is written; scoring may still find faults in it."""
    slugs = {group.id: group.slug for group in draft.groups}
    settings, price = draft.settings, _price(draft.settings)
    return {
        "groups": [
            {"id": group.slug, "title": group.title, "kind": _kind(group.kind)}
            for group in draft.groups
        ],
        "criteria": [_criterion(each, slugs) for each in draft.criteria],
        "gates": [{"id": gate.code, "title": gate.title} for gate in draft.gates],
        **_given("minimum_quality", settings.minimum_quality),
        "empty_group": settings.empty_group,
        **({"price": price} if price else {}),
        "rounding": {"places": settings.rounding_places, "rule": settings.rounding_rule},
        "tie_breaks": [_tie_break(each) for each in draft.tie_breaks],
    }


def _kind(kind: str) -> str:
    return kind if kind == "professional" else "lived_experience"


def _criterion(criterion: Criterion, slugs: dict[Any, str]) -> dict[str, Any]:
    percents = {slugs[share.group_id]: share.percent for share in criterion.shares}
    shares = {slug: _text(percents[slug]) for slug in slugs.values() if slug in percents}
    scale = criterion.scale
    minimum = {}
    if criterion.minimum_mark is not None:
        minimum = {"minimum": {"mark": _text(criterion.minimum_mark), "of": criterion.minimum_of}}
    return {
        "id": criterion.code,
        "title": criterion.title,
        "weight": _text(criterion.weight),
        "scale": {
            "lowest": _text(scale.lowest),
            "highest": _text(scale.highest),
            "step": _text(scale.step),
        },
        "shares": shares,
        "group_mark": criterion.group_mark,
        **minimum,
    }


def _price(settings: MethodSettings) -> dict[str, Any] | None:
    if settings.price_method in (None, "none"):
        return None
    return {
        "method": settings.price_method,
        **_given("weight", settings.price_weight),
        **({"nil_price": settings.nil_price} if settings.nil_price else {}),
        **_given("ceiling", settings.ceiling),
        **_given("floor", settings.floor),
    }


def _tie_break(step: TieBreak) -> dict[str, Any]:
    return {"by": step.by, **({"id": step.of} if step.of else {})}


def _given(key: str, value: Decimal | None) -> dict[str, str]:
    return {} if value is None else {key: _text(value)}


def _text(value: Decimal) -> str:
    return format(value, "f")
