"""The participation charter: every bidder signs up to it, and the contract requires it (P17)."""

from __future__ import annotations

import hashlib
from typing import Any

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.rows import refuse_published
from portal.tenders.models import Tender

SUGGESTED = say(
    "Whoever provides this service\n\n"
    "- asks the people who use it what should change, and tells them what came of it\n"
    "- has young people and parents take part where decisions about the service are made\n"
    "- pays for what taking part costs them, such as travel\n"
    "- trains its staff for it\n"
    "- shows the authority once a year what people said and what was done"
)
SUGGESTED_PLAIN = say(
    "Whoever runs this service\n\n"
    "- asks you what should change, and tells you what happened\n"
    "- lets you take part when things are decided\n"
    "- pays your bus ticket\n"
    "- trains the people who work there\n"
    "- shows once a year what you said and what they did"
)
BOTH = say("Write it in both kinds of words, or in none.")


def put_charter(actor: Actor, tender: Tender, words: str, plain_words: str) -> None:
    """Write the charter with its twin in plain words; without both there is none (P17)."""
    refuse_published(tender)
    if bool(words) != bool(plain_words):
        raise Refused(BOTH, "words" if plain_words else "plain_words")
    changed = [
        name
        for name, value in (("charter", words), ("plain_charter", plain_words))
        if getattr(tender, name) != value
    ]
    tender.charter, tender.plain_charter = words, plain_words
    if changed:
        record("tender:changed", actor, tender.id, fields=changed)


def told_charter(tender: Tender) -> dict[str, Any]:
    """The charter as documents hold it; nothing where there is none."""
    if not tender.charter:
        return {}
    return {"charter": tender.charter, "plain_charter": tender.plain_charter}


def accepted_in_bid(tender: Tender) -> dict[str, Any]:
    """What a bid says of the charter: the SHA-256 of exactly the words that it accepts (P17)."""
    if not tender.charter:
        return {}
    return {"charter_sha256": hashlib.sha256(tender.charter.encode()).hexdigest()}
