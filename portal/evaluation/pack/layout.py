"""What stands in a pack, cell by cell: each bid on a page of its own, or each question.

The same layout is written when a pack is taken and compared with when it comes back, so that no
cell is read that we didn't place.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext, ngettext

from portal.bids.queries import BlindBid
from portal.core.formats import exact
from portal.evaluation.marking.pages import cards_of, title_of
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.walk import round_of
from portal.evaluation.models import Draft, Mark
from portal.evaluation.reading.models import HardPassage
from portal.specifications.models import Criterion
from portal.tenders.models import BY_BID, BY_QUESTION

TEXT, HEADING, MARK, WHY = "text", "heading", "mark", "why"
FIRST_ROW = 2
"""Row 1 heads the columns."""
LONGEST = 1500
"""A cell of more letters can't be shown whole: Excel's rows end at some height."""
PASSED = "pass"
SHEET_OF_CODES = "Codes"
"""The same in each language, and last: nobody has to read it."""
_NO_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no cell can hold."""


class Cell(NamedTuple):
    """One row: what it is, and its words, or where somebody writes (`MARK`, `WHY`) and what."""

    head: str
    words: str
    kind: str = TEXT
    place: tuple[str, str] = ("", "")
    """Of which bid and question it is, where somebody writes."""


class Page(NamedTuple):
    """The page of one bid, or of one question."""

    title: str
    cells: Sequence[Cell]

    def row_of(self, place: tuple[str, str], kind: str) -> str:
        """Where the mark, or the reason, of a bid and question is written."""
        for row, cell in enumerate(self.cells, FIRST_ROW):
            if (cell.place, cell.kind) == (place, kind):
                return f"B{row}"
        raise KeyError(place)


class Pack(NamedTuple):
    """All that a workbook is made of; `marks` has the marks of each question by its code."""

    title: str
    language: str
    pages: Sequence[Page]
    marks: dict[str, Sequence[str]]
    codes: Sequence[tuple[str, str]]
    order: str = BY_BID


Warnings = Mapping[tuple[uuid.UUID, uuid.UUID], HardPassage]
"""By bid and criterion, what is said before an answer that may be hard to read."""


class Answers(NamedTuple):
    """All that the pages of a pack are made of: the bids as evaluators know them, what is said
    before answers that may be hard to read, and the words that somebody chose."""

    bids: Mapping[str, BlindBid]
    warnings: Warnings
    plain: bool


def pages_of(sheets: Sequence[OwnSheet], found: Answers, order: str) -> list[Page]:
    """A page for each bid in the evaluator's own order, or one for each question where the lead
    decided so: then bids come as on the website (R14)."""
    if order == BY_QUESTION:
        return _by_question(sheets, found)
    return [
        Page(
            gettext("Bid %(label)s", label=own.label),
            [
                cell
                for nth, criterion in enumerate(own.criteria, 1)
                for cell in _question(own, criterion, found, nth)
            ],
        )
        for own in sheets
    ]


def _by_question(sheets: Sequence[OwnSheet], found: Answers) -> list[Page]:
    criteria = {each.code: each for own in sheets for each in own.criteria}
    ours = {own.label: own for own in sheets}
    pages = []
    for nth, criterion in enumerate(criteria.values()):
        heading = tidy(title_of(criterion, found.plain))
        number = gettext("Question %(n)s of %(all)s", n=nth + 1, all=len(criteria))
        cells = [Cell(number, heading, HEADING), *_asked(criterion, found.plain)]
        cells += _meanings(criterion, found.plain)
        for label in round_of(list(ours), nth):
            bid = gettext("Bid %(label)s", label=label)
            cells.append(Cell(bid, _warned(bid, _warning(ours[label], criterion, found)), HEADING))
            cells += _answered(ours[label], criterion, found)
            cells += _to_write(ours[label], criterion)
        pages.append(Page(gettext("Question %(number)s", number=nth + 1), cells))
    return pages


