"""Somebody who has a bid already is kept from it: their marks stay, and no longer count (R15)."""

from __future__ import annotations

import uuid

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.bids.queries import origins_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Declaration, Seat, Sheet
from portal.evaluation.models_conflicts import KeptOut
from portal.evaluation.pulse import beat
from portal.evaluation.queries import seats_of
from portal.specifications.models import Group
from portal.tenders.models import Tender


def keep_out_of(
    actor: Actor, tender: Tender, seat: Seat, bid_id: uuid.UUID, *, is_told: bool
) -> None:
    """Take what a seat says about a bid out of the count from now on; nothing is deleted (R15)."""
    seat = db.session.get_one(Seat, (tender.authority_id, seat.sheets_seat_id))
    has_sheet = db.session.query(Sheet.id).filter_by(seat_id=seat.id, bid_id=bid_id).first()
    facts = {"seat_id": seat.id, "bid_id": bid_id, "is_told": is_told}
    if not has_sheet or db.session.query(KeptOut.id).filter_by(**facts).first():
        return
    db.session.add(KeptOut(tender_id=tender.id, kept_at=clock.now(), **facts))
    beat(tender)
    bid = db.session.get_one(Bid, (tender.authority_id, bid_id))
    group = db.session.get_one(Group, (tender.authority_id, seat.group_id)).slug
    sealed = {"person": seat.person_id, "label": bid.label, "is_told": is_told}
    told = {"group": group, "holder": seat.person_id}
    record("conflict:kept-out", actor, tender.id, **told, **sealed)


def keep_out_of_bidders(actor: Actor, tender: Tender, declared: Declaration) -> None:
    """The same for the bid of a bidder by name: the name becomes a bid here alone, and neither who
    declares nor who decides learns which (R16)."""
    seat = next((each for each in seats_of(tender) if each.id == declared.seat_id), None)
    for bid_id, origin in origins_of(tender).items():
        if seat and origin.provider_id == declared.provider_id:
            keep_out_of(actor, tender, seat, bid_id, is_told=False)
