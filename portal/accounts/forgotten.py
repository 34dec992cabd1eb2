"""A way back for who forgot their password: a link to their own e-mail, for an hour, once."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta

from sqlalchemy import delete, select

from portal.accounts.models import PasswordLink, Person
from portal.accounts.operations import change_password, lock_person
from portal.accounts.queries import person_by_account
from portal.audit.journal import record_for_installation
from portal.core import clock, mail
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say

LASTS = timedelta(hours=1)
OLD = say("It has been used already, or it is more than an hour old. Ask for a new one.")
SUBJECT = say("A new password for Evenhand")
WORDS = say(
    "Somebody, we hope you, asked for a new password for Evenhand.\n\nOpen this link within an hour"
    " to choose one:\n%(link)s\n\nIf it wasn't you, you can ignore this. Your password stays as it"
    " is.\n"
)
CHANGED = say("Your password for Evenhand was changed")
IF_NOT_YOU = say(
    "Your password for Evenhand was changed, by a link that was sent to this address.\n\nIf it"
    " wasn't you, ask for a new password on the page where you sign in, and tell whoever gave you"
    " your place.\n"
)


def ask_for_link(account: str, link: str, token: str) -> None:
    """Send a link to who signs in with this e-mail; nobody is told whether there is such a person.

    `link` has `token` in it, whose hash alone is kept; an older link ends. Who signs in with a name
    may share the address where their news goes, so they ask whoever gave them their place.
    """
    record_for_installation("password:forgotten", SYSTEM, account=account)
    person = person_by_account(account)
    if person is None or person.email is None or person.sign_in_name or person.erased_at:
        return
    _end_links_of(person)
    now = clock.now()
    made = PasswordLink(
        id=uuid.uuid4(),
        token_sha256=_hash(token),
        person_id=person.id,
        made_at=now,
        ends_at=now + LASTS,
    )
    db.session.add(made)
    kept = mail.Link(made.id, link, made.ends_at)
    mail.post(person.email, SUBJECT, WORDS, kept, link=mail.LINK)


def new_token() -> str:
    """A secret for a link."""
    return secrets.token_urlsafe(24)


def person_behind(token: str) -> Person:
    """Whose link this is, while it works."""
    found = db.session.scalar(
        select(PasswordLink).where(
            PasswordLink.token_sha256 == _hash(token), PasswordLink.ends_at > clock.now()
        )
    )
    if found is None:
        raise Refused(OLD)
    return db.session.get_one(Person, found.person_id)


def choose_new_password(token: str, password_hash: str) -> None:
    """The password that they chose; all their sign-ins and links end, and a mail tells of it."""
    person = person_behind(token)
    lock_person(person)
    person_behind(token)  # only one of two at once uses it
    assert person.email, "only who has one gets a link"
    _end_links_of(person)
    change_password(Actor(person.id, "person"), person, password_hash, keep=None)
    mail.post(person.email, CHANGED, IF_NOT_YOU)


def _end_links_of(person: Person) -> None:
    mine = PasswordLink.person_id == person.id
    mail.forget_links(db.session.scalars(select(PasswordLink.id).where(mine)).all())
    db.session.execute(delete(PasswordLink).where(mine))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
