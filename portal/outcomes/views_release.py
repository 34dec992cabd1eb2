"""The two steps out: check that every letter was read, then release all at one moment (R20)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.outcomes import operations as act
from portal.outcomes.debrief import operations as debrief
from portal.outcomes.forms import ReleaseForm
from portal.outcomes.forms_letters import AskUntilForm
from portal.outcomes.letter_complete import missing_in
from portal.outcomes.material import Material, material_of
from portal.outcomes.operations_letters import unread_by
from portal.outcomes.policy import may_release, may_set_last_day
from portal.outcomes.queries_letters import debrief_until
from portal.outcomes.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters/check")
def check_letters(authority: str, tender_id: uuid.UUID) -> str:
    """The step before the last: how many letters there are, and which are still to be read."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_release, actor, tender)
    return _show(actor, authority, tender, ReleaseForm())


@bp.post("/<authority>/tenders/<uuid:tender_id>/release")
def release(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Release all letters at one moment (R20)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_release, actor, tender)
    form, sign_in = ReleaseForm(), url_for("accounts.sign_in", _external=True)
    if form.carried_out(act.release_letters, actor, tender, sign_in):
        flash(gettext("All letters are out, at the same moment."), "success")
        return back_to(".letters", authority=authority, tender_id=tender_id)
    return _show(actor, authority, tender, form)


@bp.route("/<authority>/tenders/<uuid:tender_id>/letters/ask-until", methods=["GET", "POST"])
def ask_until(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Until when providers may ask about their letters; once told, it can only be later."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_set_last_day, actor, tender)
    form = AskUntilForm(data={"day": debrief_until(tender)})
    if form.carried_out(debrief.ask_until, actor, tender, form.day.data):
        flash(gettext("The day is set."), "success")
        return back_to(".letters", authority=authority, tender_id=tender_id)
    return render_template(
        "outcomes/ask_until.html",
        form=form,
        tender=tender,
        authority=authority,
        day=debrief_until(tender),
    )


def _show(actor: Actor, authority: str, tender: Tender, form: ReleaseForm) -> str:
    material = material_of(actor, tender)
    rows = [_row(authority, tender, material, bid) for bid in material.bids]
    unread = unread_by(actor, tender, material)
    for row in rows:
        row["is_read"] = row["label"] not in unread
    can_release = not unread and not any(row["gaps"] for row in rows)
    if not can_release:
        form.sure.errors = []  # there is no box to tick yet
    return render_template(
        "outcomes/letters_check.html",
        form=form,
        tender=tender,
        authority=authority,
        rows=rows,
        counted=_counted(material),
        can_release=can_release,
        left=len(unread),
        day=material.ask_until,
    )


def _row(authority: str, tender: Tender, material: Material, bid: Any) -> dict[str, Any]:
    place = {"authority": authority, "tender_id": tender.id, "label": bid.label}
    return {
        "label": bid.label,
        "name": material.bidders[bid.id].name,
        "is_chosen": bid is material.winner,
        "gaps": len(missing_in(material, bid)),
        "href": url_for(".letter", **place),
    }


def _counted(material: Material) -> str:
    """'5 letters: 1 successful, 4 not.'"""
    chosen, number = int(material.winner is not None), len(material.bids)
    return ngettext(
        "%(num)d letter: %(chosen)d successful, %(others)d not",
        "%(num)d letters: %(chosen)d successful, %(others)d not",
        number,
        chosen=chosen,
        others=number - chosen,
    )
