"""What is weighed before a word on the decision, without reading every record: talks at which
somebody was who is kept from the bid (R16), and records that somebody disagrees with (R13)."""

from __future__ import annotations

from sqlalchemy import and_, exists, func, select, union_all
from sqlalchemy.orm import aliased

from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import Dissent, Moderation, Presence, Seat, SeatPair, Sheet, Voided
from portal.evaluation.models_conflicts import KeptOut
from portal.specifications.models import Criterion
from portal.tenders.models import Tender


def breached_parts(tender: Tender) -> list[tuple[str, str]]:
    """The label of the bid and the criterion's title of each record that stands, with somebody
    present who never had the bid or was kept from it since; who doesn't count isn't asked about."""
    kept = _kept_from(tender)
    if not kept:
        return []
    last = (
        select(Moderation.bid_id, Moderation.criterion_id, func.max(Moderation.version).label("v"))
        .where(Moderation.tender_id == tender.id, Moderation.bid_id.in_({b for _, b in kept}))
        .group_by(Moderation.bid_id, Moderation.criterion_id)
        .subquery()
    )
    stands = and_(
        Moderation.bid_id == last.c.bid_id,
        Moderation.criterion_id == last.c.criterion_id,
        Moderation.version == last.c.v,
    )
    rows = db.session.execute(
        select(Presence.seat_id, Moderation.bid_id, Bid.label, Criterion.title)
        .join(Moderation, Presence.moderation_id == Moderation.id)
        .join(last, stands)
        .join(Bid, Moderation.bid_id == Bid.id)
        .join(Criterion, Moderation.criterion_id == Criterion.id)
        .order_by(Criterion.position, Bid.label)
    )
    found = [(label, title) for seat, bid, label, title in rows if (seat, bid) in kept]
    return list(dict.fromkeys(found))


def dissented_parts(tender: Tender) -> list[tuple[str, str]]:
    """The label of the bid and the criterion's title of each record that stands, with which
    somebody who was there doesn't agree; why stands in the minutes (R13)."""
    newer = aliased(Moderation)
    is_last = ~exists().where(
        newer.bid_id == Moderation.bid_id,
        newer.criterion_id == Moderation.criterion_id,
        newer.version > Moderation.version,
    )
    rows = db.session.execute(
        select(Bid.label, Criterion.title)
        .select_from(Dissent)
        .join(Moderation, Dissent.moderation_id == Moderation.id)
        .join(Bid, Moderation.bid_id == Bid.id)
        .join(Criterion, Moderation.criterion_id == Criterion.id)
        .where(Dissent.tender_id == tender.id, is_last)
        .order_by(Criterion.position, Bid.label)
    )
    return list(dict.fromkeys((label, title) for label, title in rows))


def _kept_from(tender: Tender) -> set[tuple[object, object]]:
    """Each seat that counts, with each bid that it never had or is kept from since."""
    gone = exists().where(Voided.seat_id == Seat.id, Voided.bid_id.is_(None))
    beside = exists().where(SeatPair.id == Seat.id)
    mine = Seat.tender_id == tender.id
    counts = select(Seat.id, Seat.tender_id).where(mine, ~gone, ~beside).subquery()
    never = (
        select(counts.c.id, Bid.id.label("bid_id"))
        .join_from(counts, Bid, Bid.tender_id == counts.c.tender_id)
        .except_(select(Sheet.seat_id, Sheet.bid_id).where(Sheet.tender_id == tender.id))
        .subquery()
    )
    since = select(counts.c.id, KeptOut.bid_id).join(counts, KeptOut.seat_id == counts.c.id)
    rows = db.session.execute(union_all(select(never), since))
    return {(seat_id, bid_id) for seat_id, bid_id in rows}
