"""Writes: a specification begins with another one; the library takes parts in and gives them."""

from __future__ import annotations

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.models import Criterion, Gate, Scale
from portal.specifications.queries import criteria_of, gates_of, scales_of
from portal.specifications.rows import next_code
from portal.specifications.starting.models import LibraryItem
from portal.specifications.starting.outline import (
    Outline,
    gate_outline,
    put_gate,
    put_question,
    put_scale,
    question_outline,
    scale_outline,
    write_outline,
)
from portal.specifications.starting.queries import is_empty
from portal.tenders.models import Tender

NOT_EMPTY = say("Something is written here already. Take it out first, or go on with it.")
NO_SCALE = say("First add a scale of marks. The question is marked on it.")


def start_from(actor: Actor, tender: Tender, outline: Outline, kind: str, title: str) -> None:
    """Begin an empty specification with a template, or as an earlier tender has it."""
    if not is_empty(tender):
        raise Refused(NOT_EMPTY)
    write_outline(actor, tender, outline)
    record("tender:started-from", actor, tender.id, kind=kind, title=title)


def keep(actor: Actor, kind: str, title: str, content: Outline) -> LibraryItem:
    """Keep a template or a part in the authority's library."""
    item = LibraryItem(
        kind=kind, title=title, content=content, kept_by=actor.person_id, kept_at=clock.now()
    )
    db.session.add(item)
    record("library:kept", actor, kind=kind, title=title)
    return item


def keep_part(actor: Actor, row: Scale | Criterion | Gate) -> LibraryItem:
    """Keep a scale, a question or a pass or fail question, as it stands now."""
    if isinstance(row, Scale):
        return keep(actor, "scales", row.title, scale_outline(row))
    if isinstance(row, Criterion):
        return keep(actor, "criteria", row.title, question_outline(row))
    return keep(actor, "gates", row.title, gate_outline(row))


def take(actor: Actor, tender: Tender, item: LibraryItem) -> Scale | Criterion | Gate:
    """Write a part of the library into a tender; a question's weight and shares are still asked."""
    if item.kind == "scales":
        return put_scale(actor, tender, item.content)
    if item.kind == "gates":
        code = next_code("G", gates_of(tender))
        return put_gate(actor, tender, item.content, code)
    scales = scales_of(tender)
    if not scales:
        raise Refused(NO_SCALE)
    code = next_code("Q", criteria_of(tender))
    return put_question(actor, tender, item.content, code, scales[0])


def remove_item(actor: Actor, item: LibraryItem) -> None:
    """Take something out of the library; tenders that took it keep theirs."""
    record("library:removed", actor, kind=item.kind, title=item.title)
    db.session.delete(item)