def _question(own: OwnSheet, criterion: Criterion, found: Answers, nth: int) -> list[Cell]:
    number = gettext("Question %(n)s of %(all)s", n=nth, all=len(own.criteria))
    title = tidy(title_of(criterion, found.plain))
    return [
        Cell(number, _warned(title, _warning(own, criterion, found)), HEADING),
        *_asked(criterion, found.plain),
        *_answered(own, criterion, found),
        *_meanings(criterion, found.plain),
        *_to_write(own, criterion),
    ]


def _asked(criterion: Criterion, plain: bool) -> list[Cell]:
    return _parted(gettext("We asked"), criterion.plain_question if plain else criterion.question)


def _answered(own: OwnSheet, criterion: Criterion, found: Answers) -> list[Cell]:
    bid, code = found.bids[own.label], criterion.code
    said = _parted(gettext("They answered"), bid.answers.get(code, ""))
    return [*said, *_files(len(bid.files.get(code, ())))]


def _meanings(criterion: Criterion, plain: bool) -> list[Cell]:
    return [
        Cell(gettext("What %(mark)s means", mark=card["number"]), _means(card))
        for card in cards_of(criterion, plain)
        if card["name"] or card["says"]
    ]


def _to_write(own: OwnSheet, criterion: Criterion) -> list[Cell]:
    mark, reason = said_by(own.marks.get(criterion.id), own.drafts.get(criterion.id))
    place = (own.label, criterion.code)
    return [
        Cell(gettext("Your mark, or ‘pass’"), mark, MARK, place),
        Cell(gettext("Why that mark?"), reason, WHY, place),
    ]


def _warning(own: OwnSheet, criterion: Criterion, found: Answers) -> HardPassage | None:
    return found.warnings.get((found.bids[own.label].id, criterion.id))


def _warned(title: str, warning: HardPassage | None) -> str:
    """A heading, with a warning where the answer may be hard to read (P25): it stands in a cell
    that isn't compared, since it may come while somebody fills in their pack."""
    if warning is None or not warning.is_hard:
        return title
    return "\n".join(
        [
            title,
            gettext("Before you read on: this answer may be hard to read."),
            tidy(warning.words),
        ]
    )


def _means(card: Mapping[str, str]) -> str:
    said = [tidy(each) for each in (card["name"], card["says"]) if each]
    return " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in said)


def _files(number: int) -> list[Cell]:
    if not number:
        return []
    words = ngettext(
        "%(num)d file came with this answer. Read it on the website, or take it along there.",
        "%(num)d files came with this answer. Read them on the website, or take them along there.",
        number,
    )
    return [Cell(gettext("Files"), words)]


def _parted(head: str, text: str) -> list[Cell]:
    """A row for each paragraph; long ones go on in the next row."""
    parts = [part for each in tidy(text).split("\n") if each.strip() for part in _cut(each.strip())]
    if len(parts) < 2:
        return [Cell(head, parts[0] if parts else gettext("Nothing is written here."))]
    of = len(parts)
    return [
        Cell(gettext("%(head)s, part %(n)s of %(all)s", head=head, n=n, all=of), part)
        for n, part in enumerate(parts, 1)
    ]


def _cut(text: str) -> list[str]:
    """Pieces that a cell can show, cut after a sentence, else between words."""
    pieces = []
    while len(text) > LONGEST:
        end = max(text.rfind(". ", 0, LONGEST) + 1, 0) or text.rfind(" ", 0, LONGEST)
        end = end if end > 0 else LONGEST
        pieces.append(text[:end].strip())
        text = text[end:].strip()
    return [*pieces, text]


def said_by(mark: Mark | None, draft: Draft | None) -> tuple[str, str]:
    """The mark and reason that stand at a question: the draft's, else the recorded ones."""
    if draft is not None:
        return draft.mark, tidy(draft.reason)
    if mark is None:
        return "", ""
    return (PASSED if mark.mark is None else exact(mark.mark)), tidy(mark.reason)


def tidy(text: str) -> str:
    """A text as a cell can hold it."""
    return _NO_CELL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
