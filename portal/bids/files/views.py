"""Pages on which a provider puts files to an answer, and takes them away again."""

from __future__ import annotations

import uuid
from contextlib import closing
from typing import NamedTuple

from flask import current_app, flash, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.bids import operations as act
from portal.bids.cleaning.lately import cleaned_lately
from portal.bids.files.forms import FileForm
from portal.bids.files.pages import file_lines
from portal.bids.files.queries import draft_files
from portal.bids.views import HERE, Own, bp, own_bid
from portal.core.authorisation import there
from portal.core.files.kinds import LARGEST, Unreadable, kind_of
from portal.core.files.scanning import scan
from portal.core.forms import ActionForm
from portal.core.transaction import reading_only
from portal.core.words import say
from portal.specifications.models import Criterion

NOTHING_CHOSEN = say("Choose a file first.")
ROOM_FOR_THE_FORM = 2 * 1024 * 1024


class Sent(NamedTuple):
    """A file as the browser sent it, read before any transaction begins."""

    name: str
    content: bytes
    problem: str | None


@bp.route(f"{HERE}/answers/<code>/files", methods=["GET", "POST"])
def files(authority: str, tender_id: uuid.UUID, code: str) -> str | BaseResponse:
    """The files of one answer, and a form for one more; a draft until the bid is submitted."""
    sent = _sent(authority, tender_id, code) if request.method == "POST" else None
    own, criterion = _at(authority, tender_id, code)
    form = FileForm()
    if not form.is_submitted() and not own.may_write:
        return own.back()
    if sent and sent.problem:
        form.validate()
        form.file.errors = [gettext(sent.problem)]
    elif form.validate_on_submit() and sent and sent.content:
        with form.saving():
            act.add_file(own.actor, own.tender, criterion, sent.name, sent.content)
        if form.saved:
            flash(gettext("The file is with your answer."), "success")
            return own.back("files", code=code)
        own, criterion = _at(authority, tender_id, code)
    elif form.is_submitted() and not form.errors:
        form.file.errors = [gettext(NOTHING_CHOSEN)]
    return _show(own, criterion, form)


def _sent(authority: str, tender_id: uuid.UUID, code: str) -> Sent | None:
    """What was sent, for whoever may write here; nothing waits in the database meanwhile."""
    with reading_only():
        _at(authority, tender_id, code)
    request.max_content_length = LARGEST + ROOM_FOR_THE_FORM
    found = request.files.get("file")
    if found is None:
        return None
    with closing(found):
        content = found.read()
    return Sent(found.filename or "", content, _problem_of(content))


def check_file(content: bytes) -> None:
    """Refuse what is no file that we take, what a scanner finds harmful, and what can't be read."""
    kind_of(content)
    scan(content, current_app.extensions["evenhand"].clamd)
    cleaned_lately(content)


def _problem_of(content: bytes) -> str | None:
    """Why a file can't be read into pages; its provider hears it now, while they can mend it."""
    try:
        if content:
            check_file(content)
    except Unreadable as problem:
        return problem.message
    return None


def _at(authority: str, tender_id: uuid.UUID, code: str) -> tuple[Own, Criterion]:
    own = own_bid(authority, tender_id)
    found = (each for each in own.questions.criteria if each.code == code and each.files)
    return own, there(next(found, None))


def _show(own: Own, criterion: Criterion, form: FileForm | ActionForm) -> str:
    there_now = draft_files(own.tender, own.actor.provider_id)
    lines = file_lines([each for each in there_now if each.criterion_id == criterion.id])
    return own.show(
        "files",
        form=form,
        criterion=criterion,
        files=lines,
        room=criterion.files - len(lines) if own.may_write else 0,
    )


@bp.post(f"{HERE}/answers/<code>/files/<uuid:file_id>/remove")
def remove_file(
    authority: str, tender_id: uuid.UUID, code: str, file_id: uuid.UUID
) -> str | BaseResponse:
    """Take a file away from an answer of the draft."""
    own, criterion = _at(authority, tender_id, code)
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.remove_file(own.actor, own.tender, file_id)
        if form.saved:
            flash(gettext("The file is removed."), "success")
            return own.back("files", code=code)
        own, criterion = _at(authority, tender_id, code)
    return _show(own, criterion, form)
