"""The marking page: one question of one blind bid, its draft, and the words it is read in."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.display import keep_words
from portal.bids.desk.reading import file_links
from portal.bids.queries import BlindBid, blind_bid
from portal.core.authorisation import Actor, authorise, there
from portal.core.formats import exact
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor, current_look, reads_plain
from portal.evaluation.marking import operations as act
from portal.evaluation.marking.both import other_words
from portal.evaluation.marking.drafts import save_draft
from portal.evaluation.marking.forms import MarkForm, mark_form
from portal.evaluation.marking.pages import (
    Reader,
    card_values,
    own_marks,
    question_page,
)
from portal.evaluation.marking.policy import may_mark, may_see_sheets
from portal.evaluation.marking.queries import OwnSheet, marks_elsewhere
from portal.evaluation.marking.sentences import sentence_cards, way_of
from portal.evaluation.marking.views import BASE, TENDER, asked_of, bp, own_of, words_choices
from portal.evaluation.models import Draft, Seat
from portal.specifications.models import Criterion
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

PAGE = f"{BASE}/<label>/<code>"
STAYS = {"safety": "lifting.own", "cards": "marking.mark", "draft": "marking.mark"}
"""Buttons that keep what is typed and lead elsewhere than to the next question."""
Found = tuple[Actor, Tender, OwnSheet, Criterion]


@bp.route(PAGE, methods=["GET", "POST"])
def mark(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Read one answer, give a mark or pass, say why; or keep it and go on."""
    actor, tender, own, criterion = find(authority, tender_id, label, code)
    form, going_to = form_of(actor, own, criterion), _next_after(own, criterion)
    if form.validate_on_submit():
        _save(actor, tender, own, criterion, form)
        if form.saved:
            place = {"authority": authority, "tender_id": tender_id, "label": label}
            if stays := STAYS.get(request.form.get("do", "")):
                return back_to(stays, **place, code=code)
            if going_to:
                return back_to("marking.mark", **place, code=going_to)
            return back_to("marking.sheet", **place)
        actor, tender, own, criterion = find(authority, tender_id, label, code)
    return _shown(authority, actor, tender, own, criterion, form)


def _shown(
    authority: str,
    actor: Actor,
    tender: Tender,
    own: OwnSheet,
    criterion: Criterion,
    form: MarkForm,
) -> str:
    plain, code = reads_plain(), criterion.code
    bid = blind_bid(tender, own.label)
    page = question_page(own, criterion, bid, Reader(plain, actor.kind or "professional"))
    page["files"] = _files(authority, own, criterion, bid)
    page |= _links(authority, own, criterion) | {"other": other_words(form, own, criterion, plain)}
    page["words"] = {"action": _at("words", authority, own, code), "choices": words_choices(actor)}
    page["mine"] = own_marks(marks_elsewhere(own, criterion), criterion, plain)
    page["sentences"] = sentence_cards(plain, form.reason.data or "")
    return render_template("evaluation/marking.html", form=form, page=page)


