"""Reads of highlights, of what was told to the lead, and of warnings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.bids.models import Bid
from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.reading.models import Flag, HardPassage, Highlight, PageNote
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender


def highlights_at(sheet: Sheet, criterion: Criterion) -> list[Highlight]:
    """What somebody marked in one answer, as it stands in the text."""
    wanted = select(Highlight).where(
        Highlight.sheet_id == sheet.id, Highlight.criterion_id == criterion.id
    )
    return list(db.session.scalars(wanted.order_by(Highlight.starts_at)))


def page_notes_at(sheet: Sheet, criterion: Criterion) -> list[PageNote]:
    """What somebody noted on pages of the files with one answer, in the order of the pages: of each
    first about all of it, then on its words."""
    wanted = select(PageNote).where(
        PageNote.sheet_id == sheet.id, PageNote.criterion_id == criterion.id
    )
    in_order = (PageNote.file, PageNote.page, PageNote.ends_at)
    return list(db.session.scalars(wanted.order_by(*in_order)))


def page_notes_by(person_id: uuid.UUID) -> list[tuple[PageNote, str, str]]:
    """The same of all bids in the authority that is open, with the bid's label and the code."""
    wanted = (
        select(PageNote, Bid.label, Criterion.code)
        .join(Sheet, PageNote.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .join(Criterion, PageNote.criterion_id == Criterion.id)
        .where(Seat.person_id == person_id)
        .order_by(Bid.label, Criterion.code, PageNote.file, PageNote.page, PageNote.ends_at)
    )
    return [(note, label, code) for note, label, code in db.session.execute(wanted)]


def highlights_by(person_id: uuid.UUID) -> list[tuple[Highlight, str, str]]:
    """All that somebody marked in the authority that is open, with the bid's label and the code."""
    wanted = (
        select(Highlight, Bid.label, Criterion.code)
        .join(Sheet, Highlight.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .join(Criterion, Highlight.criterion_id == Criterion.id)
        .where(Seat.person_id == person_id)
        .order_by(Bid.label, Criterion.code, Highlight.starts_at)
    )
    return [(mark, label, code) for mark, label, code in db.session.execute(wanted)]


Placed = tuple[Flag, str, Criterion]
"""What was told, with the bid's label and the question."""

_FLAGS = (
    select(Flag, Bid.label, Criterion)
    .join(Sheet, Flag.sheet_id == Sheet.id)
    .join(Bid, Sheet.bid_id == Bid.id)
    .join(Criterion, Flag.criterion_id == Criterion.id)
    .options(joinedload(Flag.answer))
    .order_by(Flag.number)
)


def flags_of(tender: Tender) -> list[Placed]:
    """All that evaluators told the lead, in order; nothing here says who (R18)."""
    rows = db.session.execute(_FLAGS.where(Flag.tender_id == tender.id))
    return [(flag, label, criterion) for flag, label, criterion in rows]


def flag_numbered(tender: Tender, number: int) -> Placed:
    """One of them; a number that isn't there is a 404."""
    wanted = _FLAGS.where(Flag.tender_id == tender.id, Flag.number == number)
    row = there(db.session.execute(wanted).one_or_none())
    return row[0], row[1], row[2]


def own_flags(seat: Seat) -> list[Placed]:
    """What the holder of a seat told the lead themselves."""
    rows = db.session.execute(_FLAGS.where(Sheet.seat_id == seat.sheets_seat_id))
    return [(flag, label, criterion) for flag, label, criterion in rows]


FLAGS_WAITING = (
    select(Flag.tender_id, func.count(Flag.id)).where(~Flag.answer.has()).group_by(Flag.tender_id)
)
"""How many have no answer yet, by tender."""


def last_number(tender: Tender) -> int:
    """The highest number so far; 0 for none."""
    wanted = select(func.max(Flag.number)).where(Flag.tender_id == tender.id)
    return db.session.scalar(wanted) or 0


def warnings_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID], HardPassage]:
    """The last word on each answer, by the ids of bid and criterion; taken back ones too."""
    wanted = select(HardPassage).where(HardPassage.tender_id == tender.id, HardPassage.file == 0)
    rows = db.session.scalars(wanted.order_by(HardPassage.version))
    return {(row.bid_id, row.criterion_id): row for row in rows}


def warned_pages_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID, int, int], str]:
    """Why each page is hard to read before which people are warned now, by the ids of bid and
    criterion, file and page."""
    wanted = select(HardPassage).where(HardPassage.tender_id == tender.id, HardPassage.file > 0)
    rows = db.session.scalars(wanted.order_by(HardPassage.version))
    last = {(row.bid_id, row.criterion_id, row.file, row.page): row for row in rows}
    return {place: row.words for place, row in last.items() if row.is_hard}


def criterion_coded(tender: Tender, code: str) -> Criterion:
    """The question with this code; one that isn't there is a 404."""
    return there(next((each for each in criteria_of(tender) if each.code == code), None))


def versions_at(bid_id: uuid.UUID, criterion: Criterion) -> Sequence[HardPassage]:
    """All that was said of one answer, the first word first."""
    wanted = select(HardPassage).where(
        HardPassage.bid_id == bid_id, HardPassage.criterion_id == criterion.id
    )
    return db.session.scalars(wanted.order_by(HardPassage.version)).all()


def last_word_on(
    bid_id: uuid.UUID, criterion: Criterion, file: int = 0, page: int = 0
) -> HardPassage | None:
    """What was said last of one answer, or of a page of a file with it; none where nobody said
    anything."""
    said = [
        each for each in versions_at(bid_id, criterion) if (each.file, each.page) == (file, page)
    ]
    return said[-1] if said else None


def pages_warned(bid_id: uuid.UUID, criterion: Criterion) -> list[HardPassage]:
    """The pages of files with one answer before which people are warned now, in their order."""
    last = {(each.file, each.page): each for each in versions_at(bid_id, criterion) if each.file}
    return [each for _place, each in sorted(last.items()) if each.is_hard]
