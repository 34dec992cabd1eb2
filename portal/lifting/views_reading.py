"""Handing over what an evaluator told the lead about an answer, by the lead who reads it (R31)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.evaluation.reading.policy import may_answer_flag
from portal.evaluation.reading.queries import flag_numbered
from portal.lifting import operations as act
from portal.lifting.queries_reading import words_of_flag
from portal.lifting.views import TENDER, bp, hand_over
from portal.safety.views import limit_messages
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/flags/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def flag(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """The words leave the record at once; that something was told stays."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_answer_flag, actor, tender)
    found, label, criterion = flag_numbered(tender, number)
    here: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "number": number}
    place = gettext("Bid %(label)s, “%(title)s”", label=label, title=criterion.title)
    return hand_over(
        actor,
        tender,
        words_of_flag(actor, tender, found),
        lambda chosen: act.lift_from_writing(actor, tender, place, chosen),
        {
            "is_own": False,
            "back": url_for("reading.flag", **here),
            "stays": gettext("That somebody told you something stays."),
        },
    )
