"""Writes: the lead asks for approval, and somebody else gives it or sends it back (R4)."""

from __future__ import annotations

from typing import Any

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.approving.models import APPROVED, ASKED, RETURNED, PublicationWord
from portal.specifications.approving.problems import document_now
from portal.specifications.approving.queries import last_word
from portal.specifications.problems import problems_of
from portal.specifications.rows import refuse_published
from portal.tenders.models import Tender

UNFINISHED = say("Some things have to be mended before anybody can approve it.")
NOT_ASKED = say("Nobody is asking for approval now.")
OWN = say("You asked for this yourself. Somebody else has to approve it.")
CHANGED = say("It has changed since it was sent to you. The lead has to ask again.")


def ask_approval(actor: Actor, tender: Tender, words: str) -> PublicationWord:
    """Ask for the publication of what stands there now; nothing may be missing but the yes."""
    refuse_published(tender)
    if any(not each.warns for each in problems_of(tender)):
        raise Refused(UNFINISHED)
    word = _new(actor, tender, ASKED, words)
    record("publication:asked", actor, tender.id, words=words, **_facts(word))
    return word


def answer(actor: Actor, tender: Tender, step: str, words: str) -> PublicationWord:
    """Approve what was asked for, or send it back with a reason; never one's own (R4)."""
    refuse_published(tender)
    asked = last_word(tender)
    if asked is None or asked.step != ASKED:
        raise Refused(NOT_ASKED)
    if asked.said_by == actor.person_id:
        raise Refused(OWN)
    if step == RETURNED and not words:
        raise Refused(say("Say what has to change."), "words")
    now = document_now(tender)
    hashes = (now.method_sha256, now.specification_sha256) if now else ("", "")
    if step == APPROVED and not asked.is_of(*hashes):
        raise Refused(CHANGED)
    word = _new(actor, tender, step, words)
    if step == APPROVED:
        record("publication:approved", actor, tender.id, words=words, **_facts(word))
    else:
        record("publication:returned", actor, tender.id, words=words, **_facts(word))
    return word


def _facts(word: PublicationWord) -> dict[str, Any]:
    return {"number": word.number, "specification_sha256": word.specification_sha256}


def _new(actor: Actor, tender: Tender, step: str, words: str) -> PublicationWord:
    now, before = document_now(tender), last_word(tender)
    word = PublicationWord(
        tender_id=tender.id,
        number=before.number + 1 if before else 1,
        step=step,
        method_sha256=now.method_sha256 if now else "",
        specification_sha256=now.specification_sha256 if now else "",
        words=words,
        said_by=actor.person_id,
        said_at=clock.now(),
    )
    db.session.add(word)
    return word
