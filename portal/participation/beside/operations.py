"""Writes of who is beside a member: helpers and peer mentors (P8)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.beside.models import Mentoring
from portal.participation.beside.policy import HAS_ONE, could_mentor, named_helper
from portal.participation.beside.queries import mentorings_of
from portal.participation.panels.models import Helper, Member
from portal.participation.panels.queries import lock_member

NOT_THIS_ONE = say("This member can’t be a mentor here.")
HAS_ASKED = say("Somebody is asked already, or looks after them.")


@dataclass(frozen=True)
class HelperFacts:
    """An adult who could sit beside a member, and how the lead knows them."""

    name: str
    who: str
    checked: str


def name_helper(actor: Actor, member: Member, facts: HelperFacts) -> Helper:
    """Name an adult as a member's helper; they help once the member has said yes (P8)."""
    lock_member(member)
    if named_helper(member):
        raise Refused(HAS_ONE)
    helper = Helper(member_id=member.id, named_at=clock.now(), **asdict(facts))
    db.session.add(helper)
    record("helper:named", actor, panel=member.panel_id, person=member.person_id)
    return helper


def end_helper(actor: Actor, member: Member) -> None:
    """A helper stops at once: whoever said so needs no reason."""
    if helper := named_helper(member):
        helper.ended_at = clock.now()
        record("helper:ended", actor, panel=member.panel_id, person=member.person_id)


def ask_mentor(actor: Actor, mentor: Member, newcomer: Member) -> Mentoring:
    """Ask a member whether they would look after somebody new; who it is they learn later."""
    lock_member(newcomer)
    if not could_mentor(mentor, newcomer):
        raise Refused(NOT_THIS_ONE, field="mentor")
    if any(each.newcomer_id == newcomer.id for each in mentorings_of([newcomer.id])):
        raise Refused(HAS_ASKED, field="mentor")
    made = Mentoring(
        panel_id=newcomer.panel_id,
        mentor_id=mentor.id,
        newcomer_id=newcomer.id,
        asked_at=clock.now(),
    )
    db.session.add(made)
    record("mentor:asked", actor, panel=newcomer.panel_id, person=mentor.person_id)
    return made


def agree_to_mentoring(actor: Actor, member: Member, mentoring: Mentoring) -> None:
    """One of the two says yes for themselves; it begins when both have."""
    if mentoring.mentor_id == member.id:
        mentoring.mentor_agreed_at = clock.now()
    else:
        mentoring.newcomer_agreed_at = clock.now()
    record("mentor:agreed", actor, panel=member.panel_id, person=member.person_id)


def end_mentoring(actor: Actor, mentoring: Mentoring) -> None:
    """It ends at once, for both; nobody asks why."""
    mentoring.ended_at = clock.now()
    person = mentoring.newcomer.person_id
    record("mentor:ended", actor, panel=mentoring.panel_id, person=person)


def end_all_beside(actor: Actor, member: Member) -> None:
    """Who leaves a panel has nobody beside them there any more."""
    end_helper(actor, member)
    for each in mentorings_of([member.id]):
        end_mentoring(actor, each)
