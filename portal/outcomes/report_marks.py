"""The part of the decision report with each bid’s marks and the agreed reasons (R12, R13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from portal.bids.queries import bids_of
from portal.core.documents import Block, Heading, Paragraph
from portal.core.formats import exact
from portal.evaluation.moderation.queries import Said
from portal.outcomes.report_material import Material
from portal.specifications.models import Criterion


def marks_blocks(material: Material, bids: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """These bids in the order of the result: the mark of each criterion, by group, and why."""
    ids = {bid.label: bid.id for bid in bids_of(material.tender)}
    by_code = {each.code: each for each in material.criteria}
    for bid in bids:
        yield Heading(3, gettext("Bid %(label)s", label=bid["id"]))
        marked = [each for each in bid["criteria"] if each["mark"] is not None]
        if not marked:
            yield Paragraph(gettext("It was not marked."))
        for each in marked:
            criterion = by_code[each["id"]]
            record = material.records.get((ids[bid["id"]], criterion.id))
            yield from _criterion(material, criterion, each, record)


def _criterion(
    material: Material,
    criterion: Criterion,
    figure: Mapping[str, Any],
    record: Said | None,
) -> Iterator[Block]:
    facts = {"title": f"{criterion.code} {criterion.title}", "mark": figure["mark"]["shown"]}
    facts |= {"highest": exact(criterion.scale.highest), "score": figure["score"]["shown"]}
    yield Heading(4, gettext("%(title)s: %(mark)s of %(highest)s, %(score)s points", **facts))
    if len(figure["groups"]) > 1:
        titles = {group.slug: group.title for group in material.groups}
        told = [
            f"{titles[part['id']]} {part['mark']['shown']}"
            for part in figure["groups"]
            if part["mark"]
        ]
        yield Paragraph(gettext("By group: %(all)s.", all=", ".join(told)))
    if record is None:
        yield Paragraph(gettext("No agreed reason is recorded."))
        return
    yield Paragraph(record.reason)
    if record.next_mark:
        yield Paragraph(gettext("What the next mark up needed: %(words)s", words=record.next_mark))
