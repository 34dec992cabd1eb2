"""Reveal, release, open a letter, after it is decided and approved (R20)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy import select

from portal.accounts.models import Provider
from portal.accounts.operations import settle_seats
from portal.audit.journal import record
from portal.bids.operations import note_on_list
from portal.bids.queries import bids_of, origins_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.outcomes.after import AFTER_RELEASE
from portal.outcomes.contracting.notice import record_award_notice
from portal.outcomes.letters import letter_to
from portal.outcomes.material import material_of
from portal.outcomes.models import Letter, LetterOpening
from portal.outcomes.operations_decision import CHANGED
from portal.outcomes.operations_decision import approve as approve
from portal.outcomes.operations_decision import decide as decide
from portal.outcomes.operations_decision import send_back as send_back
from portal.outcomes.operations_letters import refuse_unready
from portal.outcomes.queries import (
    addresses_of,
    opening_of,
)
from portal.specifications.method import content_sha256
from portal.tenders.models import Tender
from portal.tenders.stages import is_revealed, move, stage_of

NEWS = say("News about %(reference)s")
NEWS_OF = say(
    "There is news about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)


def reveal(actor: Actor, tender: Tender) -> None:
    """Let lead, approver and auditor see which provider each bid is from, from now on."""
    if stage_of(tender) != "approved" or is_revealed(tender):
        raise Refused(CHANGED)
    tender.revealed_at = clock.now()
    origins = origins_of(tender)
    by_label = {bid.label: origins[bid.id].provider_id for bid in bids_of(tender)}
    record("providers:revealed", actor, tender.id, origins=by_label)


def release_letters(actor: Actor, tender: Tender, sign_in_at: str = "") -> None:
    """All letters at one moment (R20): written, released and announced, or none of them."""
    if stage_of(tender) != "approved":
        raise Refused(CHANGED)
    material = material_of(actor, tender)
    refuse_unready(actor, tender, material)
    move(tender, "release")
    settle_seats(tender.id)
    for bid in material.bids:
        content = letter_to(material, bid)
        letter = Letter(
            tender_id=tender.id,
            bid_id=bid.id,
            issue=material.issue,
            provider_id=material.bidders[bid.id].id,
            content=content,
            sha256=content_sha256(content),
            released_at=tender.released_at,
        )
        db.session.add(letter)
        note_on_list(letter.provider_id, tender.id, "answered")
        hashed = {"label": bid.label, "letter_sha256": letter.sha256}
        record("letter:released", actor, tender.id, **hashed)
    _announce(tender, material.bidders, sign_in_at)
    record("letters:released", actor, tender.id, letters=len(material.bids))
    for act in AFTER_RELEASE:
        act(tender, sign_in_at)
    if tender.regime == "psr":  # the letter says that the notice is published on the same day
        record_award_notice(actor, tender, material.day, has_standstill=True)


def open_letter(actor: Actor, tender_id: uuid.UUID, letter_id: uuid.UUID) -> None:
    """Write down that a person of the provider opened its letter, the first time alone."""
    db.session.scalar(select(Tender.id).where(Tender.id == tender_id).with_for_update())
    letter = db.session.scalars(select(Letter).where(Letter.id == letter_id)).one()
    if opening_of(actor, letter) is not None:
        return
    opening = LetterOpening(
        tender_id=tender_id,
        letter_id=letter_id,
        person_id=actor.person_id,
        opened_at=clock.now(),
    )
    db.session.add(opening)
    note_on_list(letter.provider_id, tender_id, "read")
    record("letter:opened", actor, tender_id, provider=actor.provider_id)


def _announce(tender: Tender, bidders: Mapping[uuid.UUID, Provider], sign_in_at: str) -> None:
    """A mail to each provider and its members: there is news, never what it is."""
    facts = {"title": tender.title, "reference": tender.reference, "page": sign_in_at}
    for addresses in addresses_of(list(bidders.values())).values():
        for address in sorted(addresses):
            post(address, NEWS, NEWS_OF, **facts)
