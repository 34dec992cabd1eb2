"""Handing over what a group wrote beside the decision, by who reads it or wrote it (R31)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise, there
from portal.core.web import current_actor
from portal.evaluation.queries import seat_of
from portal.lifting import operations as act
from portal.lifting.queries import Words, left_of
from portal.lifting.views import TENDER, bp, hand_over
from portal.outcomes.voices.policy import may_lift_narrative, may_lift_own_narrative
from portal.outcomes.voices.queries import Told, narrative_for, narratives_of
from portal.record.erasure.text import counted
from portal.record.erasure.texts_deciding import narratives_in
from portal.safety.views import limit_messages
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/narrative/safety", methods=["GET", "POST"])
@limit_messages
def own_narrative(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Words of one's own group; whoever of it reads them may hand them over."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    seat = seat_of(actor, tender)
    authorise(may_lift_own_narrative, actor, tender, seat)
    assert seat is not None
    told = there(narrative_for(tender, seat))
    back = url_for("outcomes.own_narrative", authority=authority, tender_id=tender_id)
    return hand_over(
        actor,
        tender,
        _words_of(tender, told),
        lambda chosen: act.lift_from_writing(actor, tender, _place(told), chosen),
        _page(back),
    )


@bp.route(f"{TENDER}/narratives/<group>/safety", methods=["GET", "POST"])
@limit_messages
def narrative(authority: str, tender_id: uuid.UUID, group: str) -> str | Response:
    """The same for a lead who reads them."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_lift_narrative, actor, tender)
    told = there(next((t for t in narratives_of(tender) if t.group.slug == group), None))
    back = url_for("outcomes.narratives", authority=authority, tender_id=tender_id)
    return hand_over(
        actor,
        tender,
        _words_of(tender, told),
        lambda chosen: act.lift_from_writing(actor, tender, _place(told), chosen),
        _page(back),
    )


def _words_of(tender: Tender, told: Told) -> list[Words]:
    """Every version, since each of them stays on the record."""
    rows = {row.id for row in told.versions}
    found = [
        Words(text.where, text.text.strip(), text.by, "words", (text,))
        for text in counted(narratives_in(tender))
        if text.row_id in rows
    ]
    return left_of(found)


def _place(told: Told) -> str:
    return gettext("What “%(group)s” wrote beside the decision", group=told.group.title)


def _page(back: str) -> dict[str, Any]:
    return {"is_own": False, "back": back, "stays": gettext("All the rest stays.")}
