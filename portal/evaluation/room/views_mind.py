"""Pages of one’s own word at the table: a changed mark, and not agreeing with a record."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import Actor, authorise, there
from portal.core.errors import Refused
from portal.core.web import back_to, current_actor, reads_plain
from portal.core.words import say
from portal.evaluation.marking.pages import card_values, cards_of
from portal.evaluation.models import Seat
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation import queries as ask
from portal.evaluation.moderation.forms import DissentForm
from portal.evaluation.moderation.pages import mark_words, record_of
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.policy import may_sign_off
from portal.evaluation.moderation.queries import Given, Item
from portal.evaluation.moderation.sitting import table_of
from portal.evaluation.moderation.views_item import reader_of
from portal.evaluation.queries import second_beside
from portal.evaluation.room.forms import MindForm, mind_form
from portal.evaluation.room.own_mind import change_mark
from portal.evaluation.room.policy import may_change_mark
from portal.evaluation.room.views import BASE, bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

NO_MARK = say("Choose a mark, or go back.")
NOT_BOTH = say("You mark as two. Talk it over, then tick this.")


@bp.route(f"{BASE}/<label>/<code>/my-mark", methods=["GET", "POST"])
def my_mark(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Change one's own mind while the answer is on the table, with a reason (R15)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    item, panel = ask.item_of(tender, label, code), panel_of(tender)
    is_theirs = panel.is_theirs(actor, item.bid, item.criterion)
    given = _given(actor, tender, item) if is_theirs else None
    is_on_table = table_of(tender).has(item)
    form = mind_form(card_values(item.criterion), given.mark.version if given else 0)
    is_there = is_theirs and given is not None
    authorise(may_change_mark, actor, tender, is_there, is_on_table or form.is_submitted())
    assert given is not None
    other = second_beside(tender, given.seat)
    if form.validate_on_submit() and _is_whole(form, other is not None):
        with form.saving():
            reason, seen = form.reason.data or "", form.seen.number()
            change_mark(actor, tender, item, form.number(), reason, seen)
        if form.saved:
            flash(gettext("Your mark is changed. Your first mark is kept too."), "success")
            return back_to("room.table", authority=authority, tender_id=tender_id)
    page = _page(item, given) | {"other": _name_beside(actor, given, other) if other else None}
    return render_template(
        "room/my_mark.html", form=form, page=page, authority=authority, tender=tender
    )


def _page(item: Item, given: Given) -> dict[str, Any]:
    return {
        "label": item.bid.label,
        "code": item.criterion.code,
        "title": _title(item),
        "mine": mark_words(given.mark.mark),
        "reason": given.mark.reason,
        "cards": _cards(item),
    }


def _title(item: Item) -> str:
    return item.criterion.plain_title if reads_plain() else item.criterion.title


def _cards(item: Item) -> list[dict[str, str]]:
    says = gettext("I would rather not mark this one.")
    rest = {"value": "pass", "number": "–", "name": gettext("Pass"), "says": says}
    return [*cards_of(item.criterion, reads_plain()), rest]


def _name_beside(actor: Actor, given: Given, second: Seat) -> str:
    """Of two who mark as one, the other one."""
    is_second = actor.person_id == second.person_id
    wanted = given.seat.person_id if is_second else second.person_id
    return people_by_id([wanted])[wanted].name


def _given(actor: Actor, tender: Tender, item: Item) -> Given | None:
    seat = panel_of(tender).seat_of(actor)
    found = ask.given_for(tender, item)
    return next((each for each in found if seat and each.seat.id == seat.id), None)


def _is_whole(form: MindForm, is_pair: bool) -> bool:
    if not form.mark.data:
        form.show(Refused(NO_MARK, "mark"))
    if is_pair and not form.both.data:
        form.show(Refused(NOT_BOTH, "both"))
    return not form.errors


@bp.route(f"{BASE}/<label>/<code>/not-agreed", methods=["GET", "POST"])
def dissent(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Somebody who was there doesn't agree with what was written, and says why (R13)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_sign_off, actor, tender)
    waiting = ask.to_sign(actor, tender)
    about = [each for each in waiting if (each.bid.label, each.criterion.code) == (label, code)]
    item = there(next(iter(about), None))
    assert item.record is not None
    form = DissentForm()
    if form.validate_on_submit():
        with form.saving():
            act.dissent(actor, tender, item.record.id, form.words.data or "")
        if form.saved:
            flash(gettext("It is written down that you don’t agree, and why."), "success")
            place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
            return back_to("moderation.sign_off", **place, bid=label)
    panel = panel_of(tender)
    reader = reader_of(actor, tender, panel)
    record = record_of(item.record, ask.moderated(tender, item, panel), reader)
    page = {"label": label, "code": code, "title": _title(item), "record": record}
    return render_template(
        "room/dissent.html", form=form, page=page, authority=authority, tender=tender
    )
