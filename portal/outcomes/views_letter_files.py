"""Letters as files: the same words as on the page, as a tagged PDF to keep (R21, R28)."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask import Response, current_app, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.config import Config
from portal.core.authorisation import authorise
from portal.core.documents import pdf_of
from portal.core.downloads import send_pdf
from portal.core.forms import ActionForm
from portal.core.live import live
from portal.core.web import back_to, current_actor, records_opening
from portal.outcomes import letter_files as files
from portal.outcomes.letter_document import document_of
from portal.outcomes.policy import may_take_letters
from portal.outcomes.views import bp
from portal.outcomes.views_letters import provider_letter, staff_letter
from portal.tenders.looks import note_copy
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

ALL = "/<authority>/tenders/<uuid:tender_id>/letters/files"


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters/<label>/letter.pdf")
@records_opening
def letter_pdf(authority: str, tender_id: uuid.UUID, label: str) -> Response:
    """One letter: as it would go out now, or as it went out."""
    _tender, content, *_rest = staff_letter(authority, tender_id, label)
    return _as_pdf(content, tender_id)


@bp.get("/<authority>/tenders/<uuid:tender_id>/letter/letter.pdf")
@records_opening
def own_letter_pdf(authority: str, tender_id: uuid.UUID) -> Response:
    """A provider's own letter; to take the file is to open it."""
    _, found = provider_letter(authority, tender_id)
    return _as_pdf(found.content, tender_id)


@bp.route(ALL, methods=["GET", "POST"])
def letter_files(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """All letters as PDFs: they are made beside the pages, and this one says how far that is."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_take_letters, actor, tender)
    form = ActionForm()
    if form.carried_out(files.want, tender):
        _start()
        return back_to(".letter_files", authority=authority, tender_id=tender_id)
    standing = files.standing_of(tender)
    if standing.is_going_on:
        _start()  # whoever was at it may have been ended half-way: the row is the work to do
    page = partial(_show_files, authority, tender, form, standing)
    return live(standing, page)


def _show_files(
    authority: str, tender: Tender, form: ActionForm, standing: files.Standing, version: str
) -> str:
    return render_template(
        "outcomes/letter_files.html",
        form=form,
        tender=tender,
        authority=authority,
        standing=standing,
        version=version,
        address=url_for(".letter_files", authority=authority, tender_id=tender.id),
    )


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters/all.zip")
@records_opening
def all_letters(authority: str, tender_id: uuid.UUID) -> Response | BaseResponse:
    """All letters in one file, once each is made; the trail says that a copy was taken."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_take_letters, actor, tender)
    if not files.standing_of(tender).is_done:
        return back_to(".letter_files", authority=authority, tender_id=tender_id)
    note_copy("letters:taken", actor, tender, file="zip")
    headers = {"Content-Disposition": "attachment; filename=letters.zip"}
    return Response(files.all_of(tender), mimetype="application/zip", headers=headers)


def _start() -> None:
    """Tests make the files themselves, when they look."""
    config: Config = current_app.extensions["evenhand"]
    if not current_app.testing:
        files.start(config.data)


def _as_pdf(content: dict[str, Any], tender_id: uuid.UUID) -> Response:
    return send_pdf(pdf_of(document_of(content, method_at(tender_id)), "page"), "letter.pdf")


def method_at(tender_id: uuid.UUID) -> str:
    """Where everybody reads the full method, at the address that the installation is known by."""
    config: Config = current_app.extensions["evenhand"]
    return config.base_url.rstrip("/") + url_for("tenders.notice", tender_id=tender_id)
