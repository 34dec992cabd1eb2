"""What a version keeps: the published document's own shape, with ids and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.accounts.models import Authority
from portal.core.database import db
from portal.specifications.document import specification_of
from portal.specifications.models import Section
from portal.specifications.queries import draft_of
from portal.specifications.tree import first_under
from portal.tenders.models import Tender

KINDS = ("scales", "criteria", "gates")
"""Parts that keep their id, so that one with a new title or code is known again."""


def kept_document(tender: Tender) -> dict[str, Any]:
    """The whole specification and method as they stand, finished or not (P10)."""
    draft = draft_of(tender)
    said = specification_of(draft, db.session.get_one(Authority, tender.authority_id))
    with_ids = {kind: _with_ids(said[kind], getattr(draft, kind)) for kind in KINDS}
    before = first_under(draft.headings, draft.criteria)
    if draft.lines:
        with_ids["price_lines"] = _with_ids(said["price_lines"], draft.lines)
    headings = [each for each in draft.headings if each in before]
    if headings:
        with_ids["headings"] = _with_ids(said["headings"], headings)
    return {
        **said,
        **with_ids,
        "sections": [_section(each) for each in draft.sections],
        "is_price_said": draft.settings.price_method is not None,
    }


def _with_ids(parts: Sequence[dict[str, Any]], rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"id": str(row.id), **part} for part, row in zip(parts, rows, strict=True)]


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": str(section.id),
        "title": section.title,
        "paragraphs": [
            {"id": str(each.id), "words": each.words, "plain_words": each.plain_words}
            for each in section.paragraphs
        ],
    }


def as_it_stood(document: dict[str, Any]) -> dict[str, Any]:
    """A version as the page of a published document shows it."""
    return {**document, "sections": [_whole(each) for each in document["sections"]]}


def _whole(section: dict[str, Any]) -> dict[str, Any]:
    texts = ("words", "plain_words")
    paragraphs = [{name: each[name] for name in texts} for each in section["paragraphs"]]
    return {"title": section["title"], "paragraphs": paragraphs}
