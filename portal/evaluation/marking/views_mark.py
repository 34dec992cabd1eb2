"""The marking page: one question of one blind bid, and what its buttons do."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from flask import abort, flash, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.queries import blind_bid
from portal.core.authorisation import Actor, authorise, there
from portal.core.formats import exact
from portal.core.web import back_to, current_actor, reads_plain
from portal.evaluation.marking import operations as act
from portal.evaluation.marking.drafts import save_draft
from portal.evaluation.marking.forms import MarkForm, mark_form
from portal.evaluation.marking.pages import card_values, title_of
from portal.evaluation.marking.pages_answer import with_notes
from portal.evaluation.marking.policy import may_mark
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.sentences import sentences, way_of
from portal.evaluation.marking.views import BASE, asked_of, bp, own_of
from portal.evaluation.marking.views_shown import shown
from portal.evaluation.marking.walk import next_place
from portal.evaluation.models import Draft, Seat
from portal.evaluation.reading.highlights import put_highlight
from portal.evaluation.reading.kinds import MARKS
from portal.evaluation.reading.queries import highlights_at, page_notes_at
from portal.specifications.models import Criterion
from portal.tenders.models import BY_QUESTION, Tender
from portal.tenders.queries import open_tender

PAGE = f"{BASE}/<label>/<code>"
STAYS = {
    "safety": "lifting.own",
    "cards": "marking.mark",
    "draft": "marking.mark",
    "begin": "marking.mark",
    "notes": "marking.notes",
    "flag": "marking.flag",
    **dict.fromkeys(MARKS, "marking.mark"),
}
"""Buttons that keep what is typed and lead elsewhere than to the next question."""
Found = tuple[Actor, Tender, OwnSheet, Criterion]


@bp.route(PAGE, methods=["GET", "POST"])
def mark(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Read one answer, give a mark or pass, say why; or keep it and go on."""
    actor, tender, own, criterion = find(authority, tender_id, label, code)
    form = form_of(actor, own, criterion)
    if form.validate_on_submit():
        way_on = _way_on(authority, tender, own, criterion)  # the save forgets what was loaded
        place = own.label, title_of(criterion, reads_plain())
        anchor = _save(actor, tender, own, criterion, form)
        if form.saved:
            _say_saved(*place)
            return back_to(**way_on, _anchor=anchor)
        actor, tender, own, criterion = find(authority, tender_id, label, code)
    return shown(authority, actor, tender, own, criterion, form)


def _say_saved(label: str, title: str) -> None:
    """That the one before is kept, on the page that comes next: else nobody knows (P25)."""
    facts, pressed = {"label": label, "title": title}, request.form.get("do", "save")
    if pressed == "pass":
        said = gettext("You passed on ‘%(title)s’ of Bid %(label)s. That is fine.", **facts)
    elif pressed == "later":
        said = gettext("‘%(title)s’ of Bid %(label)s is kept for later.", **facts)
    elif pressed in STAYS:
        return
    else:
        said = gettext("Your mark for ‘%(title)s’ of Bid %(label)s is saved.", **facts)
    flash(said, "saved")


def _way_on(authority: str, tender: Tender, own: OwnSheet, criterion: Criterion) -> dict[str, Any]:
    """Where the pressed button leads: stay with this question, or to the next that waits."""
    pressed = request.form.get("do", "")
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    if stays := STAYS.get(pressed):
        return {"endpoint": stays, **place, "label": own.label, "code": criterion.code}
    if found := next_place(tender, own, criterion):
        return {"endpoint": "marking.mark", **place, "label": found[0], "code": found[1]}
    if tender.marking_order == BY_QUESTION:
        return {"endpoint": "marking.sheets", **place}
    return {"endpoint": "marking.sheet", **place, "label": own.label}


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
    known = sentences(criterion, reads_plain())
    return mark_form(card_values(criterion), typed, seen, known)


def _save(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm
) -> str | None:
    """Do what the pressed button says, and tell the place on the page to go back to, if any; what
    goes to the safeguarding lead is kept until then, and never recorded (R31)."""
    pressed = request.form.get("do", "save")
    if pressed in MARKS:
        return _mark_words(actor, tender, own, criterion, form)
    if pressed == "begin":
        _begin_reason(tender, own, criterion, form)
    if pressed in ("later", *STAYS):
        keep(actor, tender, own, criterion, form)
        return "reason" if pressed == "begin" else None
    number = None if pressed == "pass" else form.number()
    if pressed != "pass" and number is None:
        form.mark.errors = [gettext("Choose a mark, or pass.")]
        return None
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
            way=way_of(criterion, form.reason.data or "", bool(form.helped.data)),
            place=own.at(criterion),
        )
    return None


def _mark_words(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm
) -> str | None:
    """Keep what is typed, and mark the words of the answer that a script names; back to them."""
    sent = request.form
    text = blind_bid(tender, own.label).answers.get(criterion.code, "")
    start, end = (sent.get(name, 0, type=int) for name in ("lit_start", "lit_end"))
    note = sent.get("lit_note", "")
    with form.saving():
        save_typed(actor, tender, own, criterion, form)
        made = put_highlight(own.sheet, criterion, text, start, end, sent["do"], note)
        return f"lit-{made.starts_at}"
    return None


def _begin_reason(tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm) -> None:
    """One's notes go on from what is typed, which stays."""
    text = blind_bid(tender, own.label).answers.get(criterion.code, "")
    lits, pages = highlights_at(own.sheet, criterion), page_notes_at(own.sheet, criterion)
    form.reason.data = with_notes(form.reason.data or "", text, lits, pages)


def keep(actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm) -> int:
    """Keep what is typed as a draft, if no other window saved other words meanwhile; its version,
    0 where none is kept."""
    with form.saving():
        kept = save_typed(actor, tender, own, criterion, form)
        return kept.version if kept else 0
    return 0


def save_typed(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, form: MarkForm
) -> Draft | None:
    """Keep what is typed, inside a transaction that is open."""
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
        place=own.at(criterion),
    )
