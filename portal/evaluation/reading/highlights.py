"""Writes of highlights: kept for one person alone, outside the trail; nothing typed is lost."""

from __future__ import annotations

import uuid

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

MOST, LONGEST = 60, 500
NO_WORDS = say("Choose words in the answer first.")
NO_KIND = say("Choose ‘Good’, ‘Worry’ or ‘Question’.")
TOO_MANY = say("You have highlighted 60 places. Take one away, then choose another.")
TOO_LONG = say("A note can have up to 500 letters.")


def put_highlight(
    sheet: Sheet, criterion: Criterion, text: str, start: int, end: int, kind: str, note: str
) -> Highlight:
    """Mark words of an answer, in the place of marks that they touch; their notes stay in it."""
    start, end = tidy(text, start, end)
    if start == end:
        raise Refused(NO_WORDS, field="words")
    if kind not in MARKS:
        raise Refused(NO_KIND, field="kind")
    before = highlights_at(sheet, criterion)
    replaced = touching(before, start, end)
    if len(before) - len(replaced) >= MOST:
        raise Refused(TOO_MANY)
    notes = [each.note for each in replaced if each.note]
    note = " ".join(dict.fromkeys([*notes, *([note.strip()] if note.strip() else [])]))
    _refuse_long(note)
    for each in replaced:
        db.session.delete(each)
    db.session.flush()
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


def change_note(highlight: Highlight, note: str, kind: str) -> None:
    """Write another note, or mark the same words as something else."""
    _refuse_long(note)
    if kind not in MARKS:
        raise Refused(NO_KIND)
    highlight.note, highlight.kind = note.strip(), kind


def drop_highlight(highlight: Highlight) -> None:
    """Take a mark out of an answer, with its note."""
    db.session.delete(highlight)


def note_page(
    sheet: Sheet, criterion: Criterion, file: int, page: int, kind: str, note: str
) -> None:
    """Mark a page of a file as good, worry or question, with a note; one for each page."""
    _refuse_long(note)
    if kind not in MARKS:
        raise Refused(NO_KIND, field="kind")
    before = page_notes_at(sheet, criterion)
    found = next((each for each in before if (each.file, each.page) == (file, page)), None)
    if found is None:
        if len(before) >= MOST:
            raise Refused(TOO_MANY)
        place = {"sheet_id": sheet.id, "criterion_id": criterion.id, "file": file, "page": page}
        found = PageNote(tender_id=sheet.tender_id, **place)
        db.session.add(found)
    found.kind, found.note = kind, note.strip()


def drop_page_note(sheet: Sheet, criterion: Criterion, file: int, page: int) -> None:
    """Take one's note off a page; where none is, nothing happens."""
    for each in page_notes_at(sheet, criterion):
        if (each.file, each.page) == (file, page):
            db.session.delete(each)


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
    marked: list[Highlight | PageNote] = [*highlights_at(sheet, criterion)]
    for each in [*marked, *page_notes_at(sheet, criterion)]:
        if words in each.note:
            db.session.delete(each)


def _refuse_long(note: str) -> None:
    if len(note) > LONGEST:
        raise Refused(TOO_LONG, field="note")
