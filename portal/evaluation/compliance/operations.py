"""Ask one bidder, hear it, and decide whether its bid is disregarded (R11, R17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from portal.accounts.members import refuse_contributor
from portal.accounts.queries import members_of, people_by_id
from portal.audit.journal import record
from portal.bids.models import Bid
from portal.bids.names import found_in, telling_words
from portal.bids.operations import note_question
from portal.bids.queries import provider_of, published_words
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.compliance.policy import WHILE_MARKING
from portal.evaluation.compliance.queries import (
    HEARD_BY,
    Asked,
    last_ruling,
    next_number,
    questions_to,
    was_marked,
)
from portal.evaluation.models_compliance import BidderAnswer, BidderQuestion, BidRuling
from portal.evaluation.runs.operations import make_run
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least, is_revealed, stage_of
from portal.tenders.typed import forget_typed

NO_WORDS = say("Write the question.")
TIME_IS_OVER = say("This time has passed. Give the bidder time to answer.")
PRICE_LATER = say("You can ask about a price when marking is closed and you see it.")
NO_ANSWER = say("Write your answer.")
TOO_LATE = say(
    "The time for an answer is over, so this wasn’t sent. Your words stand below: you can copy"
    " them. That you tried is recorded."
)
SAID_ALL = say("You said that this was everything, so nothing can be added.")
TELLS = say(
    "Your answer tells who you are: %(found)s. The person who asked doesn’t know whose bid it is"
    " yet. Take it out, or say below that it has to stand."
)
NO_REASON = say("Say why, in a sentence or two.")
NOT_HEARD = say(
    "The bidder has to be heard first: ask it, and wait until it has said everything or its time"
    " is over."
)
NOT_OUT = say("This bid isn’t disregarded on this ground, so there is nothing to take back.")
NEVER_MARKED = say(
    "This bid was out before marking began, so nobody has marked it. It can’t be put back now."
)
NEWS = say("News about %(reference)s")
NEWS_FOR_BIDDER = say(
    "There is news about your bid for ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)
NEWS_FOR_ASKER = say(
    "There is news about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)


@dataclass(frozen=True)
class Question:
    """What is asked of one bidder, what for, and until when it may answer."""

    purpose: str
    words: str
    answer_by: datetime


def ask_bidder(
    actor: Actor, tender: Tender, bid: Bid, asked: Question, sign_in_at: str = ""
) -> BidderQuestion:
    """Put a question to one bidder; a mail says that there is news, never what (R11, R17)."""
    words, answer_by = asked.words.strip(), asked.answer_by.astimezone(UTC)
    if not words:
        raise Refused(NO_WORDS, field="words")
    if answer_by <= clock.now():
        raise Refused(TIME_IS_OVER, field="day")
    if asked.purpose == "low_price" and not is_at_least(tender, "moderating"):
        raise Refused(PRICE_LATER, field="purpose")
    made = BidderQuestion(
        tender_id=tender.id,
        bid_id=bid.id,
        number=next_number(BidderQuestion, tender),
        purpose=asked.purpose,
        words=words,
        answer_by=answer_by,
        asked_by=actor.person_id,
        asked_at=clock.now(),
    )
    db.session.add(made)
    told = {"number": made.number, "purpose": made.purpose, "answer_by": made.answer_by}
    record("bidder:asked", actor, tender.id, **told, label=bid.label, words=words)
    _note_on_list(tender, bid)
    provider = provider_of(bid)
    people = [each.person for each in members_of(provider.id)]
    for address in sorted({provider.email, *(each.email for each in people if each.email)}):
        post(address, NEWS, NEWS_FOR_BIDDER, **_facts(tender, sign_in_at))
    return made


def answer_question(
    actor: Actor,
    tender: Tender,
    asked: Asked,
    words: str,
    *,
    is_last: bool,
    may_tell: bool = False,
    sign_in_at: str = "",
) -> BidderAnswer:
    """The bidder explains, before its time is over; what comes later is refused and recorded.

    Its bid stays as it was submitted. `may_tell`: its words may say who it is.
    """
    question, words = asked.question, words.strip()
    _refuse_answer(actor, tender, question, words)
    if not may_tell and (found := telling_in(tender, question, words)):
        raise Refused(TELLS, field="words", found=", ".join(f"‘{each}’" for each in found))
    made = BidderAnswer(
        tender_id=tender.id,
        question_id=question.id,
        number=len(question.answers) + 1,
        words=words,
        is_last=is_last,
        answered_by=actor.person_id,
        answered_at=clock.now(),
    )
    db.session.add(made)
    told = {"number": question.number, "part": made.number, "is_last": is_last}
    sealed = {"provider": actor.provider_id, "words": words}
    record("bidder:answered", actor, tender.id, **told, **sealed)
    _after_answer(actor, tender, question)
    _tell_asker(tender, question, sign_in_at)
    return made


def _after_answer(actor: Actor, tender: Tender, question: BidderQuestion) -> None:
    """The draft goes, and the bidder's home is told what still waits."""
    db.session.flush()
    db.session.expire(question, ["answers"])
    _note_on_list(tender, db.session.get_one(Bid, (tender.authority_id, question.bid_id)))
    forget_typed(actor, tender, place_of(question))


