"""A provider's own list of bids, over all authorities: what waits for them first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, null, or_, select
from sqlalchemy.orm import defer, joinedload

from portal.bids.models import BidEntry
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import open_provider
from portal.tenders.models import Notice

MOST_EARLIER = 50
"""So many earlier bids are offered to take an answer from."""


def begun_by(provider_id: uuid.UUID) -> Select[uuid.UUID]:
    """The tenders that a provider has begun a bid for, to be asked inside another question."""
    open_provider(provider_id)
    return select(BidEntry.tender_id).where(BidEntry.provider_id == provider_id)


def number_of_entries(provider_id: uuid.UUID) -> int:
    """How many bids a provider has on its list."""
    open_provider(provider_id)
    return db.session.scalars(
        select(func.count())
        .select_from(BidEntry)
        .join(Notice, Notice.id == BidEntry.tender_id)
        .where(BidEntry.provider_id == provider_id)
    ).one()


def entries_with_notices(
    provider_id: uuid.UUID, offset: int, limit: int
) -> Sequence[Row[BidEntry, Notice]]:
    """A page of the list: letters, then what can still be sent by its deadline, then what waits,
    then what is over."""
    open_provider(provider_id)
    rank = _rank()
    nearest = case((rank.in_((1, 2)), Notice.deadline_at), else_=null())
    return db.session.execute(
        select(BidEntry, Notice)
        .join(Notice, Notice.id == BidEntry.tender_id)
        .where(BidEntry.provider_id == provider_id)
        .options(defer(Notice.document), joinedload(Notice.authority), joinedload(Notice.end))
        .order_by(rank, nearest, Notice.deadline_at.desc(), BidEntry.id)
        .offset(offset)
        .limit(limit)
    ).all()


def earlier_than(provider_id: uuid.UUID, tender_id: uuid.UUID) -> Sequence[Notice]:
    """The tenders that a provider has sent a bid to whose deadline is over, the newest first."""
    open_provider(provider_id)
    sent = BidEntry.state.in_(("submitted", "answered", "read"))
    return db.session.scalars(
        select(Notice)
        .join(BidEntry, Notice.id == BidEntry.tender_id)
        .where(BidEntry.provider_id == provider_id, BidEntry.tender_id != tender_id, sent)
        .where(Notice.deadline_at <= clock.now())
        .options(defer(Notice.document), joinedload(Notice.authority))
        .order_by(Notice.deadline_at.desc(), Notice.id)
        .limit(MOST_EARLIER)
    ).all()


def _rank() -> ColumnElement[int]:
    is_open = and_(Notice.deadline_at > clock.now(), ~Notice.end.has())
    can_send = and_(is_open, BidEntry.state != "submitted")
    return case(
        (or_(BidEntry.state == "answered", BidEntry.answer_by > clock.now()), 0),
        (can_send, 1),
        (BidEntry.state == "submitted", 2),
        else_=3,
    )
