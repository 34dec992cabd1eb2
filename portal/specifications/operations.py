"""Writes of a specification and its method, until the tender is published (R4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete

from portal.accounts.models import Authority
from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.agreeing.published import together_of
from portal.specifications.approving.queries import refuse_own_approval
from portal.specifications.cowriting.thread import writing_of
from portal.specifications.document import document_of
from portal.specifications.facts import (
    CriterionFacts,
    GateFacts,
    GroupFacts,
    PriceFacts,
    RuleFacts,
    ScaleFacts,
    SectionFacts,
)
from portal.specifications.models import (
    Criterion,
    Descriptor,
    Gate,
    Group,
    MethodSettings,
    Scale,
    Section,
    Share,
    TieBreak,
)
from portal.specifications.paragraphs.blocks import paired
from portal.specifications.paragraphs.models import Paragraph
from portal.specifications.paragraphs.operations import put_first_paragraphs
from portal.specifications.problems import problems_left
from portal.specifications.queries import Ordered, Part, settings_of, tie_breaks_of
from portal.specifications.rows import (
    free_slug,
    number,
    put,
    refuse_needed,
    refuse_odd_interview,
    refuse_odd_price,
    refuse_published,
    refuse_used_code,
    rename_in_tie_breaks,
    replace_descriptors,
    replace_shares,
    rows_beside,
)
from portal.specifications.scales import MOST_MARKS, marks_on
from portal.specifications.versions.operations import AT_PUBLICATION, keep_version
from portal.tenders.documents.operations import publish_documents
from portal.tenders.models import Notice, Tender
from portal.tenders.openers.operations import make_key_for_bids
from portal.tenders.stages import move

OWNED: dict[type[Any], Any] = {
    Scale: Descriptor.scale_id,
    Criterion: Share.criterion_id,
    Section: Paragraph.section_id,
}
"""What goes with a part that is taken out."""

PUBLIC = (
    "authority_id",
    "title",
    "reference",
    "description",
    "plain_description",
    "regime",
    "published_at",
    "deadline_at",
)


def write_section(actor: Actor, tender: Tender, facts: SectionFacts) -> Section:
    """Write a new section at the end: each block of it a paragraph with its plain twin (P10)."""
    return write_pairs(actor, tender, facts.title, paired(facts.body, facts.plain_body))


def write_pairs(
    actor: Actor, tender: Tender, title: str, texts: Sequence[tuple[str, str]]
) -> Section:
    """Write a new section whose paragraphs and twins are already paired (P10)."""
    section, _changed = put(tender, Section, None, {"title": title})
    put_first_paragraphs(actor, tender, section, texts)
    record("section:written", actor, tender.id, title=section.title)
    return section


def name_section(actor: Actor, tender: Tender, title: str, section: Section) -> Section:
    """Change a section's title; its paragraphs are changed one by one (P10)."""
    section, changed = put(tender, Section, section, {"title": title})
    if changed:
        record("section:written", actor, tender.id, title=title)
    return section


def put_group(actor: Actor, tender: Tender, facts: GroupFacts, group: Group | None = None) -> Group:
    """Write a group of evaluators; its slug is its kind's, with a number for the second (R7)."""
    slug = group.slug if group else free_slug(tender, facts.kind)
    group, changed = put(tender, Group, group, asdict(facts) | {"slug": slug})
    if changed:
        _changed(actor, tender, "group", group.title)
    return group


def put_scale(actor: Actor, tender: Tender, facts: ScaleFacts, scale: Scale | None = None) -> Scale:
    """Write a scale and what each of its marks means, in standard and in plain words."""
    marks = marks_on(facts.lowest, facts.highest, facts.step)
    if not marks:
        raise Refused(
            say("The highest mark must be a whole number of steps above the lowest."), "highest"
        )
    if len(marks) > MOST_MARKS:
        raise Refused(say("A scale has 21 marks at most. Choose a larger step."), "step")
    if not {each.mark for each in facts.descriptors} <= set(marks):
        raise Refused(say("There are words for a mark that isn’t on the scale."))
    values = asdict(facts)
    descriptors = values.pop("descriptors")
    scale, changed = put(tender, Scale, scale, values)
    if replace_descriptors(tender, scale, descriptors) or changed:
        _changed(actor, tender, "scale", scale.title)
    return scale


def put_criterion(
    actor: Actor, tender: Tender, facts: CriterionFacts, criterion: Criterion | None = None
) -> Criterion:
    """Write a criterion: its question, its weight, and which group carries which share (R3, R7)."""
    refuse_used_code(tender, Criterion, facts.code, criterion)
    if facts.minimum_mark is None and facts.minimum_of is not None:
        raise Refused(say("Enter the least mark, or choose that there is none."), "minimum_mark")
    if facts.minimum_mark is not None and facts.minimum_of is None:
        raise Refused(say("Say whose mark has to reach the least mark."), "minimum_of")
    refuse_odd_interview(facts)
    values = asdict(facts)
    shares = {group_id: percent for group_id, percent in values.pop("shares").items() if percent}
    if criterion is not None and criterion.code != facts.code:
        rename_in_tie_breaks(tender, criterion.code, facts.code)
    criterion, changed = put(tender, Criterion, criterion, values)
    if replace_shares(tender, criterion, shares) or changed:
        _changed(actor, tender, "criterion", f"{criterion.code} {criterion.title}")
    return criterion


