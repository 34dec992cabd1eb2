"""What stands in the workbook for bids from another system: sheets, rows with an id, columns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flask_babel import force_locale, gettext

from portal.bids.content import Questions, numbered
from portal.core.look import LANGUAGES
from portal.tenders.models import Tender

FORMAT = "evenhand-import-1"
SHEET_OF_CODE = "Code"
OPENING, BIDS, ANSWERS = "opening", "bids", "answers"
GATES, PRICES, FILES = "gates", "prices", "files"
TAKEN, CHARTER = 8, 11
"""Where on the sheet of bids stands whether one is taken, and whether it accepts the charter."""
MOST_BIDS = 100
MOST_FILES = 1000
MOST_ROWS = 2900
"""So many rows a sheet may have: a longer one isn’t read."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE = re.compile(rf"{FORMAT}\.([a-z]{{2}})\.(\d{{1,3}})\.([0-9a-f-]{{36}})\.([0-9a-f]{{16}})")


class Sheet(NamedTuple):
    """A sheet: column A has the row's id, then come columns to read, then columns to write in.

    `choices`: by the place among the latter, which words may stand there.
    """

    key: str
    title: str
    says: Sequence[str]
    writes: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    choices: Mapping[int, Sequence[str]]

    def letter(self, place: int) -> str:
        """The column to write in at this place."""
        return LETTERS[1 + len(self.says) + place]


class Made(NamedTuple):
    """What the code of a workbook says: its language, and for how many bids it was made.

    `has_charter`: whether bidders sign up to a participation charter (P17).
    """

    language: str
    bids: int
    has_charter: bool = False


def code_of(tender: Tender, questions: Questions, made: Made) -> str:
    """The code that a workbook carries: for this tender, and for exactly what it asks."""
    return f"{FORMAT}.{made.language}.{made.bids}.{tender.id}.{_print(questions)}"


def read_code(code: str, tender: Tender, questions: Questions) -> Made | str:
    """What a code says; 'none', 'tender' or 'version' where it isn't of this tender as it is."""
    found = _CODE.fullmatch(code.strip())
    if found is None or found[1] not in LANGUAGES or not 1 <= int(found[2]) <= MOST_BIDS:
        return "none"
    if found[3] != str(tender.id):
        return "tender"
    if found[4] != _print(questions):
        return "version"
    return Made(found[1], int(found[2]), bool(tender.charter))


def _print(questions: Questions) -> str:
    """Another one as soon as anything else is asked."""
    lines = numbered(questions.lines).items()
    told = [
        *((each.code, each.question, each.word_limit, each.files) for each in questions.criteria),
        *((each.code, each.question) for each in questions.gates),
        *((key, each.title, each.units) for key, each in lines),
        questions.has_price,
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def keys_of(bids: int) -> list[str]:
    """What bids are called in the workbook."""
    return [f"B{number}" for number in range(1, bids + 1)]


def sheets_of(questions: Questions, made: Made) -> list[Sheet]:
    """The sheets to fill in, in the workbook's own language."""
    with force_locale(made.language):
        return [*_sheets(questions, keys_of(made.bids), made.has_charter)]


def _sheets(questions: Questions, keys: Sequence[str], has_charter: bool) -> Iterator[Sheet]:
    yes_or_no = [gettext("yes"), gettext("no")]
    yield _opening()
    yield _bids(keys, yes_or_no, has_charter)
    rows = [
        (f"{key}/{each.code}", [key, each.title, each.question, str(each.word_limit)])
        for key in keys
        for each in questions.criteria
    ]
    says = [gettext("Bid"), gettext("About"), gettext("Question"), gettext("Most words")]
    yield Sheet(ANSWERS, gettext("Answers"), says, [gettext("The answer, word for word")], rows, {})
    if questions.gates:
        rows = [
            (f"{key}/{each.code}", [key, each.title, each.question])
            for key in keys
            for each in questions.gates
        ]
        writes = [gettext("Yes or no"), gettext("What supports it, word for word")]
        yield Sheet(GATES, gettext("Yes or no"), says[:3], writes, rows, {0: yes_or_no})
    if questions.has_price:
        yield _prices(questions, keys)
    if questions.takes_files:
        yield _files(questions, keys)


def _opening() -> Sheet:
    asked = {
        "opened-at": gettext(
            "When were the bids opened there? Day and time, such as 12/10/2026 13:00"
        ),
        "zone": gettext("The time zone of all times in this workbook: UK or UTC"),
        "opened-by-1": gettext("Who opened them there? First person: name and job"),
        "opened-by-2": gettext("Second person: name and job"),
        "received": gettext("How many bids were received there, with late and withdrawn ones?"),
    }
    rows = [(key, [words]) for key, words in asked.items()]
    writes = [gettext("Write here")]
    return Sheet(OPENING, gettext("Opening there"), [gettext("What")], writes, rows, {})


def _bids(keys: Sequence[str], yes_or_no: Sequence[str], has_charter: bool) -> Sheet:
    writes = [
        gettext("Name of the organisation"),
        gettext("Postal address"),
        gettext("Email address"),
        gettext("Website, if there is one"),
        gettext("Charity or company number"),
        gettext("Whom to write to: a name"),
        gettext("Reference of the bid there"),
        gettext("Received there: day and time, such as 12/10/2026 11:59"),
        gettext("Is it taken? yes or no"),
        gettext("If no: why (late, withdrawn, …)"),
        gettext("What was changed in copying, if anything"),
    ]
    if has_charter:
        writes.append(gettext("Does it accept the participation charter? yes or no"))
    rows: list[tuple[str, Sequence[str]]] = [(key, []) for key in keys]
    return Sheet(
        BIDS,
        gettext("Bids"),
        [],
        writes,
        rows,
        {TAKEN: yes_or_no} | ({CHARTER: yes_or_no} if has_charter else {}),
    )


def _prices(questions: Questions, keys: Sequence[str]) -> Sheet:
    asked = [
        (f"/{number}", gettext("%(title)s: one %(unit)s", title=line.title, unit=line.unit))
        for number, line in numbered(questions.lines).items()
    ] or [("/price", gettext("The whole price"))]
    rows = [(f"{key}{end}", [key, what]) for key in keys for end, what in asked]
    says = [gettext("Bid"), gettext("What for")]
    return Sheet(PRICES, gettext("Prices"), says, [gettext("Pounds")], rows, {})


def _files(questions: Questions, keys: Sequence[str]) -> Sheet:
    most = min(len(keys) * sum(each.files for each in questions.criteria), MOST_FILES)
    rows: list[tuple[str, Sequence[str]]] = [(f"F{number}", []) for number in range(1, most + 1)]
    writes = [gettext("Bid"), gettext("Question"), gettext("File, as it is called in the zip")]
    codes = [each.code for each in questions.criteria if each.files]
    return Sheet(FILES, gettext("Files"), [], writes, rows, {0: keys, 1: codes})