def place_of(question: BidderQuestion) -> str:
    """Where the draft of an answer to it is kept."""
    return f"question {question.number}"


def _note_on_list(tender: Tender, bid: Bid) -> None:
    """The bidder's home says until when the next question waits for it."""
    db.session.flush()
    waiting = [each.question.answer_by for each in questions_to(bid) if not each.is_heard()]
    note_question(provider_of(bid).id, tender.id, min(waiting, default=None))


def _tell_asker(tender: Tender, question: BidderQuestion, page: str) -> None:
    asker = people_by_id([question.asked_by]).get(question.asked_by)
    if asker and asker.email:
        post(asker.email, NEWS, NEWS_FOR_ASKER, **_facts(tender, page))


def _refuse_answer(actor: Actor, tender: Tender, question: BidderQuestion, words: str) -> None:
    refuse_contributor(actor)
    if (came := clock.received()) >= question.answer_by:
        about = {"number": question.number, "provider": actor.provider_id}
        at = came.isoformat()
        tender_id = tender.id
        raise Refused(
            TOO_LATE,
            record=lambda: record(
                "bidder:answer-refused-late", actor, tender_id, received_at=at, **about
            ),
        )
    if any(each.is_last for each in question.answers):
        raise Refused(SAID_ALL)
    if not words:
        raise Refused(NO_ANSWER, field="words")


def telling_in(tender: Tender, question: BidderQuestion, words: str) -> list[str]:
    """What in an answer tells whose bid it is, where the asker doesn't know yet (R18)."""
    if question.purpose == "exclusion" or is_revealed(tender):
        return []
    provider = provider_of(db.session.get_one(Bid, (tender.authority_id, question.bid_id)))
    return found_in(words, telling_words(provider, published_words(tender)))


def rule(
    actor: Actor, tender: Tender, bid: Bid, ground: str, *, is_out: bool, reason: str
) -> BidRuling:
    """Decide on one ground whether a bid is disregarded, only after the bidder was heard on it.

    A low price that the bidder has explained stays in (s.19(5)); that is recorded too. A bid that
    was out can come back without another hearing.
    """
    last = last_ruling(bid, ground)
    was_out = last is not None and last.is_out
    if not reason.strip():
        raise Refused(NO_REASON, field="reason")
    if not is_out and not was_out and ground != "low_price":
        raise Refused(NOT_OUT)
    if (is_out or not was_out) and not is_heard_on(bid, ground, last):
        raise Refused(NOT_HEARD)
    return write_ruling(actor, tender, bid, ground, is_out=is_out, reason=reason)


def is_heard_on(bid: Bid, ground: str, last: BidRuling | None) -> bool:
    """Whether the bidder was heard on a ground since the last word on it."""
    asked = questions_to(bid, HEARD_BY[ground])
    since = [each for each in asked if last is None or each.question.asked_at > last.ruled_at]
    return bool(since) and all(each.is_heard() for each in asked)


def write_ruling(
    actor: Actor, tender: Tender, bid: Bid, ground: str, *, is_out: bool, reason: str
) -> BidRuling:
    """Add the word that counts from now on; when the result is there already, a new run beside it
    takes it in (R6, R15)."""
    last = last_ruling(bid, ground)
    changes = is_out != (last is not None and last.is_out)
    _refuse_ruling(tender, bid, comes_back=changes and not is_out)
    made = BidRuling(
        tender_id=tender.id,
        bid_id=bid.id,
        ground=ground,
        version=last.version + 1 if last else 1,
        is_out=is_out,
        reason=reason.strip(),
        ruled_by=actor.person_id,
        ruled_at=clock.now(),
    )
    db.session.add(made)
    told = {"label": bid.label, "ground": ground, "version": made.version, "reason": made.reason}
    if is_out:
        record("bid:disregarded", actor, tender.id, **told)
    else:
        record("bid:stays-in", actor, tender.id, **told)
    if changes and stage_of(tender) == "deciding":
        db.session.flush()
        make_run(actor, tender)
    return made


def _refuse_ruling(tender: Tender, bid: Bid, *, comes_back: bool) -> None:
    if stage_of(tender) == "marking":
        raise Refused(WHILE_MARKING)
    if comes_back and is_at_least(tender, "marking") and not was_marked(bid):
        raise Refused(NEVER_MARKED)


def _facts(tender: Tender, page: str) -> dict[str, str]:
    return {"title": tender.title, "reference": tender.reference, "page": page}
