"""Writes of paragraphs: nobody's words are ever written over unseen (P10)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.models import Section
from portal.specifications.paragraphs.facts import ParagraphFacts
from portal.specifications.paragraphs.models import Paragraph
from portal.specifications.rows import refuse_published
from portal.tenders.models import Tender

CHANGED = say("Somebody else changed this paragraph while you were writing. Nothing is saved yet.")
GONE = say("Somebody else took this out while you were writing. Nothing is saved.")
EMPTY = say("Write the paragraph in at least one kind of words.")


def add_paragraph(
    actor: Actor,
    tender: Tender,
    section: Section,
    facts: ParagraphFacts,
    after: Paragraph | None = None,
) -> Paragraph:
    """Write a new paragraph after another one, or at the end of its section (P10)."""
    rows = _rows_alone(tender, section)
    facts = _written(facts)
    place = len(rows)
    if after is not None:
        place = _place(rows, after) + 1
    paragraph = _new(actor, tender, section, facts)
    rows.insert(place, paragraph)
    db.session.add(paragraph)
    _number(section, rows)
    note_change("paragraph:written", actor, tender, section, paragraph)
    return paragraph


def write_paragraph(
    actor: Actor,
    tender: Tender,
    section: Section,
    facts: ParagraphFacts,
    paragraph: Paragraph,
    started_from: int,
) -> Paragraph:
    """Change a paragraph; from an older version than the one that stands nothing is saved (P10)."""
    _place(_rows_alone(tender, section), paragraph)
    facts = _written(facts)
    _refuse_changed(paragraph, started_from)
    if (paragraph.words, paragraph.plain_words) == (facts.words, facts.plain_words):
        return paragraph
    paragraph.words, paragraph.plain_words = facts.words, facts.plain_words
    paragraph.version += 1
    paragraph.changed_by, paragraph.changed_at = actor.person_id, clock.now()
    note_change("paragraph:written", actor, tender, section, paragraph)
    return paragraph


def move_paragraph(
    actor: Actor, tender: Tender, section: Section, paragraph: Paragraph, places: int
) -> None:
    """Move a paragraph up (-1) or down (1) in its section; at the end it stays."""
    rows = _rows_alone(tender, section)
    here = _place(rows, paragraph)
    there = min(max(here + places, 0), len(rows) - 1)
    if here != there:
        rows.insert(there, rows.pop(here))
        _number(section, rows)
        note_change("paragraph:moved", actor, tender, section, paragraph)


def remove_paragraph(
    actor: Actor, tender: Tender, section: Section, paragraph: Paragraph, started_from: int
) -> None:
    """Take a paragraph out; not if somebody has changed it since it was read (P10)."""
    rows = _rows_alone(tender, section)
    _place(rows, paragraph)
    _refuse_changed(paragraph, started_from)
    note_change("paragraph:removed", actor, tender, section, paragraph)
    rows.remove(paragraph)
    db.session.delete(paragraph)
    _number(section, rows)


def put_first_paragraphs(
    actor: Actor, tender: Tender, section: Section, texts: Sequence[tuple[str, str]]
) -> None:
    """The paragraphs of a section that is written for the first time, both texts at once."""
    rows = [_new(actor, tender, section, ParagraphFacts(*pair)) for pair in texts]
    db.session.add_all(rows)
    _number(section, rows)


def _rows_alone(tender: Tender, section: Section) -> list[Paragraph]:
    """The paragraphs as they stand now; whoever else writes in this section waits."""
    refuse_published(tender)
    alone = select(Section.id).where(Section.id == section.id, Section.tender_id == tender.id)
    if db.session.scalar(alone.with_for_update()) is None:
        raise Refused(GONE)
    wanted = select(Paragraph).where(Paragraph.section_id == section.id)
    wanted = wanted.order_by(Paragraph.position).execution_options(populate_existing=True)
    return list(db.session.scalars(wanted))


def _place(rows: Sequence[Paragraph], paragraph: Paragraph) -> int:
    if paragraph not in rows:
        raise Refused(GONE)
    return rows.index(paragraph)


def _refuse_changed(paragraph: Paragraph, started_from: int) -> None:
    if paragraph.version != started_from:
        raise Refused(CHANGED)


def _written(facts: ParagraphFacts) -> ParagraphFacts:
    facts = facts.tidy()
    if not facts.words and not facts.plain_words:
        raise Refused(EMPTY, "words")
    return facts


def _new(actor: Actor, tender: Tender, section: Section, facts: ParagraphFacts) -> Paragraph:
    return Paragraph(
        id=uuid.uuid4(),
        tender_id=tender.id,
        section_id=section.id,
        words=facts.words,
        plain_words=facts.plain_words,
        version=1,
        changed_by=actor.person_id,
        changed_at=clock.now(),
    )


def _number(section: Section, rows: Sequence[Paragraph]) -> None:
    for position, each in enumerate(rows):
        each.position = position
    db.session.flush()
    db.session.expire(section, ["paragraphs"])


def note_change(
    event: str, actor: Actor, tender: Tender, section: Section, paragraph: Paragraph
) -> None:
    """Say in the log which paragraph it was: its section and its number, none of its words."""
    number = paragraph.position + 1
    record(event, actor, tender.id, title=section.title, number=number)
