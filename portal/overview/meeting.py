"""What begins now: the room in which people talk about marks, and interviews."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import and_, exists, or_, select

from portal.bids.models import Bid
from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import SeatCriterion, Sheet
from portal.evaluation.models_interviews import (
    InterviewPlan,
    InterviewPresence,
    InterviewRecord,
)
from portal.evaluation.models_room import TalkItem, TalkSession
from portal.specifications.models import Criterion

EARLY = timedelta(minutes=15)
"""So long before an interview it stands first on the pages of those who are asked to it."""

IS_OPEN = and_(TalkSession.opened_at.is_not(None), TalkSession.ended_at.is_(None))


SESSIONS_OPEN = select(TalkSession.tender_id, TalkSession.number).where(IS_OPEN)
"""The number of the session that is open, by tender."""


def own_sessions(seats: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID, int]]:
    """The seats that judge something of a session that is open: seat, bid, the session's number.

    An interview is judged by who was there, or, where the bidder didn't come, by all (P14).
    """
    was_there = exists().where(
        InterviewRecord.bid_id == TalkItem.bid_id,
        or_(
            ~InterviewRecord.is_held,
            exists().where(
                InterviewPresence.record_id == InterviewRecord.id,
                InterviewPresence.seat_id == SeatCriterion.seat_id,
            ),
        ),
    )
    wanted = (
        select(SeatCriterion.seat_id, TalkItem.bid_id, TalkSession.number)
        .join(TalkItem, TalkItem.criterion_id == SeatCriterion.criterion_id)
        .join(TalkSession, TalkSession.id == TalkItem.session_id)
        .join(Criterion, Criterion.id == TalkItem.criterion_id)
        .join(Sheet, and_(Sheet.seat_id == SeatCriterion.seat_id, Sheet.bid_id == TalkItem.bid_id))
        .where(SeatCriterion.seat_id.in_(seats), IS_OPEN, or_(~Criterion.is_interview, was_there))
    )
    return [(seat_id, bid_id, number) for seat_id, bid_id, number in db.session.execute(wanted)]


def interviews_now(seats: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID, str]]:
    """The seats that are asked to an interview that begins or goes on: seat, bid, its label."""
    marks_one = exists().where(
        SeatCriterion.seat_id == Sheet.seat_id,
        Criterion.id == SeatCriterion.criterion_id,
        Criterion.is_interview,
    )
    is_recorded = exists().where(
        InterviewRecord.bid_id == InterviewPlan.bid_id,
        InterviewRecord.recorded_at >= InterviewPlan.planned_at,
    )
    wanted = (
        select(Sheet.seat_id, InterviewPlan, Bid.label, is_recorded)
        .join(InterviewPlan, InterviewPlan.bid_id == Sheet.bid_id)
        .join(Bid, Bid.id == Sheet.bid_id)
        .where(Sheet.seat_id.in_(seats), marks_one)
        .order_by(InterviewPlan.version)
    )
    last = {
        (seat_id, plan.bid_id): (plan, label, recorded)
        for seat_id, plan, label, recorded in db.session.execute(wanted)
    }
    return [
        (seat_id, bid_id, label)
        for (seat_id, bid_id), (plan, label, recorded) in last.items()
        if not recorded and plan.starts_at - EARLY <= clock.now() < plan.ends_at
    ]
