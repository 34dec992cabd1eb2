"""'Write with us', with the ways on to what there is to read (P10).

It lives here because what comes after writing is known here, and writing knows nothing of it.
"""

from __future__ import annotations

import uuid

from flask import render_template

from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.feedback.ways_on import ways_on
from portal.specifications.cowriting import views as cowriting
from portal.specifications.cowriting.policy import may_suggest, may_write_with
from portal.specifications.cowriting.queries import (
    answers_owed,
    open_shared_tender,
    suggestions_for,
)
from portal.specifications.cowriting.shown import answered_by_words, for_member


@cowriting.bp.get("/together")
def together(authority: str, tender_id: uuid.UUID) -> str:
    """'Write with us': what it is for, what can change, until when, and where to go on."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    found = for_member(actor, tender, part, suggestions_for(tender, part), {})
    begun = part.open_round or part.rounds[0]
    verdict = may_suggest(actor, tender, part)
    return render_template(
        "cowriting/together.html",
        tender=tender,
        authority=authority,
        round=begun,
        closes_on=begun.last_day,
        said=begun.ends[-1].reason if begun.ends else "",
        answers=answered_by_words(answers_owed([tender.id], [part.member.panel_id]).get(tender.id)),
        why_not="" if verdict else getattr(verdict, "why", ""),
        others=len([each for each in found if not each.is_mine]),
        mine=len([each for each in found if each.is_mine]),
        news=len([each for each in found if each.is_mine and each.outcome]),
        there=ways_on(actor, tender, part),
    )
