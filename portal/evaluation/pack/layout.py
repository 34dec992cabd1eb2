"""What stands in a pack, cell by cell: each of an evaluator's bids on a page of its own.

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
from portal.evaluation.models import Draft, Mark
from portal.evaluation.reading.models import HardPassage
from portal.specifications.models import Criterion

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
    code: str = ""


class Page(NamedTuple):
    """The page of one bid."""

    title: str
    label: str
    cells: Sequence[Cell]

    def place_of(self, code: str, kind: str) -> str:
        """Where the mark, or the reason, of a question is written."""
        for row, cell in enumerate(self.cells, FIRST_ROW):
            if (cell.code, cell.kind) == (code, kind):
                return f"B{row}"
        raise KeyError(code)


class Pack(NamedTuple):
    """All that a workbook is made of; `marks` has the marks of each question by its code."""

    title: str
    language: str
    pages: Sequence[Page]
    marks: dict[str, Sequence[str]]
    codes: Sequence[tuple[str, str]]


Warnings = Mapping[tuple[uuid.UUID, uuid.UUID], HardPassage]
"""By bid and criterion, what is said before an answer that may be hard to read."""


def pages_of(
    sheets: Sequence[OwnSheet], bids: Mapping[str, BlindBid], warnings: Warnings, *, plain: bool
) -> list[Page]:
    """A page for each bid, in the evaluator's own order (R14), in the words that they chose."""
    return [
        Page(
            gettext("Bid %(label)s", label=own.label),
            own.label,
            [
                cell
                for place, criterion in enumerate(own.criteria, 1)
                for cell in _question(own, criterion, bids[own.label], warnings, place, plain)
            ],
        )
        for own in sheets
    ]


def _question(
    own: OwnSheet,
    criterion: Criterion,
    bid: BlindBid,
    warnings: Warnings,
    place: int,
    plain: bool,
) -> list[Cell]:
    code, asked = criterion.code, criterion.plain_question if plain else criterion.question
    mark, reason = said_by(own.marks.get(criterion.id), own.drafts.get(criterion.id))
    number = gettext("Question %(n)s of %(all)s", n=place, all=len(own.criteria))
    marks = [
        Cell(gettext("What %(mark)s means", mark=card["number"]), _means(card))
        for card in cards_of(criterion, plain)
        if card["name"] or card["says"]
    ]
    return [
        Cell(number, _heading(criterion, warnings.get((bid.id, criterion.id)), plain), HEADING),
        *_parted(gettext("We asked"), asked),
        *_parted(gettext("They answered"), bid.answers.get(code, "")),
        *_files(len(bid.files.get(code, ()))),
        *marks,
        Cell(gettext("Your mark, or ‘pass’"), mark, MARK, code),
        Cell(gettext("Why that mark?"), reason, WHY, code),
    ]


def _heading(criterion: Criterion, warning: HardPassage | None, plain: bool) -> str:
    """The question's title, and a warning where the answer may be hard to read (P25): it stands in
    a cell that isn't compared, since it may come while somebody fills in their pack."""
    title = tidy(title_of(criterion, plain))
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
        "%(num)d file came with this answer. Read it on the website.",
        "%(num)d files came with this answer. Read them on the website.",
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
