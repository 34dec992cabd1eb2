"""Handing words over: from one's own reason, and from what the panel team reads in moderation.

What is read while a panel writes with a tender: `views_writing`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import authority_by_id
from portal.core.authorisation import Actor, authorise, there
from portal.core.database import leave_no_trace
from portal.core.errors import Refused
from portal.core.web import current_actor
from portal.evaluation.marking.policy import may_lift_own, may_mark
from portal.evaluation.marking.queries import own_sheet
from portal.evaluation.marking.views import asked_of, own_of
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.policy import may_lift
from portal.evaluation.moderation.queries import item_of
from portal.lifting import operations as act
from portal.lifting.forms import LiftForm, lift_form
from portal.lifting.queries import Words, own_words, words_of_item
from portal.lifting.queries_reading import own_told
from portal.lifting.queries_room import said_beside
from portal.record.erasure.notebook import Note, note_down
from portal.safety.operations import NOT_READY
from portal.safety.views import limit_messages, who_reads
from portal.tenders.queries import open_tender

bp = Blueprint("lifting", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"


@bp.route(f"{TENDER}/marking/<label>/<code>/safety", methods=["GET", "POST"])
@limit_messages
def own(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """An evaluator's own words go to the safeguarding lead, and leave the record at once (R31)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    seat, mine = own_of(actor, tender, label)
    authorise(may_lift_own, actor, tender, seat, mine and mine.sheet)
    assert mine is not None
    criterion = next((each for each in mine.criteria if each.code == code), None)
    if criterion is None:
        _seat, mine = own_sheet(actor, tender, label, at_interview=True)
        mine = there(mine)
        criterion = next((each for each in mine.criteria if each.code == code), None)
    criterion = there(criterion)
    can_mark = bool(may_mark(actor, tender, *asked_of(seat, mine)))
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "label": label}
    if criterion.is_interview:
        back = url_for("interviews.interview", **place)
    elif can_mark:
        back = url_for("marking.mark", **place, code=code)
    else:
        back = url_for("marking.sheet", **place)
    return hand_over(
        actor,
        tender,
        [*own_words(actor, tender, mine, criterion), *own_told(actor, tender, mine, criterion)],
        lambda chosen: act.lift_own(actor, tender, mine, criterion, chosen),
        {"is_own": True, "back": back, "stays": _own_stays(can_mark=can_mark)},
    )


@bp.route(f"{TENDER}/moderation/<label>/<code>/safety", methods=["GET", "POST"])
@limit_messages
def item(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """Words of a reason or a record that somebody reads in moderation; the same (R31)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    found, panel = item_of(tender, label, code), panel_of(tender)
    is_theirs = panel.is_theirs(actor, found.bid, found.criterion)
    authorise(may_lift, actor, tender, is_theirs)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    return hand_over(
        actor,
        tender,
        [*words_of_item(actor, tender, found), *said_beside(actor, tender, found)],
        lambda chosen: act.lift_from_item(actor, tender, found, chosen),
        {
            "is_own": False,
            "back": url_for("moderation.item", **place, label=label, code=code),
            "stays": gettext("The marks stay."),
        },
    )


def _own_stays(*, can_mark: bool) -> str:
    if can_mark:
        return gettext("Your mark stays. You can write another reason after this.")
    return gettext("Your mark stays.")


class Titled(Protocol):
    """What the words stood in: a tender, a panel, or a page of an authority's."""

    @property
    def authority_id(self) -> uuid.UUID: ...

    @property
    def title(self) -> str: ...


class Page(NamedTuple):
    """A page of an authority's, that belongs to no tender or panel."""

    authority_id: uuid.UUID
    title: str


def hand_over(
    actor: Actor,
    of: Titled,
    found: Sequence[Words],
    carry_out: Callable[[Words], list[Note]],
    page: dict[str, Any],
) -> str | Response:
    """Choose the words, read what happens, send them. `page`: `is_own`, `back`, and `stays`, the
    sentence that says what isn't touched."""
    form = lift_form(found)
    readers = who_reads(actor, authority_by_id(of.authority_id))
    chosen = _chosen(form, found, is_open=readers["is_open"])
    if chosen and form.is_submitted() and form.is_sure:
        with form.saving():
            notes = carry_out(chosen)
        if form.saved:
            note_down(*notes)
            leave_no_trace()
            flash(_said(readers["readers"], is_own=page["is_own"]), "success")
            return redirect(page["back"], code=303)
    return render_template(
        "lifting/hand_over.html",
        form=form,
        found=found,
        chosen=chosen,
        title=of.title,
        **page,
        **readers,
    )


def _chosen(form: LiftForm, found: Sequence[Words], *, is_open: bool) -> Words | None:
    """The words that were chosen, or the only ones; none where nobody could read them."""
    is_first, is_valid = not form.is_submitted(), False
    if found and is_open:
        is_valid = len(found) == 1 if is_first else form.validate()
    elif not is_first and not is_open:
        form.show(Refused(NOT_READY))
    return next((each for each in found if is_valid and each.key == form.words.data), None)


def _said(readers: Sequence[str], *, is_own: bool) -> str:
    names = gettext(" and ").join(readers)
    if is_own:
        return gettext(
            "We have your words. It was right to tell us. Only %(names)s can read them.",
            names=names,
        )
    return gettext(
        "The words are out, and only %(names)s can read them. Don’t talk about them with the panel."
        " Do they stand anywhere else on this page? Then hand them over from there too.",
        names=names,
    )