@bp.post(f"{PAGE}/words")
def words(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Switch between standard and plain words; what is typed is kept, and the choice too."""
    actor, tender, own, criterion = find(authority, tender_id, label, code)
    form = form_of(actor, own, criterion)
    if form.validate():
        wanted = _wanted_words()
        with form.saving():
            _save_draft(actor, tender, own, criterion, form)
            keep_words(actor, current_look(), wanted)
    if not form.saved:
        actor, tender, own, criterion = find(authority, tender_id, label, code)
        return _shown(authority, actor, tender, own, criterion, form)
    place = {"authority": authority, "tender_id": tender_id}
    return back_to("marking.mark", **place, label=label, code=code)


@bp.post(f"{TENDER}/words")
def words_everywhere(authority: str, tender_id: uuid.UUID) -> Response:
    """The same from the list of one's bids."""
    actor = current_actor()
    authorise(may_see_sheets, actor, open_tender(actor, authority, tender_id))
    form = ActionForm()
    if form.validate_on_submit():
        wanted = _wanted_words()
        with form.saving():
            keep_words(actor, current_look(), wanted)
    return back_to("marking.sheets", authority=authority, tender_id=tender_id)


def _files(
    authority: str, own: OwnSheet, criterion: Criterion, bid: BlindBid
) -> list[dict[str, Any]]:
    """The clean files that came with this answer, each with the address of its first page."""
    place: dict[str, Any] = {"authority": authority, "tender_id": own.sheet.tender_id}
    place |= {"label": own.label, "code": criterion.code}

    def link(number: int, page: int) -> str:
        return url_for("marking.file_page", **place, number=number, page=page)

    return file_links(bid.files.get(criterion.code, ()), link)


def _wanted_words() -> str:
    wanted = request.form.get("words")
    return wanted if wanted in ("plain", "standard") else abort(400)


def find(authority: str, tender_id: uuid.UUID, label: str, code: str) -> Found:
    """One's own sheet and a criterion of one's own; anything else isn't there (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat, own = own_of(actor, tender, label)
    _ask_to_promise(authority, actor, tender, seat, own, code)
    authorise(may_mark, actor, tender, *asked_of(seat, own))
    assert own is not None
    criterion = next((each for each in own.criteria if each.code == code), None)
    criterion = there(criterion)
    return actor, tender, own, criterion


def _ask_to_promise(
    authority: str, actor: Actor, tender: Tender, seat: Seat | None, own: OwnSheet | None, code: str
) -> None:
    """Who hasn't promised yet is led to the promise first, and from there to what they asked."""
    if request.method != "GET" or own is None or own.has_promised:
        return
    promised = replace(own, has_promised=True)
    if may_mark(actor, tender, *asked_of(seat, promised)):
        place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
        abort(back_to("practice.promise", **place, label=own.label, code=code))


def form_of(actor: Actor, own: OwnSheet, criterion: Criterion) -> MarkForm:
    """The form of one question, filled with the draft or the mark that stands."""
    last, kept = own.marks.get(criterion.id), own.drafts.get(criterion.id)
    typed: tuple[str | None, str, bool] = (None, "", False)
    if kept:
        typed = (kept.mark, kept.reason, kept.is_helped)
    elif last:
        given = None if last.mark is None else exact(last.mark)
        typed = (given, last.reason, last.way == act.HELPER)
    seen = (last.version if last else 0, kept.version if kept else 0)
    return mark_form(card_values(criterion), typed, seen, reads_plain())


def _save(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm
) -> None:
    """Do what the pressed button says: record the mark, pass, or keep it for later; what goes to
    the safeguarding lead is kept until then, and never recorded (R31)."""
    pressed = request.form.get("do", "save")
    if pressed in ("later", *STAYS):
        keep(actor, tender, own, criterion, form)
        return
    number = None if pressed == "pass" else form.number()
    if pressed != "pass" and number is None:
        form.mark.errors = [gettext("Choose a mark, or pass.")]
        return
    seen, draft_seen = form.versions_seen()
    with form.saving():
        act.record_mark(
            actor,
            tender,
            own.sheet,
            criterion,
            number,
            form.reason.data or "",
            seen=seen,
            draft_seen=draft_seen,
            way=way_of(form.reason.data or "", bool(form.helped.data)),
        )


def keep(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm
) -> Draft | None:
    """Keep what is typed as a draft, if no other window saved other words meanwhile."""
    with form.saving():
        return _save_draft(actor, tender, own, criterion, form)
    return None


def _save_draft(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm
) -> Draft | None:
    seen, draft_seen = form.versions_seen()
    return save_draft(
        actor,
        tender,
        own.sheet,
        criterion,
        form.mark.data or "",
        form.reason.data or "",
        is_unsure=request.form.get("do") == "later",
        is_helped=bool(form.helped.data),
        seen=seen,
        draft_seen=draft_seen,
    )


def _next_after(own: OwnSheet, criterion: Criterion) -> str | None:
    """The next question without a mark, round to the first; none when all the others have one, or
    the evaluator isn't sure of them yet: then the page of all questions asks."""
    codes = [each.code for each in own.criteria]
    here = codes.index(criterion.code)
    left = {each.code for each in own.left if each.id not in own.unsure} - {criterion.code}
    return next((code for code in codes[here:] + codes[:here] if code in left), None)


def _links(authority: str, own: OwnSheet, criterion: Criterion) -> dict[str, Any]:
    """The ways from here: back, all questions of this bid, all bids; and where drafts go."""
    codes = [each.code for each in own.criteria]
    here = codes.index(criterion.code)
    place: dict[str, Any] = {"authority": authority, "tender_id": own.sheet.tender_id}
    everything = {"href": url_for("marking.sheets", **place), "text": gettext("All your bids")}
    whole = {
        "href": url_for("marking.sheet", **place, label=own.label),
        "text": gettext("All questions of Bid %(label)s", label=own.label),
    }
    before = {
        "href": _at("mark", authority, own, codes[here - 1]),
        "text": gettext("Back to the question before"),
    }
    first = everything | {"text": gettext("Back to your marking")}
    return {
        "back": before if here else first,
        "help": [whole, everything],
        "autosave": _at("draft", authority, own, criterion.code),
    }


def _at(view: str, authority: str, own: OwnSheet, code: str) -> str:
    place: dict[str, Any] = {"authority": authority, "tender_id": own.sheet.tender_id}
    return url_for(f"marking.{view}", **place, label=own.label, code=code)