def put_gate(actor: Actor, tender: Tender, facts: GateFacts, gate: Gate | None = None) -> Gate:
    """Write a pass or fail question; a bid that fails one is out (R5)."""
    refuse_used_code(tender, Gate, facts.code, gate)
    gate, changed = put(tender, Gate, gate, asdict(facts))
    if changed:
        _changed(actor, tender, "gate", f"{gate.code} {gate.title}")
    return gate


def put_price(actor: Actor, tender: Tender, facts: PriceFacts) -> MethodSettings:
    """Say whether and how price counts, and what happens with a price of nothing (R9)."""
    refuse_odd_price(facts)
    what = facts.price_method.replace("_", " ")
    return _put_settings(actor, tender, "price", what, asdict(facts))


def put_rules(actor: Actor, tender: Tender, facts: RuleFacts) -> MethodSettings:
    """Say how figures are rounded, the least quality, and what an empty group means (R5, R6)."""
    rounding = facts.rounding_rule.replace("_", " ")
    what = (
        f"{facts.rounding_places} decimals, {rounding}; a group without marks: {facts.empty_group}"
    )
    return _put_settings(actor, tender, "rules", what, asdict(facts))


def put_tie_breaks(actor: Actor, tender: Tender, steps: Sequence[tuple[str, str | None]]) -> None:
    """Write the whole ordered list of ways to break a tie: (`by`, code or slug or None) (R8)."""
    refuse_published(tender)
    if len(set(steps)) < len(steps):
        raise Refused(say("The same step is there twice."))
    before = [(step.by, step.of) for step in tie_breaks_of(tender)]
    if before == list(steps):
        return
    db.session.execute(delete(TieBreak).where(TieBreak.tender_id == tender.id))
    db.session.add_all(
        TieBreak(tender_id=tender.id, position=position, by=by, of=of)
        for position, (by, of) in enumerate(steps)
    )
    _changed(actor, tender, "tie-breaks", ", ".join(of or by for by, of in steps) or "none")


def shift(actor: Actor, tender: Tender, row: Ordered, places: int) -> None:
    """Move a section, group, heading, criterion or gate up (-1) or down (1); at the end it stays.

    Headings and criteria share one order, so that a question moves from one heading to the next.
    """
    refuse_published(tender)
    rows = rows_beside(tender, row)
    here = rows.index(row)
    there = min(max(here + places, 0), len(rows) - 1)
    if here == there:
        return
    rows.insert(there, rows.pop(here))
    number(rows)
    if isinstance(row, Section):
        record("section:moved", actor, tender.id, title=row.title)
    else:
        _changed(actor, tender, _name(row), name_of(row))


def remove(actor: Actor, tender: Tender, row: Part) -> None:
    """Take a part out; one that another part still stands on is refused, and says which."""
    refuse_published(tender)
    refuse_needed(tender, row)
    what = name_of(row)
    if column := OWNED.get(type(row)):
        db.session.execute(delete(column.class_).where(column == row.id))
    db.session.delete(row)
    if isinstance(row, Section):
        record("section:removed", actor, tender.id, title=what)
    else:
        record("method:removed", actor, tender.id, part=_name(row), what=what)


def publish(actor: Actor, tender: Tender) -> Notice:
    """Freeze specification and method, give them a public notice (R4), and make the bids' key."""
    if any(not problem.warns for problem in problems_left(tender)):
        raise Refused(say("Some things have to be mended before you can publish."))
    refuse_own_approval(actor, tender)
    keep_version(actor, tender, AT_PUBLICATION)
    people = {"together": together_of(tender), "writing": writing_of(tender)}
    if not tender.bids_system:
        make_key_for_bids(tender)
    move(tender, "publish")
    document = document_of(tender, db.session.get_one(Authority, tender.authority_id))
    notice = Notice(
        id=tender.id,
        **{name: getattr(tender, name) for name in PUBLIC},
        document=document.as_dict() | people,
        method_sha256=document.method_sha256,
        specification_sha256=document.specification_sha256,
    )
    db.session.add(notice)
    db.session.flush()
    publish_documents(tender, 1)
    record(
        "tender:published",
        actor,
        tender.id,
        method_sha256=notice.method_sha256,
        specification_sha256=notice.specification_sha256,
    )
    return notice


def name_of(row: Part) -> str:
    """What a part is called: its code, if it has one, and its title."""
    return f"{row.code} {row.title}" if isinstance(row, Criterion | Gate) else row.title


def _name(row: Part) -> str:
    return type(row).__name__.lower()


def _changed(actor: Actor, tender: Tender, part: str, what: str) -> None:
    record("method:changed", actor, tender.id, part=part, what=what)


def _put_settings(
    actor: Actor, tender: Tender, part: str, what: str, values: dict[str, Any]
) -> MethodSettings:
    refuse_published(tender)
    settings = settings_of(tender)
    changed = [name for name, value in values.items() if getattr(settings, name) != value]
    for name in changed:
        setattr(settings, name, values[name])
    if changed or settings not in db.session:
        db.session.add(settings)
        _changed(actor, tender, part, what)
    return settings
