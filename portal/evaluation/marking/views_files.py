"""Clean pages of the files that came with an answer, for the evaluators who mark it."""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.desk.models import ShownPage
from portal.bids.desk.queries import shown_page
from portal.bids.desk.reading import page_facts
from portal.bids.desk.views import send_picture
from portal.bids.queries import bid_by_label
from portal.core.authorisation import authorise, there
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.evaluation.marking.policy import may_mark, may_read_sheet
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.views import BASE, asked_of, bp, own_of
from portal.evaluation.reading.forms import PageNoteForm
from portal.evaluation.reading.highlights import drop_page_note, note_page
from portal.evaluation.reading.models import PageNote
from portal.evaluation.reading.queries import last_word_on, page_notes_at
from portal.specifications.models import Criterion
from portal.tenders.queries import open_tender

PAGE = f"{BASE}/<label>/<code>/files/<int:number>/<int:page>"


class _Found(NamedTuple):
    """A page of a file of one's own bid and question, and whether one still marks it."""

    own: OwnSheet
    criterion: Criterion
    page: ShownPage
    pages: int
    marks: bool


def _found(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> _Found:
    """Anything that isn't of one's own bid and question isn't there (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat, own = own_of(actor, tender, label)
    asked = (actor, tender, *asked_of(seat, own))
    authorise(may_read_sheet, *asked[:4])
    if request.method == "POST":
        authorise(may_mark, *asked)
    assert own is not None
    criterion = there(next((each for each in own.criteria if each.code == code), None))
    shown = shown_page(bid_by_label(tender, label), code, number, page)
    return _Found(own, criterion, *shown, bool(may_mark(*asked)))


@bp.route(PAGE, methods=["GET", "POST"])
def file_page(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> str | Response:
    """One clean page: its picture, its words beside it, and one's own note about it."""
    found = _found(authority, tender_id, label, code, number, page)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "label": label}
    place |= {"code": code}
    mine = _note_on(found, number, page)
    form = PageNoteForm(data={"kind": mine.kind, "note": mine.note} if mine else None)
    pressed = request.form.get("do")
    sent = ActionForm() if pressed == "drop" else form
    if sent.validate_on_submit():
        with sent.saving():
            _keep_note(found, number, page, form, pressed)
        if sent.saved:
            here = place | {"number": number, "page": page}
            return back_to("marking.file_page", **here, _anchor="your-note")
        found = _found(authority, tender_id, label, code, number, page)
    return render_template(
        "reading/file.html",
        form=sent if sent.errors else form,
        note=form if found.marks else None,
        has_note=mine is not None,
        label=label,
        **_shown(found, place, number, page),
    )


def _shown(found: _Found, place: dict[str, Any], number: int, page: int) -> dict[str, Any]:
    """The page, the way back, and why it may be hard to read, for whoever still marks it (P25)."""

    def link(file: int, at: int) -> str:
        return url_for("marking.file_page", **place, number=file, page=at)

    picture = url_for("marking.file_picture", **place, number=number, page=page)
    back = {"href": url_for("marking.mark", **place), "text": gettext("Back to the question")}
    if not found.marks:
        whole = {name: value for name, value in place.items() if name != "code"}
        back = {"href": url_for("marking.sheet", **whole), "text": gettext("Back to your marks")}
    said = last_word_on(found.own.sheet.bid_id, found.criterion, number, page)
    warned = said.words if said and said.is_hard and found.marks else None
    facts = page_facts(found.page, found.pages, number, link, picture)
    return {"page": facts, "back": back, "warned": warned}


def _note_on(found: _Found, number: int, page: int) -> PageNote | None:
    notes = page_notes_at(found.own.sheet, found.criterion)
    return next((each for each in notes if (each.file, each.page) == (number, page)), None)


def _keep_note(
    found: _Found, number: int, page: int, form: PageNoteForm, pressed: str | None
) -> None:
    sheet, criterion = found.own.sheet, found.criterion
    if pressed == "drop":
        drop_page_note(sheet, criterion, number, page)
    else:
        note_page(sheet, criterion, number, page, form.kind.data, typed(form.note))


@bp.get(f"{PAGE}.webp")
def file_picture(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> Response:
    """The picture of one clean page."""
    return send_picture(_found(authority, tender_id, label, code, number, page).page.picture)
