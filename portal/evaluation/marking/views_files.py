"""Clean pages of the files that came with an answer, for the evaluators who mark it."""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.bids.desk.models import ShownPage
from portal.bids.desk.queries import shown_page
from portal.bids.desk.reading import page_facts
from portal.bids.desk.views import send_picture
from portal.bids.queries import bid_by_label
from portal.core.authorisation import authorise, there
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.marking.pages_answer import lit_lines, with_words
from portal.evaluation.marking.policy import may_mark, may_read_sheet
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.views import BASE, asked_of, bp, own_of
from portal.evaluation.marking.views_reading import change_marked, sentence_choices, sentences_of
from portal.evaluation.reading.forms import PageNoteForm
from portal.evaluation.reading.highlights import (
    LONGEST,
    WHOLE_PAGE,
    put_on_page,
)
from portal.evaluation.reading.kinds import MARKS
from portal.evaluation.reading.models import PageNote
from portal.evaluation.reading.queries import last_word_on, page_notes_at
from portal.evaluation.reading.text import blocks_of
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
    """One clean page: its picture, its words beside it with what one marked in them, and one's own
    note about all of it."""
    found = _found(authority, tender_id, label, code, number, page)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "label": label}
    place |= {"code": code}
    form, small = _note_form(found.page.text), ActionForm()
    sent = form if request.form.get("do", "mark") == "mark" else small
    if sent.validate_on_submit():
        anchor = ""
        with sent.saving():
            anchor = _keep(found, (number, page), form)
        if sent.saved:
            here = place | {"number": number, "page": page}
            return back_to("marking.file_page", **here, _anchor=anchor)
        found = _found(authority, tender_id, label, code, number, page)
    return render_template(
        "reading/file.html",
        form=small if small.errors else form,
        choose=form,
        label=label,
        **_marked(found, number, page),
        **_shown(found, place, number, page),
    )


def _note_form(text: str) -> PageNoteForm:
    form = PageNoteForm()
    whole = "-".join(map(str, WHOLE_PAGE))
    form.words.choices = [
        SelectChoice(whole, gettext("The whole page")),
        *sentence_choices(text),
    ]
    return form


def _marked(found: _Found, number: int, page: int) -> dict[str, Any]:
    """One's notes on the page, and its words with what one marked in them, for whoever still
    marks."""
    text, notes = found.page.text, _notes_on(found, number, page)
    lits = [each for each in notes if each.ends_at]
    whole = lit_lines(text, [each for each in notes if not each.ends_at])
    return {
        "marks": found.marks,
        "blocks": with_words(blocks_of(text, lits)) if found.marks and text.strip() else None,
        "notes": [*whole, *lit_lines(text, lits)],
        "sentences": sentences_of(text),
        "longest_note": LONGEST,
        "typed": request.form,
    }


def _shown(found: _Found, place: dict[str, Any], number: int, page: int) -> dict[str, Any]:
    """The page, the way back, and why it may be hard to read, for whoever still marks it (P25)."""

    def link(file: int, at: int) -> str:
        return url_for("marking.file_page", **place, number=file, page=at)

    picture = url_for("marking.file_picture", **place, number=number, page=page)
    question = url_for("marking.mark", **place, _anchor="files")
    back = {"href": question, "text": gettext("Back to the question")}
    if not found.marks:
        whole = {name: value for name, value in place.items() if name != "code"}
        back = {"href": url_for("marking.sheet", **whole), "text": gettext("Back to your marks")}
    said = last_word_on(found.own.sheet.bid_id, found.criterion, number, page)
    warned = said.words if said and said.is_hard and found.marks else None
    facts = page_facts(found.page, found.pages, number, link, picture)
    return {"page": facts, "back": back, "warned": warned}


def _notes_on(found: _Found, number: int, page: int) -> list[PageNote]:
    notes = page_notes_at(found.own.sheet, found.criterion)
    return [each for each in notes if (each.file, each.page) == (number, page)]


def _keep(found: _Found, place: tuple[int, int], form: PageNoteForm) -> str:
    """Do what the pressed button says, and tell the place on the page to go back to."""
    sent = request.form
    pressed = sent.get("do", "mark")
    if pressed in ("change", "unlight"):
        change_marked(_notes_on(found, *place), pressed)
        return "marked"
    chosen, kind, note = form.span(), form.kind.data, form.note.data or ""
    if pressed in MARKS:
        chosen = (sent.get("lit_start", 0, type=int), sent.get("lit_end", 0, type=int))
        kind, note = pressed, sent.get("lit_note", "")
    made = put_on_page(found.own.sheet, found.criterion, place, found.page.text, chosen, kind, note)
    return f"lit-{made.starts_at}" if made.ends_at else "marked"


@bp.get(f"{PAGE}.webp")
def file_picture(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> Response:
    """The picture of one clean page."""
    return send_picture(_found(authority, tender_id, label, code, number, page).page.picture)
