"""The parts that a specification has many of: each with its form, its words and its operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.core.authorisation import Actor
from portal.core.forms import typed
from portal.core.words import say
from portal.specifications import operations as act
from portal.specifications.forms import (
    GateForm,
    GroupForm,
    LineForm,
    SectionForm,
    SectionTitleForm,
)
from portal.specifications.heading_forms import heading_form
from portal.specifications.headings import put_heading
from portal.specifications.method_forms import ScaleForm, criterion_form
from portal.specifications.models import Criterion, Gate, Group, Heading, PriceLine, Scale, Section
from portal.specifications.price_lines import put_line
from portal.specifications.queries import criteria_of, gates_of, groups_of, scales_of
from portal.specifications.rows import next_code
from portal.tenders.models import Tender


@dataclass(frozen=True)
class PartKind:
    """One kind of part, as its pages need it."""

    model: type[Any]
    add: str
    change: str
    form: Callable[[Tender, Any], Any]
    write: Callable[[Actor, Tender, Any, Any], Any]


def _scale_form(_tender: Tender, scale: Scale | None) -> ScaleForm:
    return ScaleForm(obj=scale, data=None if scale else {"lowest": 0, "highest": 5, "step": 1})


def _criterion_form(tender: Tender, criterion: Criterion | None) -> Any:
    code = next_code("Q", criteria_of(tender))
    return criterion_form(groups_of(tender), scales_of(tender), criterion, code)


def _gate_form(tender: Tender, gate: Gate | None) -> GateForm:
    return GateForm(obj=gate, data=None if gate else {"code": next_code("G", gates_of(tender))})


def _write_section(actor: Actor, tender: Tender, form: Any, row: Section | None) -> Section:
    if row is None:
        return act.write_section(actor, tender, form.facts())
    return act.name_section(actor, tender, typed(form.title), row)


def _write_heading(actor: Actor, tender: Tender, form: Any, row: Heading | None) -> Heading:
    before = form.place() if row is None else None
    return put_heading(actor, tender, form.facts(), row, before)


PARTS: dict[str, PartKind] = {
    "sections": PartKind(
        Section,
        say("Write a section"),
        say("Change a section"),
        lambda _tender, row: SectionTitleForm(obj=row) if row else SectionForm(),
        _write_section,
    ),
    "groups": PartKind(
        Group,
        say("Add a group of evaluators"),
        say("Change a group of evaluators"),
        lambda _tender, row: GroupForm(obj=row),
        lambda actor, tender, form, row: act.put_group(actor, tender, form.facts(), row),
    ),
    "scales": PartKind(
        Scale,
        say("Add a scale of marks"),
        say("Change a scale of marks"),
        _scale_form,
        lambda actor, tender, form, row: act.put_scale(actor, tender, form.facts(row), row),
    ),
    "headings": PartKind(
        Heading,
        say("Add a heading over questions"),
        say("Change a heading over questions"),
        lambda tender, row: heading_form(row, criteria_of(tender)),
        _write_heading,
    ),
    "criteria": PartKind(
        Criterion,
        say("Add a question that is marked"),
        say("Change a question that is marked"),
        _criterion_form,
        lambda actor, tender, form, row: act.put_criterion(actor, tender, form.facts(), row),
    ),
    "lines": PartKind(
        PriceLine,
        say("Add a line to the price schedule"),
        say("Change a line of the price schedule"),
        lambda _tender, row: LineForm(obj=row, data=None if row else {"quantity": 1, "years": 1}),
        lambda actor, tender, form, row: put_line(actor, tender, form.facts(), row),
    ),
    "gates": PartKind(
        Gate,
        say("Add a pass or fail question"),
        say("Change a pass or fail question"),
        _gate_form,
        lambda actor, tender, form, row: act.put_gate(actor, tender, form.facts(), row),
    ),
}
