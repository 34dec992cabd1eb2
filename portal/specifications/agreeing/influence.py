"""How much say each group has: what the leads state, and what follows from the method (P3, P15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.core.formats import exact
from portal.participation.panels.models import PANEL_KINDS
from portal.specifications.agreeing.models import STEPS, Influence
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import Draft
from portal.specifications.totals import points_of

ASKS = ("informed", "consulted")
"""Degrees in which adults alone decide: whatever is asked there is a consultation."""

Cell = tuple[str, str]
CELLS: dict[str, Cell] = {f"{step}-{kind}": (step, kind) for step in STEPS for kind in PANEL_KINDS}
"""Each cell of the matrix by the code that its address has."""

Stated = Mapping[Cell, Influence]


def state_of(cell: Influence | None) -> str:
    """`stated`, `left_out` (approved), `waiting` for the approver, or `missing`."""
    if cell is None:
        return "missing"
    if cell.degree:
        return "stated"
    return "left_out" if cell.approved_by else "waiting"


def missing_in(stated: Stated, kind: str) -> list[str]:
    """The steps at which nobody has said yet what a group can do, or why it is left out (P1)."""
    states = {step: state_of(stated.get((step, kind))) for step in STEPS}
    return [step for step, state in states.items() if state in ("missing", "waiting")]


def participation_of(degrees: Sequence[str | None]) -> str | None:
    """The kind of participation over all steps; it is worked out, and nobody can choose it.

    Co-production is as equals from start to end: at every step decisions are shared or the group's
    own. With some such steps it is participation; where people are only asked, as by a
    questionnaire, it is a consultation and never called anything else.
    """
    told = [degree for degree in degrees if degree]
    if not told:
        return None
    shared = [degree for degree in told if degree not in ASKS]
    if len(shared) == len(STEPS):
        return "coproduction"
    return "participation" if shared else "consultation"


@dataclass(frozen=True)
class Marks:
    """What a group's marks do: how many of all, on which questions, and where they stop a bid."""

    points: Decimal
    questions: Sequence[str]
    stops: Sequence[str]


def marks_of(draft: Draft, kind: str) -> Marks:
    """The same, from the method: nobody types it (P15)."""
    groups = [group for group in draft.groups if group.kind == kind]
    points = points_of(draft.groups, draft.criteria)
    theirs = [each for each in draft.criteria if _shares(each, groups)]
    return Marks(
        sum((points[group.id] for group in groups), Decimal(0)),
        [_named(each) for each in theirs],
        [_named(each) for each in theirs if _can_stop(each, groups)],
    )


def _named(criterion: Criterion) -> str:
    return f"{criterion.code} {criterion.plain_title or criterion.title}"


def _shares(criterion: Criterion, groups: Sequence[Group]) -> bool:
    ids = {group.id for group in groups}
    return any(share.group_id in ids for share in criterion.shares)


def _can_stop(criterion: Criterion, groups: Sequence[Group]) -> bool:
    """Whether a least mark is judged on the group's mark, alone or with others (R5)."""
    slugs = {group.slug for group in groups}
    return criterion.minimum_of in {"combined", "each_group"} | slugs


def statement_of(draft: Draft, stated: Stated, kind: str) -> dict[str, Any]:
    """All that is said of one group's influence; a member confirms that they understood it."""
    marks = marks_of(draft, kind)
    cells = [(step, stated.get((step, kind))) for step in STEPS]
    return {
        "kind": kind,
        "participation": participation_of([cell.degree if cell else None for _, cell in cells]),
        "points": exact(marks.points),
        "questions": list(marks.questions),
        "stops": list(marks.stops),
        "cells": [_cell(step, cell) for step, cell in cells if state_of(cell) in SAID_ALREADY],
    }


SAID_ALREADY = ("stated", "left_out")


def _cell(step: str, cell: Influence | None) -> dict[str, Any]:
    assert cell
    return {
        "step": step,
        "degree": cell.degree,
        "words": cell.words,
        "cannot_change": cell.cannot_change,
    }
