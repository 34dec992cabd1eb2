"""An evaluator takes their bids away in a workbook, and brings it back, filled in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, current_app, flash, render_template, request
from flask_babel import force_locale, get_locale, gettext, ngettext
from werkzeug.wrappers import Response as BaseResponse

from portal.bids.desk.queries import has_pages
from portal.core.authorisation import Actor, authorise
from portal.core.downloads import send_xlsx, send_zip
from portal.core.forms import PAGE_TOO_OLD
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, on_opening, reads_plain, records_opening
from portal.core.words import say
from portal.core.workbooks.reading import Book
from portal.core.workbooks.sent import book_sent
from portal.evaluation.marking.queries import OwnSheet, own_sheets
from portal.evaluation.models import Seat
from portal.evaluation.pack import operations as act
from portal.evaluation.pack.carried import carried, carry
from portal.evaluation.pack.checks import Checked, Problem
from portal.evaluation.pack.codes import Keyed
from portal.evaluation.pack.files import files_of
from portal.evaluation.pack.forms import ConfirmForm, PackForm, confirm_form
from portal.evaluation.pack.making import checked_book, pack_for, still_open
from portal.evaluation.pack.pages import review_lines, sums_of
from portal.evaluation.pack.policy import may_use_pack
from portal.evaluation.pack.weighing import Line, weigh
from portal.evaluation.practice.queries import promise_of
from portal.evaluation.queries import seat_of, voided_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("pack", __name__)
BASE = "/<authority>/tenders/<uuid:tender_id>/marking-pack"
FILE_NAME, FILES_NAME = "bids-to-mark.xlsx", "files-of-the-bids.zip"
"""The same for everybody: on a shared computer it tells nothing."""

SHOWN_ANEW = say(
    "You saved something else on the website in the meantime. Look again, then save what you want."
)


class Mine(NamedTuple):
    """Who marks, and the sheets that are theirs."""

    authority: str
    actor: Actor
    tender: Tender
    seat: Seat
    sheets: Sequence[OwnSheet]

    @property
    def place(self) -> dict[str, Any]:
        """Where this tender's pages are."""
        return {"authority": self.authority, "tender_id": self.tender.id}

    @property
    def keyed(self) -> Keyed:
        """The codes of this evaluator's packs."""
        return Keyed(_secret(), self.tender.id, self.seat.id)

    def show(self, page: str, **more: Any) -> str:
        """One of the pages."""
        return render_template(f"pack/{page}.html", tender=self.tender, place=self.place, **more)


def _mine(authority: str, tender_id: uuid.UUID) -> Mine:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    is_gone = seat is not None and seat.id in voided_of(tender).seats
    has_promised = seat is not None and promise_of(seat) is not None
    authorise(may_use_pack, actor, tender, seat, is_gone, has_promised)
    assert seat is not None
    return Mine(authority, actor, tender, seat, own_sheets(tender, seat))


@bp.route(BASE, methods=["GET", "POST"])
def pack(authority: str, tender_id: uuid.UUID) -> str:
    """How it goes, the file to take, and the file that comes back: it is shown, and not kept."""
    sent = _sent(authority, tender_id) if request.method == "POST" else None
    with reading_only():
        mine, form = _mine(authority, tender_id), PackForm()
        if not form.validate_on_submit() or sent is None:
            return _ask(mine, form)
        if isinstance(sent, str):
            form.file.errors = [gettext(sent)]
            return _ask(mine, form)
        found = checked_book(sent, mine.keyed, mine.tender, mine.sheets)
        if isinstance(found, Problem):
            form.file.errors = [found.what]
            return _ask(mine, form)
        return _review(mine, found)


def _ask(mine: Mine, form: PackForm) -> str:
    left = still_open(mine.sheets)
    with_files = has_pages([own.sheet.bid_id for own in left])
    return mine.show("pack", form=form, has_bids=bool(left), has_files=with_files)


def _sent(authority: str, tender_id: uuid.UUID) -> Book | str:
    """The cells of what was sent, or what is wrong with it; nothing waits for the database."""
    with reading_only():
        _mine(authority, tender_id)
    return book_sent()


def _review(mine: Mine, found: Checked) -> str:
    lines = weigh(found.readings, mine.sheets)
    return _show(mine, confirm_form(lines), found, lines)


def _show(mine: Mine, form: ConfirmForm, found: Checked, lines: Sequence[Line]) -> str:
    form.pack.data = carry(mine.seat.id, lines)
    shown = review_lines(found, lines, reads_plain())
    for line in shown:
        line["choice"] = None if found.problems else form.choice_of(line["number"])
    sums = sums_of(lines)
    return mine.show("review", form=form, lines=shown, problems=found.problems, sums=sums)


@bp.post(f"{BASE}/confirm")
def confirm(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Save all that was shown, as marks like any others; or nothing, and show it again."""
    mine = _mine(authority, tender_id)
    read = carried(mine.seat.id, request.form.get("pack", ""))
    if read is None:
        form = PackForm()
        form.form_errors = [str(PAGE_TOO_OLD)]
        return _ask(mine, form)
    lines = weigh(read.readings, mine.sheets)
    form = confirm_form(lines)
    if [each.versions for each in lines] != list(read.shown):
        form.form_errors = [gettext(SHOWN_ANEW)]
    elif form.validate_on_submit():
        with form.saving():
            done = act.save_marks(
                mine.actor, mine.tender, form.chosen(lines), is_helped=bool(form.helped.data)
            )
        if form.saved:
            flash(_saved(done), "success")
            return back_to("marking.sheets", **mine.place)
        mine = _mine(authority, tender_id)
        lines = weigh(read.readings, mine.sheets)
    return _show(mine, form, Checked(read.readings, ()), lines)


def _saved(done: int) -> str:
    return ngettext(
        "%(num)d answer from your workbook is saved. Send the bid when you are ready.",
        "%(num)d answers from your workbook are saved. Send each bid when you are ready.",
        done,
    )


@bp.get(f"{BASE}/{FILE_NAME}")
@records_opening
def workbook(authority: str, tender_id: uuid.UUID) -> BaseResponse:
    """The bids that this evaluator still marks, as a file; the record says that it was taken."""
    from portal.evaluation.pack.workbook import workbook_of  # what writes them is long to import

    mine, plain = _mine(authority, tender_id), reads_plain()
    language = str(get_locale() or "en").partition("_")[0]
    with force_locale(language):
        made = workbook_of(pack_for(mine.keyed, mine.tender, mine.sheets, language, plain))
    on_opening(lambda: act.note_taken(mine.actor, mine.tender))
    return send_xlsx(made, FILE_NAME)


@bp.get(f"{BASE}/{FILES_NAME}")
@records_opening
def files(authority: str, tender_id: uuid.UUID) -> BaseResponse:
    """The clean pages of the files with these bids; the record says that they were taken."""
    mine = _mine(authority, tender_id)
    made = files_of(mine.tender, still_open(mine.sheets))
    on_opening(lambda: act.note_taken(mine.actor, mine.tender))
    return send_zip(made, FILES_NAME)


def _secret() -> str:
    return str(current_app.secret_key)
