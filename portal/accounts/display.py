"""How pages look for a person, kept with their account; an authority's languages and own words."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace

from sqlalchemy import func, select, update

from portal.accounts.models import Authority, Display, Person, Role
from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.look import ENGLISH, Look
from portal.core.tenancy import the_tenant


def look_kept_for(person_id: uuid.UUID) -> Look | None:
    """How this person wants pages to look, if they ever said so."""
    row = db.session.get(Display, person_id)
    return Look(row.size, row.spacing, row.words, row.language) if row else None


def language_of_mail(address: str) -> str:
    """The language that whoever has this address reads, where an authority of theirs offers it."""
    return (
        db.session.scalar(
            select(Display.language)
            .join(Person, Person.id == Display.person_id)
            .join(Role, Role.person_id == Person.id)
            .join(Authority, Authority.id == Role.authority_id)
            .where(func.lower(Person.email) == address.lower())
            .where(Role.ended_at.is_(None), Authority.offers_welsh)
            .limit(1)
        )
        or ENGLISH
    )


def keep_look(actor: Actor, look: Look) -> None:
    """Keep how pages look with the person, so that it is the same on every device of theirs."""
    assert actor.person_id
    db.session.get_one(Person, actor.person_id, with_for_update=True)  # two tabs, one row
    row = db.session.get(Display, actor.person_id)
    if row is None:
        db.session.add(Display(person_id=actor.person_id, **look.as_facts()))
        return
    for name, value in look.as_facts().items():
        setattr(row, name, value)


def keep_words(actor: Actor, look: Look, words: str) -> None:
    """Keep a person's way of reading, `standard` or `plain`, from a page's own switch (R28)."""
    keep_look(actor, replace(look, words=words))


def offer_welsh(actor: Actor, authority: Authority, *, is_offered: bool) -> None:
    """The authority offers its people the draft of the Welsh pages, or no longer does."""
    if authority.offers_welsh == is_offered:
        return
    authority.offers_welsh = is_offered
    record("authority:language", actor, language="cy", is_offered=is_offered)


def renew_words() -> None:
    """The authority that is open has explained a word anew: each page knows it from now on (P8).

    The version is drawn, not counted: after a backup came back, none stands for other words.
    """
    here = update(Authority).where(Authority.id == the_tenant())
    db.session.execute(here.values(words_version=1 + secrets.randbelow(2**31 - 1)))
