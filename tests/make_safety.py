"""Builders of safety stores: a lock, holders who can open it, and what was put in."""

from __future__ import annotations

from typing import Any

from portal.accounts.models import (
    DEPUTY,
    EVALUATOR,
    HOLDERS,
    LEAD,
    PARTICIPATION,
    SAFEGUARDING,
)
from portal.core import sealing
from portal.core.database import db
from portal.core.sealing import Cost
from portal.safety import locks
from portal.safety import operations as act
from portal.safety.queries import access_of, entries, store_of
from tests import make
from tests.client import Client
from tests.shelf import shelved

PHRASE = "seven herons under a bridge"
CODE = "aaaa-bbbb-cccc-dddd-eeee"
WORRY = {"kind": "help", "words": "It is too loud at home.", "reach": "meet", "where": ""}

STORE = "/ambleford/safety"
OWN = "two lamps and a long road"
CHOSEN = {"new_phrase": OWN, "again": OWN}

sealing.COST = Cost(time=1, memory=64, lanes=1)
"""What a test tries, nobody else wants to guess."""


def opened(client: Client, phrase: str = PHRASE) -> str:
    """What the holder reads with a phrase."""
    return client.submit(STORE, {"phrase": phrase}).text


@shelved
def house_with_lock(slug: str = "ambleford") -> make.House:
    """An authority whose safeguarding lead can open the store; its deputy can't yet."""
    house = make.house(slug, LEAD, PARTICIPATION, SAFEGUARDING, DEPUTY)
    fit_lock(house, house.staff[SAFEGUARDING])
    return house


def fit_lock(house: make.House, lead: make.Human) -> None:
    """The lead's lock on the authority's store."""
    assert lead.actor.person_id
    lock = locks.new_lock(house.id, lead.actor.person_id, PHRASE, "next-day")
    with make.writing(house.id):
        act.fit_lock(store_of(house.id), lock)


def give_code(house: make.House, human: make.Human) -> None:
    """A code that waits for another holder."""
    assert human.actor.person_id
    with make.writing(house.id):
        private = private_of(house)
        key = store_of(house.id).key
        assert key
        act.give_code(locks.code_for(key, human.actor.person_id, private, CODE))


def private_of(house: make.House) -> bytes:
    """What the lead's phrase opens, in the session that is open."""
    key = store_of(house.id).key
    access = access_of(key, house.staff[SAFEGUARDING].actor.person_id)
    assert key
    assert access
    return locks.private_key(key, access, PHRASE)


@shelved
def evaluator(house: make.House, kind: str = "young") -> make.Human:
    """Somebody who marks a tender of the house."""
    return make.staff(house, EVALUATOR, tender_id=make.tender(house), kind=kind)


def put_in(house: make.House, human: make.Human, **worry: Any) -> None:
    """What somebody wrote."""
    with make.writing(house.id):
        act.put_in(human.actor, make.authority_of(house), WORRY | worry)
        db.session.flush()


def store_with_doors(house: make.House, writer: make.Human) -> tuple[make.Human, make.Human]:
    """Lead and deputy of a store where all pages can be reached: new, closed, and a code waits."""
    lead, deputy = (make.staff(house, role) for role in HOLDERS)
    house.staff |= {SAFEGUARDING: lead, DEPUTY: deputy}
    fit_lock(house, lead)
    give_code(house, deputy)
    put_in(house, writer)
    with make.writing(house.id):
        act.close(entries(closed=False)[0])
    put_in(house, writer)
    return lead, deputy
