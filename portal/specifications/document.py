"""The document that publication freezes: all that a public page says, in one piece (R4).

Every number is its exact text and every moment ISO 8601 in UTC, so that its canonical JSON has
one SHA-256 for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.accounts.models import Authority
from portal.core.formats import exact, pounds
from portal.specifications.charter import told_charter
from portal.specifications.elsewhere import told_elsewhere
from portal.specifications.method import content_sha256, method_of, method_sha256
from portal.specifications.models import Criterion, Gate, Heading, MethodSettings, Scale, Section
from portal.specifications.price_lines import told_lines
from portal.specifications.queries import Draft, draft_of
from portal.specifications.totals import points_of, shares_of
from portal.specifications.tree import first_under, tree_of
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Document:
    """A specification and its method, each with its SHA-256."""

    specification: dict[str, Any]
    method: dict[str, Any]

    @property
    def specification_sha256(self) -> str:
        """The hash of everything that providers are told."""
        return content_sha256(self.specification)

    @property
    def method_sha256(self) -> str:
        """The hash of how bids are scored."""
        return method_sha256(self.method)

    def as_dict(self) -> dict[str, Any]:
        """What the notice keeps."""
        return {"specification": self.specification, "method": self.method}


def document_of(tender: Tender, authority: Authority) -> Document:
    """The whole document of a tender whose method has no faults (else `BadInput`)."""
    return Document(specification_of(draft_of(tender), authority), method_of(tender))


def specification_of(draft: Draft, authority: Authority) -> dict[str, Any]:
    """All that providers are told, as far as it is written; it may be unfinished."""
    titles = {group.slug: group.title for group in draft.groups}
    return {
        "authority": {
            name: getattr(authority, name) for name in ("slug", "name", "address", "contact")
        },
        **_tender(draft.tender),
        "sections": [_section(each) for each in draft.sections],
        "groups": _groups(draft),
        "scales": [_scale(each) for each in draft.scales],
        **_headings(draft),
        "criteria": [_criterion(each, draft) for each in draft.criteria],
        "gates": [_gate(each) for each in draft.gates],
        "price": _price(draft.settings),
        **told_charter(draft.tender),
        **told_elsewhere(draft.tender),
        **_documents(draft),
        **({"price_lines": told_lines(draft.lines)} if draft.lines else {}),
        "rules": _rules(draft.settings),
        "least_shown": draft.tender.least_shown,
        "tie_breaks": [
            {"by": step.by, "of": step.of, "title": titles.get(step.of or "")}
            for step in draft.tie_breaks
        ],
    }


def _documents(draft: Draft) -> dict[str, Any]:
    """The authority's own documents by their hashes, if there are any (R4)."""
    told = [each.told() for each in draft.documents]
    return {"documents": told} if told else {}


def _tender(tender: Tender) -> dict[str, Any]:
    names = ("title", "reference", "description", "plain_description", "regime")
    moments = ("deadline_at", "marking_ends_on", "decision_on", "starts_on")
    dates = {name: getattr(tender, name) for name in moments}
    return {
        **{name: getattr(tender, name) for name in names},
        **{name: value.isoformat() if value else None for name, value in dates.items()},
    }


def _section(section: Section) -> dict[str, Any]:
    """Its paragraphs apart: each has the number on every page that the writing gave it (P10)."""
    paragraphs = [
        {"words": each.words, "plain_words": each.plain_words} for each in section.paragraphs
    ]
    return {"title": section.title, "paragraphs": paragraphs}


def _groups(draft: Draft) -> list[dict[str, Any]]:
    points = points_of(draft.groups, draft.criteria)
    return [
        {
            "slug": group.slug,
            "title": group.title,
            "kind": group.kind,
            "planned": group.planned,
            "points": exact(points[group.id]),
        }
        for group in draft.groups
    ]


def _scale(scale: Scale) -> dict[str, Any]:
    words = ("name", "words", "plain_name", "plain_words")
    return {
        "title": scale.title,
        **{name: exact(getattr(scale, name)) for name in ("lowest", "highest", "step")},
        "descriptors": [
            {"mark": exact(each.mark), **{name: getattr(each, name) for name in words}}
            for each in scale.descriptors
        ],
    }


def _headings(draft: Draft) -> dict[str, Any]:
    """The headings over questions, if there are any, each before the first one under it (R3)."""
    before = first_under(draft.headings, draft.criteria)
    lines = [each for each in tree_of(draft.headings, draft.criteria) if each.row in before]
    told = [
        {
            "level": line.row.level,
            "title": line.row.title,
            "plain_title": line.row.plain_title,
            "weight": exact(line.weight),
            "before": before[line.row],
        }
        for line in lines
        if isinstance(line.row, Heading)
    ]
    return {"headings": told} if told else {}


def _criterion(criterion: Criterion, draft: Draft) -> dict[str, Any]:
    titles = {group.slug: group.title for group in draft.groups}
    return {
        "code": criterion.code,
        "title": criterion.title,
        "plain_title": criterion.plain_title,
        "weight": exact(criterion.weight),
        "question": criterion.question,
        "plain_question": criterion.plain_question,
        **_answer(criterion),
        "scale": criterion.scale.title,
        "group_mark": criterion.group_mark,
        "shares": [
            {"slug": group.slug, "title": group.title, "percent": exact(percent)}
            for group, percent in shares_of(draft.groups, criterion)
        ],
        "minimum": _minimum(criterion, titles),
    }


def _answer(criterion: Criterion) -> dict[str, Any]:
    """How long a written answer may be; a question that is asked at an interview has none (P14)."""
    if criterion.is_interview:
        return {"is_interview": True}
    files = {"files": criterion.files} if criterion.files else {}
    plain = {"wants_plain": True} if criterion.wants_plain else {}
    return {"word_limit": criterion.word_limit, **files, **plain}


def _minimum(criterion: Criterion, titles: dict[str, str]) -> dict[str, Any] | None:
    if criterion.minimum_mark is None or criterion.minimum_of is None:
        return None
    return {
        "mark": exact(criterion.minimum_mark),
        "of": criterion.minimum_of,
        "title": titles.get(criterion.minimum_of),
    }


def _gate(gate: Gate) -> dict[str, Any]:
    names = ("code", "title", "plain_title", "question", "plain_question")
    kind = {} if gate.kind == "offer" else {"kind": gate.kind}
    return {**{name: getattr(gate, name) for name in names}, **kind}


def _price(settings: MethodSettings) -> dict[str, Any] | None:
    if settings.price_method in (None, "none"):
        return None
    return {
        "method": settings.price_method,
        "weight": _exact_or_none(settings.price_weight),
        "nil_price": settings.nil_price,
        "ceiling": pounds(settings.ceiling) or None,
        "floor": pounds(settings.floor) or None,
        "covers": settings.price_covers,
        "plain_covers": settings.plain_price_covers,
    }


def _rules(settings: MethodSettings) -> dict[str, Any]:
    return {
        "places": settings.rounding_places,
        "rule": settings.rounding_rule,
        "empty_group": settings.empty_group,
        "minimum_quality": _exact_or_none(settings.minimum_quality),
    }


def _exact_or_none(value: Decimal | None) -> str | None:
    return None if value is None else exact(value)
