"""Writes that come after telling: how promises stand, questions to a line, and replies (P20)."""

from __future__ import annotations

from datetime import date, timedelta

from portal.accounts.models import Person
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.feedback.asker import Asker
from portal.feedback.facts import StepFacts
from portal.feedback.models import (
    LineQuestion,
    Promise,
    QuestionGiven,
    QuestionReply,
    Telling,
    TellingLine,
)
from portal.feedback.operations import add_step
from portal.feedback.queries import next_question
from portal.participation.panels.models import Member
from portal.participation.panels.telling import tell_each
from portal.tenders.models import Tender

NO_WAY_BACK = say("This promise has been seen working. That stays.")
NOTHING_NEW = say("It stands like this already. Say what is new.")
SAY_WHY = say("Say how you know, or why. The panel reads it.")
NO_DAY = say("Enter the day by which it is expected.")
NO_QUESTION = say("Write what is missing.")
SAME_PERSON = say("They have this question already. Choose somebody else.")
NO_REPLY = say("Write your reply.")
QUESTION = say(
    "Somebody who took part asks about an answer, and you are named to reply.\n\n"
    "Sign in to Evenhand to read it.\n"
)
REPLY = say("There is a reply to something that you asked.\n\nSign in to Evenhand to read it.\n")


def note_promise(actor: Actor, tender: Tender, promise: Promise, facts: StepFacts) -> None:
    """Say how a promise stands: expected by a day, in the contract, seen working, or broken (P20).

    Each step stays; one that is broken, or moved to another day, says why.
    """
    last = promise.steps[-1]
    if last.state == "seen":
        raise Refused(NO_WAY_BACK)
    waits = facts.state in ("expected", "in_contract")
    if waits and facts.expected_on is None:
        raise Refused(NO_DAY, field="expected_on")
    expected_on = facts.expected_on if waits else None
    if (facts.state, expected_on) == (last.state, last.expected_on):
        raise Refused(NOTHING_NEW, field="state")
    if not facts.words:
        raise Refused(SAY_WHY, field="words")
    add_step(actor, promise, last.number + 1, facts.state, facts.words, expected_on)
    record(
        "promise:noted",
        actor,
        tender.id,
        number=promise.number,
        state=facts.state,
        expected_on=expected_on,
        words=facts.words,
    )


def ask(
    asker: Asker,
    tender: Tender,
    telling: Telling,
    line: TellingLine,
    decider: Person,
    words: str,
    *,
    through_helper: bool = False,
) -> LineQuestion:
    """‘This isn’t an answer’: it goes to the named decision-maker, who replies by a day (P20)."""
    if not words:
        raise Refused(NO_QUESTION, field="words")
    made = LineQuestion(
        line_id=line.id,
        tender_id=tender.id,
        member_id=asker.member.id if asker.member else None,
        seat_id=asker.seat.id if asker.seat else None,
        number=next_question(tender),
        words=words,
        through_helper=through_helper,
        asked_at=clock.now(),
    )
    db.session.add(made)
    _give(tender, made, 1, decider, clock.today() + timedelta(days=telling.reply_days))
    said = {"through_helper": through_helper, "line": line.number, "words": words}
    record("line:questioned", asker.actor, tender.id, number=made.number, **said)
    return made


def hand_on(actor: Actor, tender: Tender, question: LineQuestion, decider: Person) -> None:
    """Give a question to another decision-maker; the day by which it is replied to stays."""
    now = question.with_whom
    if now.decider_id == decider.id:
        raise Refused(SAME_PERSON, field="decider")
    given = _give(tender, question, now.number + 1, decider, now.reply_by)
    facts = {"reply_by": given.reply_by, "decider": decider.id}
    record("line:question-given", actor, tender.id, number=question.number, **facts)


def _give(
    tender: Tender, question: LineQuestion, number: int, decider: Person, reply_by: date
) -> QuestionGiven:
    given = QuestionGiven(
        question_id=question.id,
        tender_id=tender.id,
        number=number,
        decider_id=decider.id,
        reply_by=reply_by,
        given_at=clock.now(),
    )
    db.session.add(given)
    if decider.email:
        post(decider.email, say("Somebody waits for your reply"), QUESTION)
    return given


def reply(
    actor: Actor, tender: Tender, question: LineQuestion, asker: Member | None, words: str
) -> None:
    """The decision-maker replies, once; question and reply both stand (P20).

    A mail goes only to who asked for mails: an address is for what its owner said yes to (P6). Who
    asked from a seat, or wants none, finds the reply on their page.
    """
    if not words:
        raise Refused(NO_REPLY, field="words")
    db.session.add(
        QuestionReply(
            question_id=question.id,
            tender_id=tender.id,
            words=words,
            replied_by=actor.person_id,
            replied_at=clock.now(),
        )
    )
    tell_each([asker] if asker else [], REPLY)
    record("line:replied", actor, tender.id, number=question.number, words=words)
