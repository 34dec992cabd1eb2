"""Writes of a pack: it was taken, and what was read in it goes the way of every mark."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.marking.drafts import save_draft
from portal.evaluation.marking.operations import HELPER, TYPED, record_mark
from portal.evaluation.pack.layout import PASSED
from portal.evaluation.pack.weighing import LATER, MARKS, Line
from portal.tenders.models import Tender

NOTHING_NEW = say("Nothing in this workbook is new.")


def note_taken(actor: Actor, tender: Tender) -> None:
    """The record says that somebody took their bids away, by role; of a young person the day."""
    record("pack:taken", actor, tender.id)


def save_marks(actor: Actor, tender: Tender, lines: Sequence[Line], *, is_helped: bool) -> int:
    """Record each mark and pass of a pack, and keep the words without one for later: all or
    nothing, and never over something newer that wasn't shown (R15)."""
    wanted = [each for each in lines if each.outcome in (MARKS, LATER)]
    if not wanted:
        raise Refused(NOTHING_NEW)
    for line in wanted:
        _save(actor, tender, line, HELPER if is_helped else TYPED)
    return len(wanted)


def _save(actor: Actor, tender: Tender, line: Line, way: str) -> None:
    sheet, criterion, said = line.own.sheet, line.criterion, line.reading
    seen, draft_seen = line.versions
    if line.outcome == LATER:
        is_helped = way == HELPER
        save_draft(
            actor,
            tender,
            sheet,
            criterion,
            "",
            said.reason,
            is_unsure=True,
            is_helped=is_helped,
            seen=seen,
            draft_seen=draft_seen,
        )
        return
    mark = None if said.mark == PASSED else Decimal(said.mark)
    facts = (actor, tender, sheet, criterion, mark, said.reason)
    record_mark(*facts, way=way, seen=seen, draft_seen=draft_seen)
