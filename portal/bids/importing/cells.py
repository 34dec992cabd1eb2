"""The cells of a workbook that came back, by the id of their row; what can't be read is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from flask_babel import force_locale, gettext

from portal.bids.importing.layout import LETTERS, Sheet
from portal.core.clock import LONDON
from portal.core.look import LANGUAGES
from portal.core.workbooks.reading import FORMULA, NUMBER, OTHER, Book

PLACE = re.compile(r"([A-Z]+)(\d+)")
LONGEST_CELL = 32_767
"""More a cell can't hold: what is as long as that may have lost its end."""
ZONES = {"UK": LONDON, "UTC": UTC}
MOMENTS = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
Held = tuple[str, str]
GONE = 0
_IN_A_GONE_ROW = re.compile(rf", [A-Z]{GONE}$")
_EMPTY: Held = ("words", "")


class Problem(NamedTuple):
    """What is wrong, in which cell, and how to mend it."""

    where: str
    what: str


class Cell(NamedTuple):
    """A cell to write in: where it is, and what stands there."""

    where: str
    kind: str
    words: str


Table = Mapping[str, Sequence[Cell]]
"""By the id of each row its cells to write in, in their order; all rows that should be there."""


def table_of(book: Book, sheet: Sheet, problems: list[Problem]) -> Table:
    """The rows of a sheet, in whatever order they stand; what is wrong with them is added."""
    rows: dict[int, dict[str, Held]] = defaultdict(dict)
    for place, held in book.get(sheet.title, {}).items():
        if (match := PLACE.fullmatch(place)) and int(match[2]) > 1:
            rows[int(match[2])][match[1]] = held
    wanted = [key for key, _said in sheet.rows]
    numbers: dict[str, int] = {}
    for number, cells in sorted(rows.items()):
        problems += _strange(sheet, number, cells, set(wanted), numbers)
    if sheet.title not in book:
        missing = gettext("This sheet isn’t there. Take a new workbook, and copy your cells.")
        problems.append(Problem(sheet.title, missing))
    elif lost := [key for key in wanted if key not in numbers]:
        said = gettext(
            "The row for %(id)s isn’t there. Put it back, with its id in column A.", id=lost[0]
        )
        problems.append(Problem(sheet.title, said))
    table = {}
    for key in wanted:
        table[key] = [*_cells(sheet, numbers.get(key, GONE), rows)]
        problems += [problem for cell in table[key] for problem in _unread(cell)]
    return table


def without_gone(problems: Sequence[Problem]) -> list[Problem]:
    """Each problem once; that a row isn't there is said for all of its cells."""
    return [each for each in dict.fromkeys(problems) if not _IN_A_GONE_ROW.search(each.where)]


def _strange(
    sheet: Sheet, number: int, cells: Mapping[str, Held], wanted: set[str], numbers: dict[str, int]
) -> Iterator[Problem]:
    """A row that isn't ours, stands there twice, or has words where nobody reads them."""
    key, where = cells.get("A", _EMPTY)[1].strip(), f"{sheet.title}, A{number}"
    if key not in wanted:
        if any(words.strip() or kind == FORMULA for kind, words in cells.values()):
            said = gettext("Nobody knows what this row is for. Put its id back, or clear the row.")
            yield Problem(where, said)
    elif key in numbers:
        said = gettext(
            "Row %(row)s has the id %(id)s too. Keep one of the two.", row=numbers[key], id=key
        )
        yield Problem(where, said)
    else:
        numbers[key] = number
    last = LETTERS.index(sheet.letter(len(sheet.writes) - 1))
    for letter, (_kind, words) in cells.items():
        if words.strip() and (len(letter) > 1 or LETTERS.index(letter) > last):
            said = gettext("Nobody reads this cell. Move your words, and clear it.")
            yield Problem(f"{sheet.title}, {letter}{number}", said)


def _cells(sheet: Sheet, number: int, rows: Mapping[int, Mapping[str, Held]]) -> Iterator[Cell]:
    for place in range(len(sheet.writes)):
        letter = sheet.letter(place)
        kind, words = rows.get(number, {}).get(letter, _EMPTY)
        yield Cell(f"{sheet.title}, {letter}{number}", kind, words.strip())


def _unread(cell: Cell) -> Iterator[Problem]:
    if cell.kind == FORMULA:
        said = gettext("A sum or formula stands here. Type the words or the number themselves.")
        yield Problem(cell.where, said)
    elif cell.kind == OTHER and not cell.words:
        said = gettext("This cell isn’t plain words. Type the words themselves.")
        yield Problem(cell.where, said)
    elif len(cell.words) >= LONGEST_CELL:
        said = gettext("This cell is full, so the end of the words may be lost. Shorten them.")
        yield Problem(cell.where, said)


def moment_in(cell: Cell, zone: str) -> datetime | str:
    """The moment that a cell names, in the time zone of the workbook; or what is wrong with it."""
    example = gettext("Write the day and the time, such as 12/10/2026 11:59.")
    if cell.kind == OTHER and cell.words:
        found = datetime.fromisoformat(cell.words)
        if not (found.hour or found.minute or found.second):
            return gettext("The time of day is missing. Write both, such as 12/10/2026 11:59.")
        return found.replace(tzinfo=ZONES[zone]).astimezone(UTC)
    if cell.kind == NUMBER:
        return example
    for form in MOMENTS:
        try:
            found = datetime.strptime(cell.words, form).replace(tzinfo=ZONES[zone])
        except ValueError:
            continue
        return found.astimezone(UTC)
    return example


def yes_or_no(cell: Cell) -> bool | None:
    """Whether a cell says yes or no, in whichever language the workbook is; None: neither."""
    said = cell.words.casefold()
    if said in _in_all_languages(True):
        return True
    return False if said in _in_all_languages(False) else None


@cache
def _in_all_languages(is_yes: bool) -> set[str]:
    """How a workbook of any language says it."""
    found = set()
    for language in LANGUAGES:
        with force_locale(language):
            found.add((gettext("yes") if is_yes else gettext("no")).casefold())
    return found


def pounds_in(cell: Cell) -> str:
    """An amount as bids have it, without its sign and the commas of thousands."""
    return cell.words.removeprefix("£").replace(",", "").strip()
