"""How a place on a panel ends, or a whole panel: what goes at once, and what is told (P5)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from portal.accounts.models import PANEL, PARTICIPATION
from portal.accounts.operations import end_role
from portal.accounts.queries import panels_held_by, people_of
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.participation.beside.operations import end_all_beside
from portal.participation.equality.operations import forget_answers
from portal.participation.panels.consents import OWN, note_consents
from portal.participation.panels.forgetting import drop_codes
from portal.participation.panels.models import Member, Need, Panel, PanelInvitation
from portal.participation.panels.operations import record_place
from portal.participation.panels.policy import LEFT, REMINDED_BEFORE
from portal.participation.panels.queries import (
    lock_member,
    members_of_panel,
    members_whose_term_ends,
    places_of,
)

KEPT_AFTER = timedelta(days=30)
"""So long after a term's end it can still be renewed; then the place ends by itself."""
GONE = say("Their place on this panel has ended already.")
HAS_NEWS = say("News about your panel")
NEWS = say("There is news about your panel. Sign in to Evenhand to read it.\n")
ENDS_SOON = say("Memberships of a panel end soon")
ENDING = say("The term of somebody on a panel ends soon. Sign in to Evenhand to see whose.\n")


def leave(actor: Actor, member: Member) -> None:
    """Leave a panel at any time; what they need is destroyed, what they wrote stays (R18)."""
    if not _goes_on(member):
        raise Refused(LEFT)
    record_place("place:left", actor, member)
    _end(actor, member, "left", "")


def end_place(actor: Actor, member: Member, ground: str, reason: str) -> None:
    """The lead ends a place on a published ground; the member reads which, and why."""
    if not _goes_on(member):
        raise Refused(GONE)
    record_place("place:ended", actor, member, reason=f"{ground}: {reason}")
    _end(actor, member, ground, reason)
    _tell(member)


def end_panel(actor: Actor, panel: Panel, reason: str) -> None:
    """A panel ends, with all its places and codes; its members read why."""
    panel.ended_at, panel.end_reason = clock.now(), reason
    for member in filter(_goes_on, members_of_panel(panel.id)):
        record_place("place:ended", actor, member, reason="panel")
        _end(actor, member, "panel", reason)
        _tell(member)
    codes = select(PanelInvitation).where(PanelInvitation.panel_id == panel.id)
    drop_codes(db.session.scalars(codes).all())
    record("panel:ended", actor, panel=panel.id, reason=reason)


def _goes_on(member: Member) -> bool:
    """Whether a place hasn't ended yet: who leaves while a lead ends it comes first, or second."""
    lock_member(member)
    db.session.refresh(member, ["ended_at"])
    return member.ended_at is None


def _end(actor: Actor, member: Member, ended_for: str, reason: str) -> None:
    """What goes at once: needs, helper, mentors, the codes, answers about oneself, the role."""
    member.ended_at, member.paused_at = clock.now(), None
    member.ended_for, member.end_reason = ended_for, reason
    db.session.execute(delete(Need).where(Need.member_id == member.id))
    end_all_beside(actor, member)
    codes = select(PanelInvitation).where(PanelInvitation.member_id == member.id)
    drop_codes(db.session.scalars(codes).all())
    db.session.flush()
    kinds = {place.panel.kind for place in places_of(member.person_id)}
    for role in panels_held_by(member.person_id, member.authority_id):
        if role.kind not in kinds:
            end_role(actor, role)
    if member.panel.kind not in kinds:
        forget_answers(member.person_id, member.panel.kind)


def _tell(member: Member) -> None:
    """A mail to who has an address: that there is news, never what."""
    if member.person.email is not None:
        post(member.person.email, HAS_NEWS, NEWS)


def end_old_places() -> int:
    """Where a term has been over for a month and nobody renewed it, the place ends (P5)."""
    over = members_whose_term_ends(clock.today() - KEPT_AFTER)
    members = [each for each in over if _goes_on(each)]
    for member in members:
        record_place("place:ended", SYSTEM, member, reason="term")
        _end(SYSTEM, member, "term", "")
        _tell(member)
    return len(members)


def remind() -> int:
    """Who has a month left is told once, and so is who leads the panel (P5)."""
    soon = members_whose_term_ends(clock.today() + REMINDED_BEFORE)
    members = [each for each in soon if each.reminded_at is None]
    for member in members:
        member.reminded_at = clock.now()
        _tell(member)
    for panel_id in sorted({each.panel_id for each in members}):
        places = sum(each.panel_id == panel_id for each in members)
        record("panel:reminded", SYSTEM, panel=panel_id, places=places)
    if members:
        _tell_leads(members[0])
    return len(members)


def _tell_leads(member: Member) -> None:
    for role in people_of(member.authority_id):
        if role.name == PARTICIPATION and role.person.email:
            post(role.person.email, ENDS_SOON, ENDING)


def say_about_hearing(member: Member, *, wants: bool, tell_by: str) -> None:
    """Who has left may go on hearing what changed, in the way they like, or not (P5, P20)."""
    kind = member.panel.kind
    actor = Actor(member.person_id, PANEL, member.authority_id, kind=kind)
    note_consents(actor, member, OWN, {"told_afterwards": wants})
    if member.tell_by != tell_by:
        member.tell_by = tell_by
        record_place("place:changed", actor, member, fields=["tell_by"])
