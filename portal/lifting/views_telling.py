"""Handing over a question to ‘You said, we did’: by who reads it, and by who asked it (R31)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.feedback.asker import Asker
from portal.feedback.models import LineQuestion
from portal.feedback.policy import may_lift_question, may_see_telling
from portal.feedback.queries import question_of
from portal.lifting import operations as act
from portal.lifting.queries_telling import asker_of, words_of_question
from portal.lifting.views import TENDER, bp, hand_over
from portal.safety.views import limit_messages
from portal.specifications.cowriting.queries import tender_by_id
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/telling/questions/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def question(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Whoever of the buying side reads a question hands its words over, and those of its reply."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_telling, actor, tender)
    found = question_of(tender, number)
    here: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "number": number}
    return hand_over(
        actor,
        tender,
        words_of_question(tender, found),
        lambda chosen: act.lift_from_writing(actor, tender, _place(number), chosen),
        _page(found, url_for("feedback.question", **here)),
    )


@bp.route(f"{TENDER}/you-said-we-did/questions/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def own_question(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Whoever asked hands their own words over, also when they have left their panel."""
    actor = current_actor()
    open_authority(authority)
    tender = tender_by_id(tender_id)
    found = question_of(tender, number)
    asker = asker_of(actor, found)
    authorise(may_lift_question, actor, tender, asker)
    return hand_over(
        asker.actor,
        tender,
        words_of_question(tender, found),
        lambda chosen: act.lift_from_writing(asker.actor, tender, _place(number), chosen),
        _page(found, _told(authority, tender_id, asker), is_own=True),
    )


def _told(authority: str, tender_id: uuid.UUID, asker: Asker) -> str:
    """The page on which they read what they asked."""
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    if asker.member is None:
        return url_for("feedback.told_seated", **place)
    if asker.member.ended_at is None:
        return url_for("feedback.told", **place)
    return url_for("feedback.told_after", **place, panel_id=asker.member.panel_id)


def _place(number: int) -> str:
    return gettext("Question %(number)s to ‘You said, we did’", number=number)


def _page(found: LineQuestion, back: str, *, is_own: bool = False) -> dict[str, Any]:
    """Only what has no reply yet still gets one."""
    stays = gettext("All the rest stays, and somebody still answers it.")
    if found.reply is not None:
        stays = gettext("All the rest stays.")
    return {"is_own": is_own, "back": back, "stays": stays}
