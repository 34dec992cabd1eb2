"""What a panel member reads: 'You said, we did', and 'What my words changed' to its end (P20)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise
from portal.core.web import current_actor
from portal.feedback import queries as ask_for
from portal.feedback.asker import Asker
from portal.feedback.followed import to_the_end
from portal.feedback.policy import may_ask, may_read_told
from portal.feedback.views import TENDER, bp
from portal.feedback.views_told import Door, ask_page, told_page
from portal.specifications.cowriting import views as cowriting
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import may_write_with
from portal.specifications.cowriting.queries import (
    AnswersOwed,
    answers_owed,
    members_by_id,
    names_on_panels,
    open_shared_tender,
    suggestions_for,
)
from portal.specifications.cowriting.shown import answered_by_words, for_member
from portal.tenders.models import Tender


def _door(actor: Actor, authority: str, tender: Tender, part: Part) -> Door:
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    back = url_for("cowriting.together", **place), gettext("Back to ‘Write with us’")
    asker = Asker(actor, member=part.member, ready=part.ready)
    return Door(asker, "feedback.told", place, back, names_on_panels([part.member.panel_id]))


@bp.get(f"{TENDER}/together/you-said-we-did")
def told(authority: str, tender_id: uuid.UUID) -> str:
    """What people said and what was done, promises as they stand now, and one's own questions."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_read_told, actor, tender, part)
    return told_page(_door(actor, authority, tender, part), authority, tender)


@bp.route(f"{TENDER}/together/you-said-we-did/<int:number>", methods=["GET", "POST"])
def ask(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """'This isn’t an answer': a line goes to the named decision-maker, once."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    return ask_page(
        _door(actor, authority, tender, part),
        authority,
        tender,
        number,
        lambda asked: authorise(may_ask, actor, tender, part, asked),
    )


@cowriting.bp.get("/together/mine")
def mine(authority: str, tender_id: uuid.UUID) -> str:
    """'What my words changed', from the suggestion to the promise, as far as things have come."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    rows = [each for each in suggestions_for(tender, part) if each.member_id == part.member.id]
    names = members_by_id(each.member_id for each in rows if each.shows_name)
    shown = for_member(actor, tender, part, rows, names)
    here: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    back = {
        "href": url_for("cowriting.together", **here),
        "text": gettext("Back to ‘Write with us’"),
    }
    is_told = bool(ask_for.tellings_of(tender))
    return render_template(
        "feedback/mine.html",
        tender=tender,
        authority=authority,
        suggestions=to_the_end(tender, shown),
        answers=answered_by_words(_still_owed(tender, part, rows)),
        back=back,
        told=url_for("feedback.told", **here) if is_told else "",
        read=url_for("cowriting.read", **here),
        is_member=True,
    )


def _still_owed(tender: Tender, part: Part, rows: Sequence[Suggestion]) -> AnswersOwed | None:
    """Whether something of theirs waits for its answer, and until when (P20)."""
    owed = answers_owed([tender.id], [part.member.panel_id]).get(tender.id)
    return None if all(each.state == "answered" for each in rows) else owed
