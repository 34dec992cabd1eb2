"""The demo's opening officers: they are named, choose phrases, rehearse, and open the bids."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from portal.bids.opening import bring_share
from portal.core import sealing
from portal.core.database import db
from portal.core.sealing import Cost
from portal.demo.people import House, acting
from portal.tenders.models import Tender
from portal.tenders.openers import ceremony
from portal.tenders.openers import operations as act
from portal.tenders.openers.models import FIRST, OFFICERS, RECOVERY, SECOND
from portal.tenders.openers.queries import openers_of

SEATS = {FIRST: "participation_lead", SECOND: "approver", RECOVERY: "procurement_lead"}
PHRASES = {FIRST: "nine lanterns on a slow river", SECOND: "a green ladder behind the mill"}
CHEAP = Cost(time=1, memory=64, lanes=1)
"""What is printed for everybody needn't be dear to guess."""


def name_officers(house: House, tender_id: uuid.UUID, at: datetime) -> None:
    """The lead names both, each chooses a phrase, the lead makes the code, and they rehearse."""
    with acting(at, house.id), sealing.at_cost(CHEAP):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        people = {seat: house.staff[SEATS[seat]].person_id for seat in OFFICERS}
        act.name_officers(
            house.staff[SEATS[RECOVERY]], tender, {k: v for k, v in people.items() if v}
        )
        db.session.flush()
        for seat in OFFICERS:
            _choose(house, tender, seat)
        code = ceremony.private_of_code(ceremony.new_code(), tender_id)
        act.make_recovery(house.staff[SEATS[RECOVERY]], tender, sealing.public_key_of(code))
        db.session.flush()
        for seat in OFFICERS:
            actor = house.staff[SEATS[seat]]
            act.rehearse(actor, tender, seat, _own_key(house, tender, seat))
            db.session.flush()


def _choose(house: House, tender: Tender, seat: str) -> None:
    actor, private = house.staff[SEATS[seat]], sealing.new_private_key()
    assert actor.person_id
    place = ceremony.place_of_phrase(tender.id, actor.person_id)
    wrapped = sealing.wrap(private, PHRASES[seat], place)
    act.choose_phrase(actor, tender, sealing.public_key_of(private), wrapped)
    db.session.flush()


def _own_key(house: House, tender: Tender, seat: str) -> bytes:
    row = openers_of(tender).rows[seat]
    return ceremony.private_of(row.wrapped or {}, PHRASES[seat], tender.id, row.person_id)


def open_bids(house: House, tender_id: uuid.UUID, at: datetime) -> None:
    """Both officers take their turn after the deadline."""
    for minutes, seat in enumerate(OFFICERS):
        with acting(at + timedelta(minutes=minutes), house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            actor, private = house.staff[SEATS[seat]], _own_key(house, tender, seat)
            bring_share(actor, tender, seat, private)
