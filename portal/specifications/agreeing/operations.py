"""Writes of sign-off: a panel is asked, its members say, the lead answers (R4, P26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.accounts.models import Person
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.identity import REPEATS, repeats_one
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.specifications.agreeing.fingerprints import AskedAbout
from portal.specifications.agreeing.models import (
    CoproductionLead,
    SignOffAsked,
    SignOffSaid,
    WithoutSignOff,
    WorryAnswered,
)
from portal.specifications.agreeing.queries import Agreement, without_of
from portal.tenders.models import Tender

FAULTS = say(
    "How bids are marked isn’t complete yet. ‘Check before publishing’ says what is missing."
)
TOO_SOON = say("The last day must not be before today.")
ASKED_ALREADY = say("This panel is being asked just this already.")
CHANGED = say("How bids will be marked has changed since you opened this page. Read it again.")
SAY_WHY = say("Write what you mean, so that somebody can answer it.")
ANSWERED = say("This has been answered already.")


def ask_to_agree(
    actor: Actor, tender: Tender, standing: Agreement, about: AskedAbout | None, closes_on: date
) -> SignOffAsked:
    """Ask a panel whether it agrees with how bids will be marked, as it is now (R4)."""
    if about is None:
        raise Refused(FAULTS)
    if closes_on < clock.today():
        raise Refused(TOO_SOON, "closes_on")
    if standing.is_open:
        raise Refused(ASKED_ALREADY)
    number = standing.asked.number + 1 if standing.asked else 1
    hashes = {
        "method_sha256": about.method_sha256,
        "specification_sha256": about.specification_sha256,
    }
    asked = SignOffAsked(
        tender_id=tender.id,
        panel_id=standing.panel.id,
        number=number,
        closes_on=closes_on,
        asked_by=actor.person_id,
        asked_at=clock.now(),
        **hashes,
    )
    db.session.add(asked)
    facts = {"kind": standing.panel.kind, "number": number, "closes_on": closes_on, **hashes}
    record("agreement:asked", actor, tender.id, panel=standing.panel.id, **facts)
    return asked


def say_to_agreement(
    actor: Actor, tender: Tender, standing: Agreement, member: Member, said: str, words: str
) -> None:
    """Yes, yes with a worry, no, or pass; it may change until the ask closes (R4, P7)."""
    asked = standing.asked
    if asked is None or not standing.is_open:
        raise Refused(CHANGED)
    if said in ("worry", "no") and not words:
        raise Refused(SAY_WHY, "words")
    before, words = standing.last_of(member), words if said in ("worry", "no") else ""
    db.session.add(
        SignOffSaid(
            sign_off_id=asked.id,
            tender_id=tender.id,
            member_id=member.id,
            version=before.version + 1 if before else 1,
            said=said,
            words=words,
            said_at=clock.now(),
        )
    )
    record("agreement:said", actor, tender.id, number=asked.number, said=said, words=words)


def answer_worries(
    actor: Actor,
    tender: Tender,
    standing: Agreement,
    every: Sequence[SignOffSaid],
    worry: str,
    answer: str,
) -> None:
    """Answer one worry or no, or several at once, for everybody to read (R19).

    In words of the lead's own that name nobody: what is published tells neither whose worry it
    was, nor how many had it.
    """
    if any(each.id in standing.answers for each in every):
        raise Refused(ANSWERED)
    for field, text in (("worry", worry), ("answer", answer)):
        if repeats_one(text, [each.words for each in standing.worries]):
            raise Refused(REPEATS, field)
    told = {"worry": worry, "answer": answer}
    who = {"answered_by": actor.person_id, "answered_at": clock.now()}
    for each in every:
        db.session.add(WorryAnswered(said_id=each.id, tender_id=tender.id, **told, **who))
        record("worry:answered", actor, tender.id, said=each.id, words=[worry, answer])


def go_without(actor: Actor, tender: Tender, reason: str) -> None:
    """Say why the tender is published though a panel hasn't agreed; it is published too (R4)."""
    before = without_of(tender)
    version = before.version + 1 if before else 1
    db.session.add(
        WithoutSignOff(
            tender_id=tender.id,
            version=version,
            reason=reason,
            given_by=actor.person_id,
            given_at=clock.now(),
        )
    )
    record("agreement:done-without", actor, tender.id, version=version, reason=reason)


def name_coproduction_lead(actor: Actor, tender: Tender, person: Person) -> None:
    """Name who sees to it that the tender is written together (P26)."""
    found = db.session.get(CoproductionLead, (tender.authority_id, tender.id))
    if found is None:
        found = CoproductionLead(id=tender.id)
        db.session.add(found)
    elif found.person_id == person.id:
        return
    found.person_id, found.since = person.id, clock.now()
    record("coproduction:led", actor, tender.id, person=person.id)
