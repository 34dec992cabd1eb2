"""What people asked about ‘You said, we did’, and what was replied (P20, R26)."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.feedback.asker import people_who_asked
from portal.feedback.queries import questions_of
from portal.record.erasure.text import Text
from portal.tenders.models import Tender


def asked_afterwards(tender: Tender) -> Iterator[Text]:
    """Each question to a line with its reply, in the order of asking."""
    questions = questions_of(tender)
    askers = people_who_asked(questions)
    for each in questions:
        facts, number = {"number": each.number}, each.number
        where = _("What somebody asked about an answer: question %(number)s", number=number)
        by = askers[each.id]
        yield Text("line_question", each.id, "words", where, each.words, facts, by=by)
        if reply := each.reply:
            where = _("The reply to question %(number)s", number=number)
            yield Text("line_question_reply", reply.id, "words", where, reply.words, facts)
