"""Writes of hours: a plan with its most, what a member says, why it stays so long (P14)."""

from __future__ import annotations

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.specifications.hours.models import HoursPlan, HoursReason, HoursSaid
from portal.specifications.hours.queries import Hours
from portal.tenders.models import Tender

NO_WORK = say("No group of this kind marks a question yet, so there is nothing to work out.")
NO_PLAN = say("Nobody has worked out the hours yet.")


def plan_hours(actor: Actor, tender: Tender, hours: Hours, bids: int, cap_hours: int) -> HoursPlan:
    """Say how many bids are expected and the most hours; the panel is asked anew (P14, R29)."""
    minutes = max((load.minutes(bids) for load in hours.loads), default=0)
    if not minutes:
        raise Refused(NO_WORK)
    plan = HoursPlan(
        tender_id=tender.id,
        kind=hours.kind,
        version=hours.plan.version + 1 if hours.plan else 1,
        bids=bids,
        minutes=minutes,
        cap_hours=cap_hours,
        planned_by=actor.person_id,
        planned_at=clock.now(),
    )
    db.session.add(plan)
    facts = {"kind": plan.kind, "version": plan.version, "bids": bids}
    record("hours:planned", actor, tender.id, **facts, minutes=minutes, cap_hours=cap_hours)
    return plan


def say_to_hours(actor: Actor, tender: Tender, plan: HoursPlan, member: Member, said: str) -> None:
    """A member says fine, too much, or pass; the last word counts (P14, P7)."""
    before = db.session.query(HoursSaid).filter_by(plan_id=plan.id, member_id=member.id).count()
    db.session.add(
        HoursSaid(
            plan_id=plan.id,
            tender_id=tender.id,
            member_id=member.id,
            version=before + 1,
            said=said,
            said_at=clock.now(),
        )
    )
    record("hours:said", actor, tender.id, kind=plan.kind, version=plan.version, said=said)


def explain_hours(actor: Actor, tender: Tender, hours: Hours, reason: str) -> None:
    """Say why it stays longer than the panel or its cap would have it; the panel reads it (P14)."""
    plan = hours.plan
    if plan is None:
        raise Refused(NO_PLAN)
    version = hours.reason.version + 1 if hours.reason else 1
    db.session.add(
        HoursReason(
            plan_id=plan.id,
            tender_id=tender.id,
            version=version,
            reason=reason,
            given_by=actor.person_id,
            given_at=clock.now(),
        )
    )
    record("hours:explained", actor, tender.id, kind=plan.kind, version=version, reason=reason)
