"""What stands beside a question, in one statement: one's own other bids with the marks there, what
one marked in the answer, what one told the lead of it, and a warning before it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from portal.bids.models import Bid
from portal.core.straight import Straight
from portal.evaluation.marking.queries import OwnSheet, newest_version
from portal.evaluation.models import Mark, Sheet
from portal.evaluation.reading.models import Flag, FlagAnswer, HardPassage, Highlight, PageNote
from portal.specifications.models import Criterion


@dataclass(frozen=True)
class OtherBid:
    """One of one's own bids at this question: its label, and one's mark there."""

    label: str
    is_marked: bool
    mark: Decimal | None


@dataclass(frozen=True)
class Lit:
    """Words of the answer that one marked, with a note."""

    starts_at: int
    ends_at: int
    kind: str
    note: str


@dataclass(frozen=True)
class LitPage:
    """A page of a file that one marked, or `words` on it, with a note."""

    file: int
    page: int
    kind: str
    note: str
    words: str


@dataclass(frozen=True)
class Told:
    """What one told the lead of this answer, and what they answered."""

    kind: str
    words: str
    answer: str | None


@dataclass(frozen=True)
class Warned:
    """Why the answer, or one paragraph of it, may be hard to read."""

    paragraph: int | None
    words: str


@dataclass
class Beside:
    """All of it; `bids` in one's own order, the one that is open among them."""

    bids: list[OtherBid] = field(default_factory=list)
    lits: list[Lit] = field(default_factory=list)
    pages: list[LitPage] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    warned: Warned | None = None


_NEWER_WORD = aliased(HardPassage)
_NO_MARK = cast(null(), Mark.mark.type).label("mark")
_HERE: dict[str, BindParameter[uuid.UUID]] = {
    "sheet": bindparam("sheet"),
    "criterion": bindparam("criterion"),
}


def _row(what: str, word: Any, number: Any, other: Any, text: Any, more: Any) -> list[Any]:
    return [
        literal(what, Text).label("what"),
        cast(word, Text).label("word"),
        cast(number, Integer).label("number"),
        cast(other, Integer).label("other"),
        cast(text, Text).label("text"),
        cast(more, Text).label("more"),
    ]


_BIDS = (
    select(
        *_row("bid", Bid.label, Sheet.position, case((Mark.id.is_(None), 0), else_=1), "", null()),
        Mark.mark.label("mark"),
    )
    .select_from(Sheet)
    .join(Bid, Sheet.bid_id == Bid.id)
    .outerjoin(
        Mark,
        and_(
            Mark.sheet_id == Sheet.id,
            Mark.criterion_id == _HERE["criterion"],
            Mark.version == newest_version(Sheet.id, _HERE["criterion"]),
        ),
    )
    .where(Sheet.seat_id == bindparam("seat"))
)
_LITS = select(
    *_row("lit", Highlight.kind, Highlight.starts_at, Highlight.ends_at, Highlight.note, null()),
    _NO_MARK,
).where(Highlight.sheet_id == _HERE["sheet"], Highlight.criterion_id == _HERE["criterion"])
_PAGES = select(
    *_row("page", PageNote.kind, PageNote.file, PageNote.page, PageNote.note, PageNote.words),
    _NO_MARK,
).where(PageNote.sheet_id == _HERE["sheet"], PageNote.criterion_id == _HERE["criterion"])
_TOLD = (
    select(*_row("told", Flag.kind, Flag.number, 0, Flag.words, FlagAnswer.words), _NO_MARK)
    .select_from(Flag)
    .outerjoin(FlagAnswer, FlagAnswer.flag_id == Flag.id)
    .where(Flag.sheet_id == _HERE["sheet"], Flag.criterion_id == _HERE["criterion"])
)
_WARNED = (
    select(*_row("warned", "", HardPassage.paragraph, 0, HardPassage.words, null()), _NO_MARK)
    .select_from(HardPassage)
    .join(Sheet, Sheet.bid_id == HardPassage.bid_id)
    .where(
        Sheet.id == _HERE["sheet"],
        HardPassage.criterion_id == _HERE["criterion"],
        HardPassage.is_hard,
        HardPassage.file == 0,
        ~exists().where(
            _NEWER_WORD.bid_id == HardPassage.bid_id,
            _NEWER_WORD.criterion_id == HardPassage.criterion_id,
            _NEWER_WORD.file == 0,
            _NEWER_WORD.version > HardPassage.version,
        ),
    )
)
_BESIDE = Straight(union_all(_BIDS, _LITS, _PAGES, _TOLD, _WARNED))
"""Written once: every marking page asks it."""


def beside(own: OwnSheet, criterion: Criterion) -> Beside:
    """What stands beside one question of one's own sheet; nothing of anybody else (R15, R18)."""
    found = Beside()
    rows = _BESIDE.all(seat=own.sheet.seat_id, sheet=own.sheet.id, criterion=criterion.id)
    for row in sorted(rows, key=lambda row: (row.number or 0, row.other)):
        match row.what:
            case "bid":
                found.bids.append(OtherBid(row.word, bool(row.other), row.mark))
            case "lit":
                found.lits.append(Lit(row.number, row.other, row.word, row.text))
            case "page":
                found.pages.append(LitPage(row.number, row.other, row.word, row.text, row.more))
            case "told":
                found.told.append(Told(row.word, row.text, row.more))
            case _:
                found.warned = Warned(row.number, row.text)
    return found
