"""Every cell of a pack that came back, checked: what was written, and what has to be mended."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext

from portal.core.formats import exact
from portal.core.workbooks.reading import FORMULA, OTHER, Book
from portal.evaluation.marking.operations import MOST_WORDS
from portal.evaluation.pack.codes import Keyed, Stood, print_of
from portal.evaluation.pack.layout import (
    FIRST_ROW,
    MARK,
    PASSED,
    SHEET_OF_CODES,
    TEXT,
    WHY,
    Page,
    tidy,
)

_NUMBER = re.compile(r"\d{1,4}([.,]\d{1,4})?")
_EMPTY = ("words", "")


class Problem(NamedTuple):
    """What is wrong, in which cell, and how to mend it."""

    where: str
    what: str


class Reading(NamedTuple):
    """What somebody wrote about one question, and what stood there when they took the pack."""

    label: str
    code: str
    mark: str
    reason: str
    page: str
    place: str
    stood: Stood

    @property
    def places(self) -> list[str]:
        """The two cells of this question, as problems name them."""
        below = int(self.place[1:]) + 1
        return [f"{self.page}, {place}" for place in (self.place, f"B{below}")]

    @property
    def is_touched(self) -> bool:
        """Whether they wrote something else than the pack brought along."""
        return print_of(self.mark, self.reason) != self.stood.words


class Checked(NamedTuple):
    """A pack that came back; with one problem, nothing of it is saved."""

    readings: Sequence[Reading]
    problems: Sequence[Problem]


def check(
    book: Book,
    pages: Sequence[Page],
    keyed: Keyed,
    marks: Mapping[str, Sequence[str]],
    passed: str,
) -> Checked:
    """Compare each sheet with what we put there, and read the cells to write in; `passed` is the
    word for a pass in the pack's language."""
    readings: list[Reading] = []
    problems = _strangers(book, pages)
    codes = _codes(book)
    for page in pages:
        cells = book.get(page.title)
        if cells is None:
            what = gettext("This sheet isn’t there. Take your bids again, and copy your marks.")
            problems.append(Problem(page.title, what))
            continue
        problems += _changed(page, cells)
        for cell in page.cells:
            if cell.kind == MARK:
                found = _read(page, cell.place, cells, keyed, codes, passed)
                readings += [found] if isinstance(found, Reading) else []
                problems += _wrong(found, page, cells, marks[cell.place[1]])
    return Checked(readings, problems)


def _strangers(book: Book, pages: Sequence[Page]) -> list[Problem]:
    """Sheets that aren't ours; the first one is for reading, and isn't read."""
    known = {page.title for page in pages} | {SHEET_OF_CODES}
    others = [title for title in list(book)[1:] if title not in known and book[title]]
    what = gettext("This sheet isn’t ours, so nobody would read it. Take it out.")
    return [Problem(title, what) for title in others]


def _codes(book: Book) -> dict[str, str]:
    cells = book.get(SHEET_OF_CODES, {})
    return {
        cells.get(f"A{row}", _EMPTY)[1]: cells.get(f"B{row}", _EMPTY)[1]
        for row in range(FIRST_ROW, len(cells) + FIRST_ROW)
    }


def _changed(page: Page, cells: Mapping[str, tuple[str, str]]) -> list[Problem]:
    """Cells that don't say what we put there: a mark might be for other words then."""
    ours: dict[str, str] = {}
    free = {"A1", "B1"}
    for row, cell in enumerate(page.cells, FIRST_ROW):
        ours[f"A{row}"] = cell.head
        if cell.kind == TEXT:
            ours[f"B{row}"] = cell.words
        else:
            free.add(f"B{row}")
    wrong = [
        place for place, words in ours.items() if not _same(cells.get(place, _EMPTY)[1], words)
    ]
    other = [place for place in cells if place not in ours and place not in free]
    said = gettext("This cell doesn’t say what we sent. Put it back, or take your bids again.")
    lost = gettext("Nobody reads this cell. Move your words to a yellow one, and clear it.")
    return [
        *(Problem(f"{page.title}, {place}", said) for place in wrong),
        *(Problem(f"{page.title}, {place}", lost) for place in other),
    ]


def _same(found: str, ours: str) -> bool:
    return found.split() == ours.split()


def _read(
    page: Page,
    of: tuple[str, str],
    cells: Mapping[str, tuple[str, str]],
    keyed: Keyed,
    codes: Mapping[str, str],
    passed: str,
) -> Reading | Problem:
    stood = keyed.read_cell(*of, codes.get(name_of(*of), ""))
    if stood is None:
        what = gettext("The code of this question isn’t ours. Take your bids again.")
        return Problem(f"{SHEET_OF_CODES}, {name_of(*of)}", what)
    place, why = page.row_of(of, MARK), page.row_of(of, WHY)
    mark, reason = cells.get(place, _EMPTY), cells.get(why, _EMPTY)
    return Reading(*of, mark_in(mark[1], passed), tidy(reason[1]), page.title, place, stood)


def name_of(label: str, code: str) -> str:
    """The name under which a question's code stands."""
    return f"{label} {code}"


def mark_in(words: str, passed: str) -> str:
    """A mark as we write it: a number, `pass` in either language; else the words themselves."""
    said = words.strip().casefold().strip("‘’'\"")
    if said in (PASSED, passed.casefold()):
        return PASSED
    if _NUMBER.fullmatch(said):
        return exact(Decimal(said.replace(",", ".")))
    return words.strip()


def _wrong(
    found: Reading | Problem,
    page: Page,
    cells: Mapping[str, tuple[str, str]],
    marks: Sequence[str],
) -> list[Problem]:
    """What has to be mended in the two cells of a question, if somebody wrote there."""
    if isinstance(found, Problem):
        return [found]
    at_mark, at_why = found.place, page.row_of((found.label, found.code), WHY)
    formula = gettext("A sum or formula stands here. Write the mark or the words themselves.")
    wrong = [
        Problem(f"{page.title}, {place}", formula)
        for place in (at_mark, at_why)
        if cells.get(place, _EMPTY)[0] in (FORMULA, OTHER)
    ]
    if wrong or not found.is_touched:
        return wrong
    return [
        Problem(f"{page.title}, {place}", what)
        for place, what in _of_words(found, at_mark, at_why, marks)
    ]


def _of_words(
    found: Reading, at_mark: str, at_why: str, marks: Sequence[str]
) -> list[tuple[str, str]]:
    one_of = gettext("Write one of %(marks)s, or ‘pass’.", marks=", ".join(marks))
    why = gettext("Say in this cell why you chose the mark, or write ‘pass’ as the mark.")
    short = gettext("Your reason can have up to %(num)s words. Make it shorter.", num=MOST_WORDS)
    problems = []
    if found.mark and found.mark != PASSED and found.mark not in marks:
        problems.append((at_mark, one_of))
    elif found.mark and found.mark != PASSED and not found.reason:
        problems.append((at_why, why))
    if len(found.reason.split()) > MOST_WORDS:
        problems.append((at_why, short))
    return problems
