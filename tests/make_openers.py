"""Builders of opening officers: two with a phrase, a recovery code, and how they open bids."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.bids.models import Bid
from portal.bids.opening import bring_share
from portal.core import sealing
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.sealing import Cost
from portal.tenders.models import Tender
from portal.tenders.openers import ceremony
from portal.tenders.openers import operations as act
from portal.tenders.openers.models import FIRST, OFFICERS, RECOVERY, SEATS, SECOND
from tests import make

sealing.COST = Cost(time=1, memory=64, lanes=1)
"""What a test tries, nobody else wants to guess."""

PHRASES = {FIRST: "seven kites above a harbour", SECOND: "two lamps and a long road"}
LETTERS = "abcdefghjkmnpqrstuvwxyz2"
CODE = LETTERS + ceremony._check(LETTERS)


def private_of(seat: str, tender_id: uuid.UUID) -> bytes:
    """A holder's own key: the same in all processes of a session, which share databases."""
    if seat == RECOVERY:
        return ceremony.private_of_code(CODE, tender_id)
    return bytes([SEATS.index(seat) + 1] * 32)


def actors_of(house: make.House) -> dict[str, Actor]:
    """Who sits where: participation lead and approver, and the lead keeps the code."""
    order = [each for each in (PARTICIPATION, APPROVER, AUDITOR, LEAD) if each in house.staff]
    people = [house.staff[each].actor for each in order if each != LEAD]
    people += [house.staff[LEAD].actor]
    return {FIRST: people[0], SECOND: people[1], RECOVERY: house.lead.actor}


def get_ready(house: make.House, tender: Tender, rehearsed: bool = True) -> None:
    """Officers are named and ready, the code is made, and the opening is rehearsed."""
    actors = actors_of(house)
    people: dict[str, Any] = {seat: actors[seat].person_id for seat in OFFICERS}
    act.name_officers(house.lead.actor, tender, people)
    db.session.flush()
    for seat in OFFICERS:
        be_ready(tender, actors[seat], private_of(seat, tender.id), PHRASES[seat])
    code = private_of(RECOVERY, tender.id)
    act.make_recovery(actors[RECOVERY], tender, sealing.public_key_of(code))
    db.session.flush()
    if rehearsed:
        rehearse(house, tender)


def rehearse(house: make.House, tender: Tender) -> None:
    """Both officers try whether they can open what is sealed."""
    actors = actors_of(house)
    for seat in OFFICERS:
        act.rehearse(actors[seat], tender, seat, private_of(seat, tender.id))
        db.session.flush()


def be_ready(tender: Tender, actor: Actor, private: bytes, phrase: str) -> None:
    """An officer chooses their phrase."""
    assert actor.person_id
    place = ceremony.place_of_phrase(tender.id, actor.person_id)
    wrapped = sealing.wrap(private, phrase, place)
    act.choose_phrase(actor, tender, sealing.public_key_of(private), wrapped)
    db.session.flush()


def open_bids(
    house: make.House, tender_id: uuid.UUID, seats: tuple[str, str] = OFFICERS
) -> list[Bid]:
    """Two of three open the bids, in the house's open transaction."""
    actors = actors_of(house)
    tender = db.session.query(Tender).filter_by(id=tender_id).one()
    opened = None
    for seat in seats:
        opened = bring_share(actors[seat], tender, seat, private_of(seat, tender.id))
        db.session.flush()
    assert opened is not None
    return opened


def open_on_pages(app: Flask, house: make.House, here: str) -> None:
    """Both officers take their turn, each in a browser of their own."""
    people = {each.actor: each for each in house.staff.values()}
    for seat, actor in list(actors_of(house).items())[:2]:
        client = make.client_of(app, people[actor])
        answer = client.submit(f"{here}/opening", {"phrase": PHRASES[seat]})
        assert answer.status_code == 303, answer.text
