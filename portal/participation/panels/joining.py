"""Joining a panel by a code, and getting new words by one (P5, P6, R18)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select

from portal.accounts import links
from portal.accounts.models import PANEL, Invitation, Person
from portal.accounts.operations import grant_role, set_password
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.panels.consents import OWN, note_consents
from portal.participation.panels.models import Joining, Member, PanelInvitation
from portal.participation.panels.operations import NO_EMAIL, term_end
from portal.participation.panels.queries import code_behind, place_of

THERE_ALREADY = say("You belong to this panel already.")


@dataclass(frozen=True)
class Answers:
    """What somebody tells on their way in; `said`: yes or no by purpose."""

    say_name: str = ""
    shows_name: bool = False
    brings: str = "lived"
    represents: str = ""
    age_band: str | None = None
    turns_16_on: date | None = None
    tell_by: str = "here"
    said: Mapping[str, bool] = field(default_factory=lambda: {"taking_part": True})


def keep_answers(invitation_id: uuid.UUID, told: Mapping[str, str]) -> None:
    """Keep what was answered so far, so that nothing is lost on the way."""
    found = db.session.scalar(select(Joining).where(Joining.id == invitation_id))
    if found is None:
        found = Joining(id=invitation_id, answers={})
        db.session.add(found)
    found.answers = {**found.answers, **told}


def forget_answers(invitation_id: uuid.UUID) -> None:
    """What was answered on the way in goes."""
    db.session.execute(delete(Joining).where(Joining.id == invitation_id))


def join_panel(invitation: Invitation, person: Person, answers: Answers) -> Member:
    """Take up a code: a place on the panel, a role, and one's own consents; once (P5, R18)."""
    code = code_behind(invitation.id)
    assert code is not None
    panel = code.panel
    if answers.tell_by == "email" and person.email is None:
        raise Refused(NO_EMAIL)
    links.take_up(invitation, person)
    actor = Actor(person.id, PANEL, panel.authority_id, kind=panel.kind)
    grant_role(actor, person, PANEL, panel.authority_id, kind=panel.kind)
    member = _place(code, person)
    for name in ("say_name", "shows_name", "brings", "represents", "tell_by"):
        setattr(member, name, getattr(answers, name))
    member.age_band, member.turns_16_on = answers.age_band, answers.turns_16_on
    member.why_invited = code.why
    member.joined_at = clock.now()
    member.term_ends_on = term_end(clock.today(), panel.term_months)
    record("panel:joined", actor, panel=panel.id, person=person.id)
    db.session.flush()
    note_consents(actor, member, OWN, answers.said)
    forget_answers(code.id)
    db.session.delete(code)
    return member


def _place(code: PanelInvitation, person: Person) -> Member:
    """A new place, or the old one of somebody who comes back."""
    member = place_of(code.panel_id, person.id)
    if member is None:
        member = Member(panel_id=code.panel_id, person_id=person.id)
        db.session.add(member)
    elif member.ended_at is None:
        raise Refused(THERE_ALREADY)
    member.ended_at = member.paused_at = member.ended_for = member.reminded_at = None
    member.end_reason = ""
    return member


def choose_words(invitation: Invitation, member: Member, password_hash: str) -> None:
    """A member gets new words or a password by a code; what they had ends, everywhere."""
    links.take_up(invitation, member.person)
    set_password(member.person, password_hash)
    kind = member.panel.kind
    actor = Actor(member.person_id, PANEL, member.authority_id, kind=kind)
    record("panel:words-chosen", actor, panel=member.panel_id, person=member.person_id)
