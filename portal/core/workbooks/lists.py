"""Lists that people fill in: a workbook with a row for each thing, and the rows that come back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from portal.core.workbooks.reading import FORMULA, WORDS, Book

PLACE = re.compile(r"([A-Z]+)(\d+)")

Cells = Mapping[str, tuple[str, str]]
"""What stands in a row, by the letter of its column: the kind, and the words."""


class Problem(NamedTuple):
    """A row that can't be taken as it is, and how to mend it."""

    number: int
    name: str
    what: str


def rows_of(book: Book, columns: str) -> list[tuple[int, Cells]]:
    """The rows of the first sheet that hold something in these columns, below its headings."""
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for place, cell in next(iter(book.values()), {}).items():
        match = PLACE.fullmatch(place)
        if match and match[1] in columns and cell[1].strip() + (cell[0] == FORMULA) * "=":
            found[int(match[2])][match[1]] = cell
    return sorted((number, cells) for number, cells in found.items() if number > 1)


def words_in(cells: Cells, columns: str) -> list[str]:
    """What stands in each of these columns; nothing is an empty text."""
    words = {column: words.strip() for column, (_, words) in cells.items()}
    return [words.get(column, "") for column in columns]


def are_plain(cells: Cells) -> bool:
    """Whether each cell holds words, as they were typed: no formula, no number, no day."""
    return all(kind == WORDS for kind, _ in cells.values())
