"""A workbook with its files, checked whole: what would be brought, or all that has to be mended."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext

from portal.audit.journal import canonical
from portal.bids.content import Questions
from portal.bids.importing.cells import Problem, Table, table_of, without_gone, yes_or_no
from portal.bids.importing.contents import content_of, with_files
from portal.bids.importing.layout import (
    BIDS,
    OPENING,
    SHEET_OF_CODE,
    TAKEN,
    Made,
    read_code,
    sheets_of,
)
from portal.bids.importing.reading import (
    Brought,
    Facts,
    Reading,
    Times,
    read_bid,
    read_opening,
    same_twice,
    told_of,
)
from portal.core.words import say
from portal.core.workbooks.reading import Book
from portal.tenders.models import Tender

WRONG_CODE = {
    "none": say("This isn’t the workbook that you take here. Choose the one that you filled in."),
    "tender": say("This workbook was made for another tender. Choose the one for this tender."),
    "version": say(
        "This workbook was made for other questions than those that were published. Take a new one,"
        " and copy your cells."
    ),
}


def made_for(book: Book, tender: Tender, questions: Questions) -> Made | str:
    """What the code of a workbook says, or why it isn't one of this tender."""
    _kind, code = book.get(SHEET_OF_CODE, {}).get("A2", ("words", ""))
    found = read_code(code, tender, questions)
    return WRONG_CODE[found] if isinstance(found, str) else found


def read(
    book: Book,
    made: Made,
    questions: Questions,
    there: Facts,
    times: Times,
    on_panel: Collection[str] = (),
) -> Reading:
    """Every cell, read and checked; `there`: the files that were brought, `on_panel`: the numbers
    of organisations of which somebody marks here (R10)."""
    problems: list[Problem] = []
    sheets = sheets_of(questions, made)
    tables = {sheet.key: table_of(book, sheet, problems) for sheet in sheets}
    opening, zone = read_opening(tables[OPENING], made.bids, times, problems)
    bids: list[Brought] = []
    for key, cells in tables[BIDS].items():
        found = read_bid(key, cells, zone, times)
        wrong = found if isinstance(found, list) else []
        problems += wrong
        is_taken = yes_or_no(cells[TAKEN]) is not False
        content = content_of(key, tables, questions, problems) if is_taken else {}
        if isinstance(found, Brought):
            bids.append(replace(found, content=content))
    problems += [*same_twice(bids, tables[BIDS]), *_marked_by_own(bids, tables[BIDS], on_panel)]
    bids = with_files(bids, tables, questions, there, problems)
    return Reading(opening, bids, without_gone(problems))


def _marked_by_own(
    bids: Collection[Brought], rows: Table, on_panel: Collection[str]
) -> Iterator[Problem]:
    for bid in bids:
        if bid.is_taken and bid.provider.identifier in on_panel:
            said = gettext(
                "Somebody of this organisation has a seat on the panel that marks this tender. Take"
                " the seat back first."
            )
            yield Problem(rows[bid.key][4].where, said)


def digest_of(
    reading: Reading, workbook: str, there: Facts, whose: Mapping[str, uuid.UUID] | None = None
) -> str:
    """One SHA-256 over all that would be brought: two people check and confirm the very same.

    `whose`: by number the organisations that are registered here, and will read these bids.
    """
    assert reading.opening is not None
    told: Mapping[str, Any] = {
        "workbook": workbook,
        "opened_at": reading.opening.opened_at.isoformat(),
        "opened_by": list(reading.opening.opened_by),
        "bids": [told_of(bid) for bid in reading.bids],
        "files": {name: each["sha256"] for name, each in there.items()},
        "whose": dict(sorted((whose or {}).items())),
    }
    return hashlib.sha256(canonical(told).encode()).hexdigest()
