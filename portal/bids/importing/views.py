"""Pages on which bids from another system are brought: the workbook, the files, what to mend."""

from __future__ import annotations

import uuid
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Response, current_app, flash, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as BaseResponse

from portal.bids.content import Questions
from portal.bids.importing import operations as act
from portal.bids.importing.forms import (
    RemoveForm,
    TakeForm,
    WorkbookForm,
    ZipForm,
    take_form,
)
from portal.bids.importing.layout import MOST_BIDS, MOST_ROWS, Made
from portal.bids.importing.policy import may_import, may_take_workbook
from portal.bids.importing.queries import Waiting, waiting_import
from portal.bids.importing.zips import LARGEST, Zipped, unpack
from portal.bids.queries import questions_of
from portal.bids.views import bp
from portal.core.authorisation import Actor, Verdict, authorise
from portal.core.downloads import send_xlsx
from portal.core.files.kinds import Unreadable, kind_of
from portal.core.files.scanning import scan
from portal.core.formats import what_of
from portal.core.forms import ActionForm
from portal.core.language import spoken
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.core.workbooks.apart import book_apart
from portal.core.workbooks.reading import LARGEST as LARGEST_WORKBOOK
from portal.core.workbooks.reading import Book
from portal.core.workbooks.sent import NOTHING_CHOSEN, ROOM_FOR_THE_FORM
from portal.tenders.models import Tender
from portal.tenders.openers.queries import Openers, openers_of
from portal.tenders.queries import open_tender

HERE = "/<authority>/tenders/<uuid:tender_id>/import"
MOST_SHOWN = 100
"""So many problems are told at once; the others when these are mended."""
FILE_NAME = "bids-from-elsewhere.xlsx"


