"""Check your answers: all that would be brought; one person hands it on, a second confirms it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.accounts.links import TOKEN
from portal.accounts.models import Provider
from portal.accounts.queries import people_by_id
from portal.bids.content import amount_of
from portal.bids.importing import operations as act
from portal.bids.importing.forms import SeenForm
from portal.bids.importing.queries import Waiting
from portal.bids.importing.reading import Brought
from portal.bids.importing.views import HERE, At, at_import
from portal.bids.progress import read_answers, read_gates
from portal.bids.schedule import priced
from portal.bids.views import bp
from portal.core.formats import what_of
from portal.core.web import back_to


@bp.get(f"{HERE}/check")
def check_import(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Everything that would be brought, bid by bid."""
    at = at_import(authority, tender_id)
    if at.waiting is None or not at.waiting.is_whole:
        return at.back()
    return _show(at, at.waiting, SeenForm(data={"sha256": at.waiting.sha256}))


def _show(at: At, waiting: Waiting, form: SeenForm) -> str:
    reading = waiting.reading
    assert reading is not None
    assert reading.opening is not None
    by = waiting.draft.handed_by if waiting.is_handed else None
    return render_template(
        "bids/import/check.html",
        form=form,
        tender=at.tender,
        path=at.path,
        opening=reading.opening,
        workbook=waiting.draft.sha256,
        sha256=waiting.sha256,
        bids=[_line(at, waiting, bid) for bid in reading.taken],
        refused=reading.refused,
        has_price=at.questions.has_price,
        checked_by=people_by_id([by])[by].name if by else "",
        is_own=by == at.actor.person_id,
        officers=_others(at),
    )


def _others(at: At) -> list[str]:
    """Who else can confirm: the officers but the reader."""
    rows = at.openers.rows
    return [at.openers.name_of(seat) for seat in rows if rows[seat].person_id != at.actor.person_id]


def _line(at: At, waiting: Waiting, bid: Brought) -> dict[str, Any]:
    content, questions = bid.content, at.questions
    files = [
        {
            "code": code,
            "name": name,
            "what": what_of(facts["kind"], facts["size"]),
            "sha256": facts["sha256"],
        }
        for code, name in bid.files
        for facts in [waiting.files[name]]
    ]
    found = waiting.known.get(bid.provider.identifier)
    return {
        "bid": bid,
        "registered": found,
        "differs": bool(found and _is_somebody_else(found, bid)),
        "answers": read_answers(content, questions),
        "gates": read_gates(content, questions),
        "price": amount_of(content),
        "priced": priced(questions.lines, content.get("lines")),
        "files": files,
    }


def _is_somebody_else(found: Provider, bid: Brought) -> bool:
    """Whether the one who registered under this number says another name or address of itself."""
    here, there = ({each.name.casefold(), each.email.casefold()} for each in (found, bid.provider))
    return here != there


@bp.post(f"{HERE}/hand-on")
def hand_on_import(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """The first person says that it is right; the second one is asked to confirm it."""
    at = at_import(authority, tender_id)
    form = SeenForm()
    if form.carried_out(act.hand_on, at.actor, at.tender, at.seat, form.sha256.data or ""):
        flash(gettext("You checked it. Now a second person has to confirm it."), "success")
        return at.back()
    return _again(authority, tender_id, form)


@bp.post(f"{HERE}/confirm")
def confirm_import(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """The second person confirms: from then on these are bids like any others (R29)."""
    at = at_import(authority, tender_id)
    form, link = SeenForm(), url_for("accounts.invitation", token=TOKEN, _external=True)
    told = (at.actor, at.tender, at.seat, form.sha256.data or "", link)
    if form.carried_out(act.confirm, *told):
        flash(gettext("The bids are here."), "success")
        return back_to("bids.opening", **at.path)
    return _again(authority, tender_id, form)


def _again(authority: str, tender_id: uuid.UUID, form: SeenForm) -> str | BaseResponse:
    """What stands now, with why it wasn't taken."""
    at = at_import(authority, tender_id)
    if at.waiting is None or not at.waiting.is_whole:
        for said in form.form_errors:
            flash(said, "warning")
        return at.back()
    form.sha256.data = at.waiting.sha256
    return _show(at, at.waiting, form)
