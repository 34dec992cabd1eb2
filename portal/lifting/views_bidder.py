"""Handing over what a bidder was asked or answered, by whoever reads it (R31)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.models import Bid
from portal.bids.queries import provider_of
from portal.core.authorisation import authorise
from portal.core.database import db
from portal.core.web import current_actor
from portal.evaluation.compliance.policy import UNDER_LABEL, may_lift_from
from portal.evaluation.compliance.queries import Asked, question_of
from portal.lifting import operations as act
from portal.lifting.queries import Words, left_of
from portal.lifting.views import TENDER, bp, hand_over
from portal.record.erasure.texts import every_text_of
from portal.safety.views import limit_messages
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/compliance/questions/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def bidder_answer(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Words of a question under a label, or of its answer, go to the safeguarding lead."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_lift_from, actor, tender, False)
    asked = question_of(tender, number, *UNDER_LABEL)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    back = url_for("compliance.question", number=number, **place)
    return _hand_over(tender, asked, back)


@bp.route(f"{TENDER}/exclusions/questions/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def exclusion_answer(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """The same for what was asked by name, about exclusion."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_lift_from, actor, tender, True)
    asked = question_of(tender, number, "exclusion")
    bid = db.session.get_one(Bid, (tender.authority_id, asked.question.bid_id))
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    back = url_for("compliance.check", provider_id=provider_of(bid).id, **place)
    return _hand_over(tender, asked, back)


def _hand_over(tender: Tender, asked: Asked, back: str) -> str | Response:
    actor, number = current_actor(), asked.question.number
    stands = gettext("Question %(number)s to a bidder", number=number)
    return hand_over(
        actor,
        tender,
        _words_of(tender, asked),
        lambda chosen: act.lift_from_writing(actor, tender, stands, chosen),
        {"is_own": False, "back": back, "stays": gettext("All the rest stays.")},
    )


def _words_of(tender: Tender, asked: Asked) -> list[Words]:
    """What was asked, and each part of the answer."""
    texts = {text.row_id: text for text in every_text_of(tender)}
    question = asked.question
    rows = [(question.id, question.asked_by, gettext("What a bidder was asked"))]
    said = gettext("What the bidder answered")
    rows += [(each.id, each.answered_by, said) for each in question.answers]
    return left_of(
        Words(where, texts[row_id].text.strip(), by, "words", (texts[row_id],))
        for row_id, by, where in rows
        if row_id in texts
    )
