"""What has had its day goes: birthdays, old codes, and all that tells of somebody erased (R26)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, func, or_, select

from portal.accounts.models import Invitation
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.mail import Mail
from portal.participation.beside.models import Mentoring
from portal.participation.equality.operations import forget_all_answers
from portal.participation.panels.ages import age_band_of
from portal.participation.panels.models import (
    Consent,
    Helper,
    Joining,
    Member,
    Need,
    PanelInvitation,
    TermsIdea,
)
from portal.participation.panels.queries import grown_up, youngest


def let_birthdays_pass() -> int:
    """Who turned 16 decides alone from now on, and the day is forgotten; 13 is noted (R18)."""
    for member in youngest():
        if (band := age_band_of(member)) != member.age_band:
            member.age_band, told = band, {"panel": member.panel_id, "fields": ["age_band"]}
            record("place:changed", SYSTEM, person=member.person_id, **told)
    members = grown_up()
    for member in members:
        member.turns_16_on, member.age_band = None, "16_to_17"
        record("place:turned-16", SYSTEM, panel=member.panel_id, person=member.person_id)
    return len(members)


def destroy_old_needs() -> int:
    """What somebody needed goes after the day until which they did, or with their term (P6)."""
    until = func.coalesce(Need.needed_until, Member.term_ends_on)
    wanted = select(Need, Member).join(Member, Member.id == Need.member_id)
    over = db.session.execute(wanted.where(until < clock.today())).all()
    for need, member in over:
        db.session.delete(need)
        record("need:destroyed", SYSTEM, panel=member.panel_id, person=member.person_id)
    return len(over)


def tidy_codes() -> int:
    """Codes that grew too old go, with why somebody was asked and what they answered so far."""
    old = db.session.scalars(
        select(PanelInvitation)
        .join(Invitation, PanelInvitation.id == Invitation.id)
        .where(Invitation.expires_at <= clock.now())
    ).all()
    drop_codes(old)
    if old:
        record("panel:tidied", SYSTEM, codes=len(old))
    return len(old)


def drop_codes(codes: Sequence[PanelInvitation]) -> None:
    """A code that nobody used goes whole: its name, its mail, why, and what was answered so far.

    Of a code that led into a panel the directory keeps who took it up. The caller records.
    """
    ids = [code.id for code in codes]
    if not ids:
        return
    db.session.execute(delete(Joining).where(Joining.id.in_(ids)))
    db.session.execute(delete(Mail).where(Mail.link_id.in_(ids)))
    db.session.execute(delete(Invitation).where(Invitation.id.in_(ids)))
    for code in codes:
        db.session.delete(code)


def forget_person(person_id: uuid.UUID) -> None:
    """All that a panel knew of somebody who is erased; the log keeps that they consented (R26).

    Their own yes and no stay, and which terms they accepted, without a name. The caller records.
    """
    members = db.session.scalars(select(Member).where(Member.person_id == person_id)).all()
    ids = [member.id for member in members]
    codes = select(PanelInvitation).where(PanelInvitation.member_id.in_(ids))
    drop_codes(db.session.scalars(codes).all())
    for member in members:
        member.say_name = member.represents = member.why_invited = ""
        member.brings, member.tell_by, member.shows_name = "unsaid", "here", False
        member.age_band = member.turns_16_on = None
        member.ended_at, member.end_reason = member.ended_at or clock.now(), ""
    forget_all_answers(person_id)
    theirs = or_(Mentoring.mentor_id.in_(ids), Mentoring.newcomer_id.in_(ids))
    for mentoring in db.session.scalars(select(Mentoring).where(theirs)):
        db.session.delete(mentoring)
    for model in (Need, TermsIdea, Helper):
        for row in db.session.scalars(select(model).where(model.member_id.in_(ids))):
            db.session.delete(row)
    others = select(Consent).where(Consent.member_id.in_(ids), Consent.route != "own")
    for consent in db.session.scalars(others):
        db.session.delete(consent)
