"""Ask about a letter, answer, and say until when may be asked; all of it stays (R26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.accounts.models import Provider
from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import day as in_words
from portal.core.mail import post
from portal.core.words import say
from portal.outcomes.debrief.queries import addresses_of_leads, exchanges_of
from portal.outcomes.models import Letter
from portal.outcomes.models_letters import DebriefAnswer, DebriefDay, DebriefQuestion
from portal.outcomes.queries import addresses_of
from portal.outcomes.queries_letters import debrief_days_of, debrief_until
from portal.tenders.models import Tender
from portal.tenders.typed import forget_typed

NEWS = say("News about %(reference)s")
NEWS_OF = say(
    "There is news about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)
PLACE = "question about the letter"
"""Where the draft of a question is kept."""
OVER = say("The last day for questions was %(day)s. Write to the authority instead.")
TWICE = say("You have asked this already.")
ANSWERED = say("Somebody else has answered this since you opened the page.")
GONE_BY = say("Choose a day from today on.")
EARLIER = say("The letters say %(day)s. Choose a later day: what was promised stays.")
SAME = say("It is this day already.")


def ask(actor: Actor, tender: Tender, letter: Letter, words: str, sign_in_at: str = "") -> None:
    """A provider asks about its letter until the day it was told; the leads get a mail (R26)."""
    last = debrief_until(tender)
    if clock.today() > last:
        raise Refused(OVER, field="words", day=in_words(last))
    before = [each.question for each in exchanges_of(tender, letter)]
    if any(each.words == words for each in before):
        raise Refused(TWICE, field="words")
    asked = DebriefQuestion(
        tender_id=tender.id,
        letter_id=letter.id,
        number=len(before) + 1,
        words=words,
        asked_by=actor.person_id,
        asked_at=clock.now(),
    )
    db.session.add(asked)
    forget_typed(actor, tender, PLACE)
    record("debrief:asked", actor, tender.id, **_place(letter, asked), words=words)
    _tell(tender, addresses_of_leads(tender), sign_in_at)


def answer(
    actor: Actor,
    tender: Tender,
    letter: Letter,
    question: DebriefQuestion,
    words: str,
    *,
    is_refused: bool,
    overruled: Sequence[str] = (),
    sign_in_at: str = "",
) -> None:
    """The lead answers once, or says why the answer can't be given; the provider gets a mail."""
    if any(each.answer for each in exchanges_of(tender, letter) if each.question.id == question.id):
        raise Refused(ANSWERED)
    db.session.add(
        DebriefAnswer(
            id=question.id,
            tender_id=tender.id,
            is_refused=is_refused,
            words=words,
            overruled=list(overruled),
            answered_by=actor.person_id,
            answered_at=clock.now(),
        )
    )
    facts = {"is_refused": is_refused, "words": words, "overruled": list(overruled)}
    record("debrief:answered", actor, tender.id, **_place(letter, question), **facts)
    provider = db.session.get_one(Provider, letter.provider_id)
    _tell(tender, sorted(addresses_of([provider])[provider.id]), sign_in_at)


def ask_until(actor: Actor, tender: Tender, day: date) -> None:
    """Say until when providers may ask; once the letters have told a day, only a later one."""
    told = debrief_until(tender)
    if day < clock.today():
        raise Refused(GONE_BY, field="day")
    if tender.released_at is not None and day < told:
        raise Refused(EARLIER, field="day", day=in_words(told))
    days = debrief_days_of(tender)
    if day == told and (days or tender.released_at is not None):
        raise Refused(SAME, field="day")
    version = len(days) + 1
    db.session.add(
        DebriefDay(
            tender_id=tender.id,
            version=version,
            day=day,
            set_by=actor.person_id,
            set_at=clock.now(),
        )
    )
    record("debrief:until", actor, tender.id, day=day, version=version)


def _place(letter: Letter, question: DebriefQuestion) -> dict[str, object]:
    bid = db.session.get_one(Bid, (letter.authority_id, letter.bid_id))
    return {"label": bid.label, "number": question.number}


def _tell(tender: Tender, addresses: Sequence[str], sign_in_at: str) -> None:
    """A mail that there is news, never what it is."""
    facts = {"title": tender.title, "reference": tender.reference, "page": sign_in_at}
    for address in addresses:
        post(address, NEWS, NEWS_OF, **facts)
