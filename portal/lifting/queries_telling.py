"""Which words of a question to ‘You said, we did’ can be handed over, and who asked it (R31)."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.feedback.asker import Asker, as_member, people_who_asked
from portal.feedback.models import LineQuestion
from portal.lifting.queries import Words, left_of
from portal.participation.panels.models import Member
from portal.record.erasure.texts import texts_written
from portal.tenders.models import Tender


def words_of_question(tender: Tender, question: LineQuestion) -> list[Words]:
    """What somebody asked about an answer, and what was replied."""
    texts = {text.row_id: text for text in texts_written(tender)}
    found = []
    if asked := texts.get(question.id):
        by = people_who_asked([question])[question.id]
        where = gettext("What somebody asked about an answer")
        found.append(Words(where, asked.text.strip(), by, "words", (asked,)))
    reply = question.reply
    if reply and (replied := texts.get(reply.id)):
        where = gettext("The reply")
        found.append(Words(where, replied.text.strip(), reply.replied_by, "words", (replied,)))
    return left_of(found)


def asker_of(actor: Actor, question: LineQuestion) -> Asker:
    """Whoever asked it: from their seat, as the actor that they are, or as a member of a panel,
    whatever they are by now."""
    if question.member_id is None:
        seat = db.session.scalars(select(Seat).where(Seat.id == question.seat_id)).one()
        return Asker(actor, seat=seat)
    wanted = select(Member).where(Member.id == question.member_id)
    member = db.session.scalars(wanted.options(joinedload(Member.panel))).one()
    return Asker(as_member(member), member=member)