@dataclass
class At:
    """Somebody at the import of one tender."""

    actor: Actor
    tender: Tender
    openers: Openers
    path: dict[str, Any]

    @property
    def seat(self) -> str | None:
        """Which officer they are; the lead may be none."""
        return self.openers.seat_of(self.actor.person_id)

    @cached_property
    def waiting(self) -> Waiting | None:
        """What was brought so far."""
        return waiting_import(self.tender)

    @cached_property
    def questions(self) -> Questions:
        """What the tender asks."""
        return questions_of(self.tender)

    @property
    def most_bids(self) -> int:
        """For so many bids a workbook can be made: its longest sheet has a row a question."""
        rows = (len(self.questions.criteria), len(self.questions.gates), len(self.questions.lines))
        return min(MOST_BIDS, MOST_ROWS // max(*rows, 1))

    def back(self, endpoint: str = "importing") -> BaseResponse:
        """Send the browser to a page of the import."""
        return back_to(f"bids.{endpoint}", **self.path)


def at_import(authority: str, tender_id: uuid.UUID, policy: Any = may_import) -> At:
    """Open the tender for somebody who brings its bids, or answer 404 or 403; who changes
    something of it is alone there."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    found = At(actor, tender, openers_of(tender), {"authority": authority, "tender_id": tender_id})
    authorise(_of(policy, found.seat), actor, tender)
    return found


def _of(policy: Any, seat: str | None) -> Any:
    def verdict(actor: Actor, tender: Tender) -> Verdict:
        found: Verdict = policy(actor, tender, seat)
        return found

    return verdict


@bp.get(HERE)
def importing(authority: str, tender_id: uuid.UUID) -> str:
    """What was brought so far, and all that has to be mended before it can count."""
    return _show(at_import(authority, tender_id))


def _show(
    at: At,
    *,
    take: TakeForm | None = None,
    workbook: WorkbookForm | None = None,
    zipped: ZipForm | None = None,
    bad_files: Zipped | None = None,
) -> str:
    sent = [each for each in (take, workbook, zipped) if each is not None]
    return render_template(
        "bids/import/importing.html",
        tender=at.tender,
        path=at.path,
        take=take or take_form(at.most_bids),
        workbook=workbook or WorkbookForm(formdata=None),
        zipped=zipped or ZipForm(formdata=None),
        form=next(iter(sent), WorkbookForm(formdata=None)),
        bad_files=[(each.where, gettext(each.what)) for each in bad_files.problems]
        if bad_files
        else (),
        takes_files=at.questions.takes_files,
        **_so_far(at),
    )


def _so_far(at: At) -> dict[str, Any]:
    """What was brought, what has to be mended in it, and who has checked it."""
    waiting = at.waiting
    if waiting is None:
        return dict.fromkeys(("has_workbook", "is_whole", "is_handed", "is_own"), False) | {
            "why": "",
            "problems": (),
            "more": 0,
            "files": (),
        }
    by = waiting.draft.handed_by if waiting.is_handed else None
    files = waiting.files.values()
    return {
        "has_workbook": bool(waiting.draft.sha256),
        "is_whole": waiting.is_whole,
        "is_handed": by is not None,
        "is_own": by is not None and by == at.actor.person_id,
        "why": gettext(waiting.why) if waiting.why else "",
        "problems": waiting.reading.problems[:MOST_SHOWN] if waiting.reading else (),
        "more": max(len(waiting.reading.problems) - MOST_SHOWN, 0) if waiting.reading else 0,
        "files": [
            {"name": each["name"], "what": what_of(each["kind"], each["size"])} for each in files
        ],
    }


@bp.get(f"{HERE}/{FILE_NAME}")
def import_workbook(authority: str, tender_id: uuid.UUID) -> Response | str:
    """The empty workbook of this tender, with rows for as many bids as were received there."""
    from portal.bids.importing.workbook import workbook_of  # what writes it is long to import

    at = at_import(authority, tender_id, may_take_workbook)
    form = take_form(at.most_bids)
    form.process(request.args)
    if not form.validate():
        return _show(at, take=form)
    made = Made(spoken(), int(form.bids.data), bool(at.tender.charter))
    return send_xlsx(workbook_of(at.tender, at.questions, made), FILE_NAME)


@bp.post(f"{HERE}/workbook")
def bring_workbook(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """The workbook, filled in: kept locked, and read anew whenever it is shown."""
    sent = _workbook_sent(authority, tender_id)
    at = at_import(authority, tender_id)
    form = WorkbookForm()
    if isinstance(sent, str):
        form.validate()
        form.file.errors = [gettext(sent)]
    elif form.carried_out(act.bring_workbook, at.tender, *sent):
        flash(gettext("The workbook is here. Nothing of it counts yet."), "success")
        return at.back()
    return _show(at_import(authority, tender_id), workbook=form)


def _workbook_sent(authority: str, tender_id: uuid.UUID) -> tuple[bytes, Book] | str:
    """What was sent, for whoever may bring it; nothing waits in the database meanwhile."""
    content = _sent(authority, tender_id, "file", LARGEST_WORKBOOK)
    try:
        return (content, book_apart(content)) if content else NOTHING_CHOSEN
    except Unreadable as problem:
        return problem.message


def _sent(authority: str, tender_id: uuid.UUID, field: str, largest: int) -> bytes:
    with reading_only():
        at_import(authority, tender_id)
    request.max_content_length = largest + ROOM_FOR_THE_FORM
    found = request.files.get(field)
    if found is None:
        return b""
    with closing(found):
        return found.read()


@bp.post(f"{HERE}/files")
def bring_files(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """A zip of files: each is kept locked, or all that is wrong with them is said."""
    sent = _zip_sent(authority, tender_id)
    at = at_import(authority, tender_id)
    form = ZipForm()
    if isinstance(sent, str):
        form.validate()
        form.files.errors = [gettext(sent)]
        return _show(at, zipped=form)
    if sent.problems:
        form.validate()
        said = ngettext(
            "%(num)d file of this zip can’t be taken, so none was. Mend it and choose the zip"
            " again.",
            "%(num)d files of this zip can’t be taken, so none was. Mend them and choose the zip"
            " again.",
            len(sent.problems),
        )
        form.files.errors = [said]
        return _show(at, zipped=form, bad_files=sent)
    if form.carried_out(act.bring_files, at.tender, sent.sha256, sent.files):
        number = len(sent.files)
        done = ngettext("%(num)d file is here.", "%(num)d files are here.", number)
        flash(done, "success")
        return at.back()
    return _show(at_import(authority, tender_id), zipped=form)


def _zip_sent(authority: str, tender_id: uuid.UUID) -> Zipped | str:
    content = _sent(authority, tender_id, "files", LARGEST)
    try:
        return unpack(content, _judged) if content else NOTHING_CHOSEN
    except Unreadable as problem:
        return problem.message


def _judged(content: bytes) -> str:
    """The kind of a file, unless it is of none that we take or a scanner finds it harmful."""
    kind = kind_of(content)
    scan(content, current_app.extensions["evenhand"].clamd)
    return kind


@bp.post(f"{HERE}/files/remove")
def remove_import_file(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Take a file out again."""
    at = at_import(authority, tender_id)
    form = RemoveForm()
    if form.carried_out(act.remove_file, at.tender, form.name.data or ""):
        flash(gettext("The file is removed."), "success")
        return at.back()
    return _show(at_import(authority, tender_id))


@bp.route(f"{HERE}/throw-away", methods=["GET", "POST"])
def discard_import(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Everything that was brought goes; nothing of it counted."""
    at = at_import(authority, tender_id)
    form = ActionForm()
    if form.carried_out(act.throw_away, at.tender):
        flash(gettext("The workbook and the files are gone from here."), "success")
        return at.back()
    return render_template("bids/import/throw_away.html", form=form, tender=at.tender, path=at.path)
