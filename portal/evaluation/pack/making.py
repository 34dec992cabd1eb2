"""From an evaluator's sheets to their workbook, and from what came back to what was read."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import force_locale, gettext

from portal.bids.queries import blind_bids
from portal.core.workbooks.reading import Book
from portal.evaluation.marking.pages import card_values
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.pack.checks import Checked, Problem, check, name_of
from portal.evaluation.pack.codes import About, Keyed, Stood, print_of
from portal.evaluation.pack.layout import SHEET_OF_CODES, Answers, Pack, pages_of, said_by
from portal.evaluation.reading.queries import warnings_of
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

ABOUT_AT = "B2"
"""Where the code of the whole pack stands on the sheet of codes."""


def pack_for(
    keyed: Keyed, tender: Tender, sheets: Sequence[OwnSheet], language: str, plain: bool
) -> Pack:
    """What a workbook is made of: the bids that are still to be marked, blind (R10)."""
    open_ = still_open(sheets)
    labels = [each.label for each in open_]
    found = Answers(blind_bids(tender, labels), warnings_of(tender), plain)
    pages = pages_of(open_, found, tender.marking_order)
    about = keyed.about(About(plain, language, labels))
    codes = [
        (name_of(own.label, criterion.code), keyed.of_cell(own.label, criterion.code, stood))
        for own in open_
        for criterion in own.criteria
        for stood in [_stood(own, criterion)]
    ]
    title = gettext("Bids to mark: %(title)s", title=tender.title)
    return Pack(title, language, pages, _marks(open_), [("*", about), *codes], tender.marking_order)


def still_open(sheets: Sequence[OwnSheet]) -> list[OwnSheet]:
    """The bids that somebody still marks."""
    return [each for each in sheets if not each.is_sent and not each.is_voided]


def _stood(own: OwnSheet, criterion: Criterion) -> Stood:
    last, kept = own.marks.get(criterion.id), own.drafts.get(criterion.id)
    words = print_of(*said_by(last, kept))
    return Stood(last.version if last else 0, kept.version if kept else 0, words)


def _marks(sheets: Sequence[OwnSheet]) -> dict[str, Sequence[str]]:
    return {each.code: card_values(each) for own in sheets for each in own.criteria}


def checked_book(
    book: Book, keyed: Keyed, tender: Tender, sheets: Sequence[OwnSheet]
) -> Checked | Problem:
    """What was written in a workbook, or why it isn't one of this evaluator's packs."""
    told = book.get(SHEET_OF_CODES, {}).get(ABOUT_AT, ("", ""))[1]
    about = keyed.read_about(told)
    ours = {own.label: own for own in sheets}
    if about is None or not set(about.labels) <= set(ours):
        return Problem(
            SHEET_OF_CODES,
            gettext(
                "This isn’t a workbook that you took here for these bids, or its codes were"
                " changed. Take your bids again."
            ),
        )
    wanted = [ours[label] for label in about.labels]
    with force_locale(about.language):
        answers = Answers(blind_bids(tender, about.labels), warnings_of(tender), about.plain)
        pages = pages_of(wanted, answers, tender.marking_order)
        passed = gettext("pass")
    return check(book, pages, keyed, _marks(wanted), passed)
