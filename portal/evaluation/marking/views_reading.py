"""An evaluator's pages beside a question: marks in its answer, and what they tell the lead."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.bids.queries import blind_bid
from portal.core.forms import ActionForm
from portal.core.web import back_to, reads_plain
from portal.evaluation.marking.beside import beside
from portal.evaluation.marking.pages import title_of
from portal.evaluation.marking.pages_answer import answer_page
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.views import bp
from portal.evaluation.marking.views_mark import PAGE, find
from portal.evaluation.reading import highlights as act
from portal.evaluation.reading.forms import FlagForm, HighlightForm
from portal.evaluation.reading.operations import raise_flag
from portal.evaluation.reading.queries import highlights_at
from portal.evaluation.reading.text import paragraphs_of, sentences_in
from portal.specifications.models import Criterion


@bp.route(f"{PAGE}/notes", methods=["GET", "POST"])
def notes(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Mark a sentence of the answer, write a note, take a mark away; nobody else sees it."""
    _actor, tender, own, criterion = find(authority, tender_id, label, code)
    text = blind_bid(tender, label).answers.get(code, "")
    form, small = _sentence_form(text), ActionForm()
    place = {"authority": authority, "tender_id": tender_id, "label": label, "code": code}
    pressed = request.form.get("do")
    if request.method == "POST":
        sent = small if pressed in ("change", "unlight") else form
        if sent.validate_on_submit():
            with sent.saving():
                _carry_out(own, criterion, text, form, pressed)
            if sent.saved:
                return back_to("marking.notes", **place, _anchor="marked")
            _actor, tender, own, criterion = find(authority, tender_id, label, code)
    found = beside(own, criterion)
    return render_template(
        "reading/notes.html",
        form=small if small.errors else form,
        choose=form,
        page=_page(own, criterion, answer_page(text, found, is_begun=False)),
        sentences=sentences_of(text),
        typed=request.form,
        place=place,
    )


def _carry_out(
    own: OwnSheet, criterion: Criterion, text: str, form: HighlightForm, pressed: str | None
) -> None:
    if pressed not in ("change", "unlight"):
        note = form.note.data or ""
        act.put_highlight(own.sheet, criterion, text, *form.span(), form.kind.data, note)
        return
    change_marked(highlights_at(own.sheet, criterion), pressed)


def change_marked(marked: Sequence[act.Marks], pressed: str | None) -> None:
    """Change the note on the words that were sent, or take it away; others are a 404."""
    at = request.form.get("at", "")
    wanted = [each for each in marked if at == f"{each.starts_at}-{each.ends_at}"]
    if not wanted:
        abort(404)
    (found,) = wanted
    if pressed == "unlight":
        act.drop_highlight(found)
    else:
        act.change_note(found, request.form.get("note", ""), request.form.get("kind", ""))


def _sentence_form(text: str) -> HighlightForm:
    form = HighlightForm()
    form.words.choices = sentence_choices(text)
    return form


def sentence_choices(text: str) -> list[SelectChoice]:
    """The sentences of an answer or of a page, by their places."""
    spans = [span for paragraph in paragraphs_of(text) for span in sentences_in(text, paragraph)]
    return [SelectChoice(f"{a}-{b}", text[a:b]) for a, b in spans]


def sentences_of(text: str) -> list[list[dict[str, str]]]:
    """The sentences of an answer or a page, paragraph by paragraph."""
    return [
        [{"value": f"{a}-{b}", "words": text[a:b]} for a, b in sentences_in(text, paragraph)]
        for paragraph in paragraphs_of(text)
    ]


@bp.route(f"{PAGE}/tell", methods=["GET", "POST"])
def flag(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Tell the lead something about an answer, and read what they said to it."""
    actor, tender, own, criterion = find(authority, tender_id, label, code)
    form = FlagForm()
    place = {"authority": authority, "tender_id": tender_id, "label": label, "code": code}
    if form.validate_on_submit():
        with form.saving():
            words = form.words.data or ""
            raise_flag(actor, tender, own.sheet, label, criterion, form.kind.data, words)
        if form.saved:
            flash(gettext("The lead of the tender can read it now. You can go on."), "success")
            return back_to("marking.mark", **place)
        actor, tender, own, criterion = find(authority, tender_id, label, code)
    page = answer_page("", beside(own, criterion), is_begun=False)
    return render_template(
        "reading/tell.html", form=form, page=_page(own, criterion, page), place=place
    )


def _page(own: OwnSheet, criterion: Criterion, answer: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = {"label": own.label, "code": criterion.code}
    title = title_of(criterion, reads_plain())
    return answer | {"title": title, "bid": gettext("Bid %(label)s", label=own.label)} | place
