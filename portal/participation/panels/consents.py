"""Consents: each for one purpose, by one person, in versions; the last one counts (P6, R18)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.accounts import links
from portal.accounts.models import PANEL, Invitation
from portal.accounts.queries import authority_by_id
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.words import say
from portal.participation.beside.operations import end_helper
from portal.participation.panels.models import HELPED, Consent, Member, PanelInvitation
from portal.participation.panels.policy import words_that_count
from portal.participation.panels.queries import lock_member

ASKS = say("%(house)s asks for your consent")
ASKED_FOR = say(
    "%(house)s would like a young person whom you look after to take part in a panel.\n\nOpen this"
    " link within %(days)s days to read what it is, and to say yes or no:\n%(link)s\n\nIf you"
    " didn't expect this, you can ignore it.\n"
)
ADULT = Actor(None, "responsible_adult")
"""A parent or carer who answers by a code, and has no account."""


@dataclass(frozen=True)
class Word:
    """Who answers for somebody, and by which route: `parent`, `delegate` or `safeguarding`."""

    route: str
    adult: str = ""


OWN = Word("own")


def note_consents(
    actor: Actor, member: Member, word: Word, answers: Mapping[str, bool]
) -> list[Consent]:
    """What somebody says about each purpose now; where nothing changes nothing is written.

    A word on a helper is on the one who is named now; a no ends it at once.
    """
    lock_member(member)
    noted = []
    for purpose, is_given in answers.items():
        if purpose == HELPED or _last(member, word, purpose) is not is_given:
            noted.append(_note(actor, member, word, purpose, is_given))
    if answers.get(HELPED) is False:
        end_helper(actor, member)
    return noted


def _last(member: Member, word: Word, purpose: str) -> bool | None:
    is_own = word.route == "own"
    said = [
        each
        for each in words_that_count(member)
        if each.purpose == purpose and each.is_own is is_own
    ]
    return said[-1].is_given if said else None


def _note(actor: Actor, member: Member, word: Word, purpose: str, is_given: bool) -> Consent:
    made = Consent(
        member_id=member.id,
        purpose=purpose,
        version=_versions(member.id, purpose) + 1,
        route=word.route,
        is_given=is_given,
        adult=word.adult,
        noted_by=None if word.route == "own" else actor.person_id,
        at=clock.now(),
    )
    db.session.add(made)
    record(
        "consent:noted",
        actor,
        panel=member.panel_id,
        purpose=purpose,
        version=made.version,
        is_given=is_given,
        person=member.person_id,
        route=word.route,
    )
    return made


def _versions(member_id: uuid.UUID, purpose: str) -> int:
    wanted = select(func.count()).where(Consent.member_id == member_id, Consent.purpose == purpose)
    return db.session.scalar(wanted) or 0


def ask_adult(actor: Actor, member: Member, name: str, email: str | None, link: str) -> str:
    """A code with which an adult says yes or no for somebody under 16; answers the link (R18).

    The participation lead gives it to an adult they know to be the right one.
    """
    authority = authority_by_id(member.authority_id)
    made = Invitation(role=PANEL, authority_id=authority.id, email=email, name=name)
    address = links.send_link(made, link, ASKS, ASKED_FOR, parts=3, house=authority.name)
    db.session.add(
        PanelInvitation(
            id=made.id, panel_id=member.panel_id, leads_to="consent", member_id=member.id, why=""
        )
    )
    record("consent:asked", actor, panel=member.panel_id, person=member.person_id, to=email or name)
    return address


def answer_as_adult(
    invitation: Invitation, member: Member, adult: str, answers: Mapping[str, bool]
) -> None:
    """An adult answers by their code, once; a new code changes it later."""
    links.take_up(invitation, None)
    note_consents(ADULT, member, Word("parent", adult), answers)
