"""Handing over what a claim or a representation says, or what was done about it (R31)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.lifting import operations as act
from portal.lifting.queries import Words, left_of
from portal.lifting.views import TENDER, bp, hand_over
from portal.outcomes.contracting.policy import may_see_standing
from portal.outcomes.contracting.queries import challenge_by_number, standing_of
from portal.outcomes.contracting.shown import kind_words
from portal.outcomes.contracting.standing import Challenge
from portal.record.erasure.texts import every_text_of
from portal.safety.views import limit_messages
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/claims/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def claim(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Words of a claim, or of what was done about it, go to the safeguarding lead."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_standing, actor, tender)
    found = challenge_by_number(standing_of(tender), number)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "number": number}
    back = url_for("outcomes.claim", **place)
    return hand_over(
        actor,
        tender,
        _words_of(tender, found),
        lambda chosen: act.lift_from_writing(actor, tender, kind_words(found), chosen),
        {"is_own": False, "back": back, "stays": gettext("All the rest stays.")},
    )


def _words_of(tender: Tender, found: Challenge) -> list[Words]:
    """What it says, and each thing that was written about it."""
    claim, texts = found.claim, {text.row_id: text for text in every_text_of(tender)}
    written = [(claim.id, claim.recorded_by), *((s.id, s.recorded_by) for s in found.steps)]
    told = [(texts[row_id], by) for row_id, by in written if row_id in texts]
    return left_of(Words(text.where, text.text.strip(), by, "words", (text,)) for text, by in told)
