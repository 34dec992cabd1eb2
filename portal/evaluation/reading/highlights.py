"""Writes of highlights: kept for one person alone, outside the trail; nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import delete

from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Sheet
from portal.evaluation.reading.kinds import MARKS
from portal.evaluation.reading.models import Highlight, PageNote
from portal.evaluation.reading.queries import highlights_at, page_notes_at
from portal.evaluation.reading.text import tidy, touching
from portal.specifications.models import Criterion

Marks = Highlight | PageNote
MOST, LONGEST = 60, 500
WHOLE_PAGE = (0, 0)
"""The place of a note that is about all of a page."""
NO_WORDS = say("Choose words in the answer first.")
NO_KIND = say("Choose ‘Good’, ‘Worry’ or ‘Question’.")
TOO_MANY = say("You have highlighted 60 places. Take one away, then choose another.")
TOO_LONG = say("A note can have up to 500 letters.")


def put_highlight(
    sheet: Sheet, criterion: Criterion, text: str, start: int, end: int, kind: str, note: str
) -> Highlight:
    """Mark words of an answer, in the place of marks that they touch; their notes stay in it."""
    start, end = _words_of(text, start, end)
    _refuse_kind(kind)
    before = highlights_at(sheet, criterion)
    note = _take_in(before, touching(before, start, end), note)
    made = Highlight(
        tender_id=sheet.tender_id,
        sheet_id=sheet.id,
        criterion_id=criterion.id,
        starts_at=start,
        ends_at=end,
        kind=kind,
        note=note,
    )
    db.session.add(made)
    return made


def _words_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole words that are marked; none is refused."""
    start, end = tidy(text, start, end)
    if start == end:
        raise Refused(NO_WORDS, field="words")
    return start, end


def _take_in(before: Sequence[Marks], replaced: Sequence[Marks], note: str) -> str:
    """A new mark takes the place of those that it touches: its note, which goes on from theirs."""
    if len(before) - len(replaced) >= MOST:
        raise Refused(TOO_MANY)
    notes = [each.note for each in replaced if each.note]
    note = " ".join(dict.fromkeys([*notes, *([note.strip()] if note.strip() else [])]))
    _refuse_long(note)
    for each in replaced:
        db.session.delete(each)
    db.session.flush()
    return note


def change_note(highlight: Marks, note: str, kind: str) -> None:
    """Write another note, or mark the same words as something else."""
    _refuse_long(note)
    _refuse_kind(kind)
    highlight.note, highlight.kind = note.strip(), kind


def drop_highlight(highlight: Marks) -> None:
    """Take a mark out of an answer, with its note."""
    db.session.delete(highlight)


def put_on_page(
    sheet: Sheet,
    criterion: Criterion,
    place: tuple[int, int],
    text: str,
    chosen: tuple[int, int],
    kind: str,
    note: str,
) -> PageNote:
    """Mark words of a file's page, as in an answer, or all of it (`WHOLE_PAGE`); `place` is file
    and page."""
    is_whole = chosen == WHOLE_PAGE
    start, end = chosen if is_whole else _words_of(text, *chosen)
    _refuse_kind(kind)
    before = page_notes_at(sheet, criterion)
    here = [e for e in before if (e.file, e.page) == place and is_whole != bool(e.ends_at)]
    note = _take_in(before, here if is_whole else touching(here, start, end), note)
    made = PageNote(
        tender_id=sheet.tender_id,
        sheet_id=sheet.id,
        criterion_id=criterion.id,
        file=place[0],
        page=place[1],
        starts_at=start,
        ends_at=end,
        words=text[start:end],
        kind=kind,
        note=note,
    )
    db.session.add(made)
    return made


def drop_of_sheet(sheet: Sheet) -> None:
    """A sheet that is sent needs them no more; they go as drafts do."""
    for model in (Highlight, PageNote):
        db.session.execute(delete(model).where(model.sheet_id == sheet.id))


def drop_of_tender(tender_id: uuid.UUID) -> None:
    """None outlives the marking."""
    for model in (Highlight, PageNote):
        db.session.execute(delete(model).where(model.tender_id == tender_id))


def drop_saying(sheet: Sheet, criterion: Criterion, words: str) -> None:
    """A note with these words goes, with its mark: they are with the safeguarding lead (R31)."""
    marked: list[Marks] = [*highlights_at(sheet, criterion)]
    for each in [*marked, *page_notes_at(sheet, criterion)]:
        if words in each.note:
            db.session.delete(each)


def _refuse_kind(kind: str) -> None:
    if kind not in MARKS:
        raise Refused(NO_KIND, field="kind")


def _refuse_long(note: str) -> None:
    if len(note) > LONGEST:
        raise Refused(TOO_LONG, field="note")
