"""Marking one question of an interview that one was at: a mark or a pass, and why."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import Actor, authorise, there
from portal.core.formats import clock_time
from portal.core.web import back_to, current_actor, reads_plain
from portal.evaluation.interviews import policy as may
from portal.evaluation.interviews.operations import refuse_absent
from portal.evaluation.interviews.queries import Mine
from portal.evaluation.interviews.views import BASE, asked_about, bp, mine_at
from portal.evaluation.marking.both import other_fields, other_words
from portal.evaluation.marking.drafts import save_draft
from portal.evaluation.marking.forms import MarkForm
from portal.evaluation.marking.operations import HELPER, TYPED, record_mark
from portal.evaluation.marking.pages import cards_of, starters, title_of
from portal.evaluation.marking.views_mark import form_of
from portal.evaluation.models import Draft
from portal.specifications.models import Criterion
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

PAGE = f"{BASE}/<label>/questions/<code>"
Found = tuple[Actor, Tender, Mine, Criterion]


def find(authority: str, tender_id: uuid.UUID, label: str, code: str) -> Found:
    """One's own part in an interview and a question of it; anything else isn't there (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    mine = mine_at(actor, tender, label)
    authorise(may.may_mark_interview, actor, tender, *asked_about(mine))
    criterion = next((each for each in mine.own.criteria if each.code == code), None)
    return actor, tender, mine, there(criterion)


@bp.route(PAGE, methods=["GET", "POST"])
def mark(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Give a mark or pass and say why; or keep it for later."""
    actor, tender, mine, criterion = find(authority, tender_id, label, code)
    form = form_of(actor, mine.own, criterion)
    if form.validate_on_submit():
        _save(actor, tender, mine, criterion, form)
        if form.saved:
            return _go_on(authority, tender_id, mine, criterion)
        actor, tender, mine, criterion = find(authority, tender_id, label, code)
    return _shown(authority, tender, mine, criterion, form)


@bp.post(f"{PAGE}/draft")
def draft(authority: str, tender_id: uuid.UUID, label: str, code: str) -> Any:
    """Keep what is typed; answers when it was kept and under which version, or why not."""
    actor, tender, mine, criterion = find(authority, tender_id, label, code)
    form = form_of(actor, mine.own, criterion)
    if form.validate():
        kept = _keep(actor, tender, mine, criterion, form)
        if form.saved:
            at = clock_time(clock.now().astimezone(clock.LONDON))
            return {"saved_at": at, "draft_seen": str(kept.version if kept else 0)}
        _actor, _tender, mine, criterion = find(authority, tender_id, label, code)
        if other := other_fields(form, mine.own, criterion):
            return {"error": form.said()} | other, 409
    fresh = {"token": generate_csrf()} if "csrf_token" in form.errors else {}
    return {"error": form.said()} | fresh, 422


def _save(actor: Actor, tender: Tender, mine: Mine, criterion: Criterion, form: MarkForm) -> None:
    pressed = request.form.get("do", "save")
    if pressed in ("later", "draft", "safety"):
        _keep(actor, tender, mine, criterion, form)
        return
    number = None if pressed == "pass" else form.number()
    if pressed != "pass" and number is None:
        form.mark.errors = [gettext("Choose a mark, or pass.")]
        return
    seen, draft_seen = form.versions_seen()
    versions: dict[str, Any] = {"seen": seen, "draft_seen": draft_seen}
    reason, way = form.reason.data or "", HELPER if form.helped.data else TYPED
    with form.saving():
        refuse_absent(mine)
        record_mark(actor, tender, mine.own.sheet, criterion, number, reason, way=way, **versions)


def _keep(
    actor: Actor, tender: Tender, mine: Mine, criterion: Criterion, form: MarkForm
) -> Draft | None:
    seen, draft_seen = form.versions_seen()
    with form.saving():
        refuse_absent(mine)
        return save_draft(
            actor,
            tender,
            mine.own.sheet,
            criterion,
            form.mark.data or "",
            form.reason.data or "",
            is_unsure=request.form.get("do") == "later",
            is_helped=bool(form.helped.data),
            seen=seen,
            draft_seen=draft_seen,
        )
    return None


def _go_on(authority: str, tender_id: uuid.UUID, mine: Mine, criterion: Criterion) -> Response:
    """To the next question of this interview that waits, else to all of them."""
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    place["label"] = mine.own.label
    if request.form.get("do") == "safety":
        return back_to("lifting.own", **place, code=criterion.code)
    if request.form.get("do") == "draft":
        return back_to("interviews.mark", **place, code=criterion.code)
    waiting = [each for each in mine.own.left if each.id != criterion.id]
    if waiting:
        return back_to("interviews.mark", **place, code=waiting[0].code)
    return back_to("interviews.interview", **place)


def _shown(authority: str, tender: Tender, mine: Mine, criterion: Criterion, form: MarkForm) -> str:
    own, plain = mine.own, reads_plain()
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id, "label": own.label}
    last = own.marks.get(criterion.id)
    page = {
        "title": title_of(criterion, plain),
        "bid": gettext("Interview of Bid %(label)s", label=own.label),
        "question": criterion.plain_question if plain else criterion.question,
        "cards": cards_of(criterion, plain),
        "starters": starters(plain),
        "passed": last is not None and last.is_pass,
        "other": other_words(form, own, criterion, plain),
        "saved": _saved(own.drafts.get(criterion.id), criterion.id in own.marks),
        "autosave": url_for("interviews.draft", **place, code=criterion.code),
        "back": url_for("interviews.interview", **place),
    }
    return render_template("interviews/mark.html", form=form, page=page)


def _saved(kept: Draft | None, is_marked: bool) -> str | None:
    if kept is not None and kept.is_unsure:
        return gettext("You said ‘not sure yet’. What you wrote is kept. It isn’t your mark yet.")
    if kept is not None:
        return gettext("Kept as a draft. It isn’t your mark yet.")
    return gettext("Saved.") if is_marked else None
