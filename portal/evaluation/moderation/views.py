"""Pages of moderation: the agenda, and signing the records; one item's page stands apart."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation import queries as ask
from portal.evaluation.moderation.agenda import agenda_page
from portal.evaluation.moderation.forms import SignOffForm
from portal.evaluation.moderation.pages import record_of
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.policy import may_see_agenda, may_sign_off
from portal.evaluation.moderation.queries import Item
from portal.evaluation.moderation.views_item import BASE, bp, reader_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

__all__ = ["bp"]


@bp.get(BASE)
def agenda(authority: str, tender_id: uuid.UUID) -> str:
    """What is to be agreed, what is recorded and signed, and what is left."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_agenda, actor, tender)
    return render_template(
        "evaluation/agenda.html", form=ActionForm(), **agenda_page(actor, tender, authority)
    )


@bp.route(f"{BASE}/sign-off", methods=["GET", "POST"])
def sign_off(authority: str, tender_id: uuid.UUID) -> str | Response:
    """An evaluator reads what they were part of, and signs what is fair (R13)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_sign_off, actor, tender)
    form = SignOffForm()
    if form.validate_on_submit():
        with form.saving():
            act.sign_off(actor, tender, form.chosen())
        if form.saved:
            flash(gettext("You have signed."), "success")
            same = {"authority": authority, "tender_id": tender_id, "bid": request.args.get("bid")}
            return back_to("moderation.sign_off", **same)
    waiting = ask.to_sign(actor, tender)
    label = _chosen_bid(waiting)
    return render_template(
        "evaluation/sign_off.html",
        form=form,
        label=label,
        records=_to_sign(actor, tender, [each for each in waiting if each.bid.label == label]),
        others=Counter(each.bid.label for each in waiting if each.bid.label != label),
        ticked=form.records.data or [],
        tender=tender,
        authority=authority,
    )


def _chosen_bid(waiting: Sequence[Item]) -> str | None:
    """One bid at a time, never two beside each other (R14)."""
    labels = [each.bid.label for each in waiting]
    wanted = request.args.get("bid", "")
    return wanted if wanted in labels else next(iter(labels), None)


def _to_sign(actor: Actor, tender: Tender, items: Sequence[Item]) -> list[dict[str, Any]]:
    panel = panel_of(tender)
    reader = reader_of(actor, tender, panel)
    writers = people_by_id([each.record.recorded_by for each in items if each.record])
    shown = []
    for found, moderated in ask.moderated_each(tender, items, panel):
        criterion = found.criterion
        assert found.record is not None
        asked = {
            "title": criterion.plain_title if reader.plain else criterion.title,
            "question": criterion.plain_question if reader.plain else criterion.question,
            "writer": writers[found.record.recorded_by].name,
        }
        record = record_of(found.record, moderated, reader)
        shown.append({"label": found.bid.label, "code": criterion.code, **asked, **record})
    return shown
