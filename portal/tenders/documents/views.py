"""Pages on which a lead adds documents, and everybody takes those that are out."""

from __future__ import annotations

import uuid
from contextlib import closing

from flask import Response, current_app, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.core.authorisation import authorise
from portal.core.downloads import send_file_of
from portal.core.files.kinds import LARGEST, Unreadable, kind_of
from portal.core.files.scanning import scan
from portal.core.forms import ActionForm, typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public
from portal.core.words import say
from portal.tenders.documents import operations as act
from portal.tenders.documents.forms import DocumentForm
from portal.tenders.documents.policy import may_add_document, may_see_documents
from portal.tenders.documents.queries import (
    published_document,
    published_documents,
    waiting_document,
    waiting_of,
)
from portal.tenders.queries import open_tender
from portal.tenders.stages import stage_of
from portal.tenders.views import bp
from portal.tenders.views_notices import readable

HERE = "/<authority>/tenders/<uuid:tender_id>/documents"
NOTHING_CHOSEN = say("Choose a file first.")
ROOM_FOR_THE_FORM = 2 * 1024 * 1024


@bp.route(HERE, methods=["GET", "POST"])
def documents(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """The documents that are out and those that wait, and a form for one more."""
    adds = request.method == "POST"
    content, problem = _sent(authority, tender_id) if adds else (b"", None)
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=adds)
    authorise(may_add_document if adds else may_see_documents, actor, tender)
    form = DocumentForm()
    is_whole = form.validate_on_submit()
    if adds and problem:
        form.file.errors = [gettext(problem)]
    elif is_whole:
        with form.saving():
            act.add_document(actor, tender, typed(form.name), content)
        if form.saved:
            flash(gettext("The document is added. It isn’t out yet."), "success")
            return back_to(".documents", authority=authority, tender_id=tender_id)
    return render_template(
        "tenders/documents.html",
        form=form,
        tender=tender,
        authority=authority,
        waiting=waiting_of(tender),
        published=published_documents(tender.id),
        is_drafting=stage_of(tender) == "drafting",
        is_open=stage_of(tender) == "open",
        may_add=bool(may_add_document(actor, tender)),
    )


def _sent(authority: str, tender_id: uuid.UUID) -> tuple[bytes, str | None]:
    """The file as the browser sent it, or why it isn't taken; nothing waits in the database."""
    with reading_only():
        actor = current_actor()
        authorise(may_add_document, actor, open_tender(actor, authority, tender_id))
    request.max_content_length = LARGEST + ROOM_FOR_THE_FORM
    found = request.files.get("file")
    if found is None or not found.filename:
        return b"", NOTHING_CHOSEN
    with closing(found):
        content = found.read()
    try:
        kind_of(content)
        scan(content, current_app.extensions["evenhand"].clamd)
    except Unreadable as problem:
        return b"", problem.message
    return content, None


@bp.post(f"{HERE}/<uuid:document_id>/remove")
def remove_document(authority: str, tender_id: uuid.UUID, document_id: uuid.UUID) -> BaseResponse:
    """Take out a document that isn't out yet."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_add_document, actor, tender)
    row = waiting_document(tender, document_id)
    if not ActionForm().carried_out(act.remove_document, actor, tender, row):
        flash(gettext("It wasn’t taken out. Try once more."))
    return back_to(".documents", authority=authority, tender_id=tender_id)


@bp.get("/notices/<uuid:tender_id>/documents/<int:number>")
@public
def notice_document(tender_id: uuid.UUID, number: int) -> Response:
    """A published document, exactly as it was published: its SHA-256 is the published one (R4)."""
    found = readable(tender_id)
    row = published_document(found.id, number)
    return send_file_of(row.content, row.kind, f"document-{row.number}.{row.kind}")
