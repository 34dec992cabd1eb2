"""Each person is told of an answer to their words, in the way they asked for (P10, P20)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.panels.telling import AT_ONCE, refuse_day, tell_each
from portal.specifications.cowriting.models import (
    AnswerTold,
    AnswerWay,
    Suggestion,
    SuggestionAnswer,
)
from portal.specifications.cowriting.queries_telling import ToTell, members_to_tell
from portal.tenders.models import Tender

NEWS = say(
    "There is news about something that you wrote with your panel.\n\n"
    "Sign in to Evenhand to read it.\n"
)
TOLD = say("It is noted already that they were told.")


def tell_of_answer(
    tender: Tender, answer: SuggestionAnswer, suggestions: Sequence[Suggestion]
) -> None:
    """Whose words they were and who agreed are told, or wait on a list for somebody to tell them;
    who has left since too, if they asked to go on hearing (P20)."""
    ids: set[uuid.UUID] = {each.member_id for each in suggestions}
    ids |= {backing.member_id for each in suggestions for backing in each.backings}
    for member, how in tell_each(members_to_tell(ids), NEWS):
        way = AnswerWay(answer_id=answer.id, tender_id=tender.id, member_id=member.id, how=how)
        db.session.add(way)
        if how in AT_ONCE:
            db.session.add(AnswerTold(way_id=way.id, tender_id=tender.id, told_on=clock.today()))


def note_answers_told(actor: Actor, tender: Tender, waits: ToTell, day: date) -> None:
    """Somebody was told, by a call, a letter or at a meeting, of all the answers that waited for
    them; ticked off once, with the day."""
    ways = [each for each in waits.ways if each.told is None]
    if not ways:
        raise Refused(TOLD)
    refuse_day(day, waits.newest_on)
    for way in ways:
        db.session.add(
            AnswerTold(way_id=way.id, tender_id=tender.id, told_on=day, noted_by=actor.person_id)
        )
    person = waits.member.person_id
    record("answers:told", actor, tender.id, person=person, how=waits.how)
