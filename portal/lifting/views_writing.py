"""Handing words over from what is read while a panel writes with a tender, and signs it off."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.lifting import operations as act
from portal.lifting.queries_writing import words_of_suggestion, words_of_worry
from portal.lifting.views import TENDER, bp, hand_over
from portal.safety.views import limit_messages
from portal.specifications.agreeing.policy import may_read_worries
from portal.specifications.agreeing.queries import agreement_of, worry_of
from portal.specifications.cowriting.policy import (
    may_read_suggestion,
    may_see_suggestions,
    may_write_with,
)
from portal.specifications.cowriting.queries import (
    members_by_id,
    numbered,
    open_shared_tender,
    suggestions_for,
    suggestions_of,
)
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/together/suggestions/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def together(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """A member hands over what they, or others of their panel, wrote about one suggestion (R31)."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    found = numbered(suggestions_for(tender, part), number)
    authorise(may_read_suggestion, actor, tender, part, found)
    is_own = found.member_id == part.member.id
    page = "cowriting.mine" if is_own else "cowriting.others"
    return hand_over(
        actor,
        tender,
        words_of_suggestion(tender, found),
        lambda chosen: act.lift_from_writing(actor, tender, _place(number), chosen),
        _page(url_for(page, authority=authority, tender_id=tender_id), is_own=is_own),
    )


@bp.route(f"{TENDER}/suggestions/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def suggestion(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Whoever of the buying side reads a suggestion hands its words over (R31)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_suggestions, actor, tender)
    found = numbered(suggestions_of(tender), number)
    return hand_over(
        actor,
        tender,
        words_of_suggestion(tender, found),
        lambda chosen: act.lift_from_writing(actor, tender, _place(number), chosen),
        _page(url_for("cowriting.suggestions", authority=authority, tender_id=tender_id)),
    )


@bp.route(f"{TENDER}/agreement/worries/<uuid:said_id>/safety", methods=["GET", "POST"])
@limit_messages
def worry(authority: str, tender_id: uuid.UUID, said_id: uuid.UUID) -> str | Response:
    """A lead who reads a worry or a no hands it over, with what its writer said before (R31)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_read_worries, actor, tender)
    _standing, said = worry_of(tender, said_id)
    member = members_by_id([said.member_id])[said.member_id]
    return hand_over(
        actor,
        tender,
        words_of_worry(tender, said, member),
        lambda chosen: act.lift_from_writing(actor, tender, gettext("Signing off"), chosen),
        _page(url_for("agreeing.agreement", authority=authority, tender_id=tender_id)),
    )


@bp.route(f"{TENDER}/agreement/mine/safety", methods=["GET", "POST"])
@limit_messages
def own_worry(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A member hands over what they wrote themselves when their panel was asked (R31)."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    said = agreement_of(tender, part.member.panel_id).last_of(part.member)
    return hand_over(
        actor,
        tender,
        words_of_worry(tender, said, part.member),
        lambda chosen: act.lift_from_writing(actor, tender, gettext("Signing off"), chosen),
        _page(url_for("agreeing.say", authority=authority, tender_id=tender_id), is_own=True),
    )


def _place(number: int) -> str:
    return gettext("Suggestion %(number)s", number=number)


def _page(back: str, *, is_own: bool = False) -> dict[str, Any]:
    stays = gettext("All the rest stays, and somebody still answers it.")
    return {"is_own": is_own, "back": back, "stays": stays}
