"""Organisations that bid in another system: into the directory, and a way in for each."""

from __future__ import annotations

import uuid
from dataclasses import asdict

from sqlalchemy import select, update

from portal.accounts.links import send_link
from portal.accounts.models import PROVIDER, Invitation, Provider
from portal.accounts.operations import ProviderFacts
from portal.audit.journal import record
from portal.core import clock, mail
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.words import say

YOUR_BID = say("Your bid to %(house)s")
TO_READ_LETTERS = say(
    "%(house)s has brought your bid for ‘%(title)s’ from %(system)s to Evenhand. It is judged"
    " there, and your outcome letter comes there.\n\nOpen this link within %(days)s days to choose"
    " a password:\n%(link)s\n\nIf you didn't expect this, you can ignore it.\n"
)


def add_provider(
    actor: Actor, tender_id: uuid.UUID, facts: ProviderFacts, contact: str
) -> Provider:
    """Put an organisation into the directory that bid in another system; nobody can sign in for it
    until somebody takes up an invitation."""
    provider = Provider(
        id=uuid.uuid4(), created_at=clock.now(), contact=contact, **asdict(facts), insurances={}
    )
    db.session.add(provider)
    db.session.flush()
    told = {"name": facts.name, "identifier": facts.identifier}
    record("bidder:added", actor, tender_id, provider=provider.id, **told)
    return provider


def invite_bidder(
    actor: Actor, tender_id: uuid.UUID, provider: Provider, email: str, link: str, **told: object
) -> str:
    """An authority invites an organisation that bid in another system, so that it can read its
    letter here; `told`: the `house`, the `title` and the `system`. Older links of it end."""
    asked = Invitation.provider_id == provider.id, Invitation.accepted_at.is_(None)
    ids = db.session.scalars(select(Invitation.id).where(*asked)).all()
    ended = update(Invitation).where(Invitation.id.in_(ids)).values(expires_at=clock.now())
    db.session.execute(ended)
    mail.forget_links(ids)
    name = provider.contact or provider.name
    made = Invitation(role=PROVIDER, provider_id=provider.id, email=email, name=name)
    record("bidder:invited", actor, tender_id, provider=provider.id, to=email)
    return send_link(made, link, YOUR_BID, TO_READ_LETTERS, parts=5, **told)
