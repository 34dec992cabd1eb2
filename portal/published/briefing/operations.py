"""Writes: a briefing is announced or changed, providers sign up, and all read what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.published.briefing.models import BriefingSignUp
from portal.published.briefing.queries import sign_ups_of
from portal.published.news import tell_all
from portal.published.queries import interested_in
from portal.tenders.models import Tender
from portal.tenders.models_after import NoticeBriefing
from portal.tenders.queries import notice_of
from portal.tenders.queries_after import briefing_of

AFTER_DEADLINE = say("The briefing has to come before the deadline for bids.")
NONE_YET = say("There is no briefing to sign up for.")
OVER = say("The time to sign up is over.")
IN_DISORDER = say("The last day to sign up must not be after the briefing.")
SAME = say("Nothing has changed yet.")


@dataclass(frozen=True)
class Briefing:
    """When, where, for whom; and after it what was asked and answered there, for everybody."""

    at: datetime
    sign_up_until: datetime
    place: str
    words: str
    answers: str = ""


def hold_briefing(actor: Actor, tender: Tender, facts: Briefing) -> NoticeBriefing:
    """Announce a briefing, change it, or publish what was asked there, to all at one moment."""
    found = notice_of(tender.id)
    assert found is not None, "a published tender has its notice"
    if facts.at >= found.deadline_at:
        raise Refused(AFTER_DEADLINE, field="day")
    if facts.sign_up_until > facts.at:
        raise Refused(IN_DISORDER, field="until_day")
    last = briefing_of(tender.id)
    words = {"place": facts.place, "words": facts.words, "answers": facts.answers}
    told = {"at": facts.at.astimezone(UTC), "sign_up_until": facts.sign_up_until.astimezone(UTC)}
    if last and all(getattr(last, name) == value for name, value in (words | told).items()):
        raise Refused(SAME)
    made = NoticeBriefing(
        notice_id=tender.id,
        version=last.version + 1 if last else 1,
        published_at=clock.now(),
        **words,
        **told,
    )
    db.session.add(made)
    has_answers = bool(facts.answers)
    open_facts = {"version": made.version, "has_answers": has_answers, **told}
    record("briefing:published", actor, tender.id, **open_facts, words=words)
    tell_all(tender, interested_in(tender) | set(sign_ups_of(tender)))
    return made


def sign_up(actor: Actor, tender: Tender, people: int) -> BriefingSignUp:
    """A provider says how many come, or that nobody does; no other provider learns of it."""
    found = briefing_of(tender.id)
    if found is None:
        raise Refused(NONE_YET)
    if clock.now() >= found.sign_up_until:
        raise Refused(OVER)
    assert actor.provider_id is not None, "the policy lets providers in alone"
    last = sign_ups_of(tender).get(actor.provider_id)
    made = BriefingSignUp(
        tender_id=tender.id,
        provider_id=actor.provider_id,
        version=last.version + 1 if last else 1,
        people=people,
        signed_by=actor.person_id,
        signed_at=clock.now(),
    )
    db.session.add(made)
    record("briefing:signed-up", actor, tender.id, people=people, provider=actor.provider_id)
    return made
