"""The demo's safety store: a lock, two who can open it, and what one young evaluator wrote."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from portal.accounts.models import DEPUTY, SAFEGUARDING, Authority
from portal.accounts.queries import person_by_account, roles_of
from portal.accounts.signed_in import actor_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.demo.people import House, acting
from portal.safety import locks
from portal.safety import operations as safety
from portal.safety.queries import store_of

WITH_LOCK = "ambleford"
"""The authority whose store has a lock; in the other one it can be made by hand."""

PHRASE = "a lantern for every stair"
"""Both holders' in the demo; its people are invented."""

HOURS = {
    SAFEGUARDING: ([0, 1, 2, 3, 4], time(9), time(17)),
    DEPUTY: ([1, 3, 5, 6], time(17), time(20)),
}
"""Weekdays from Monday (0) on, and from when to when."""

WORRY = {
    "kind": "upset",
    "words": "The bit about the boy who looks after his mum at night. That is like home. I had to"
    " stop reading. I would like to talk to somebody, but not with my dad there.",
    "reach": "text",
    "where": "07700 900461, after school. Please do not leave a message.",
}


def ask_for_help(house: House, cast: dict[str, Any], since: datetime, loaded_at: datetime) -> None:
    """The lead makes the lock, the deputy is let in, and a young person writes to them."""
    lead, deputy = house.staff[SAFEGUARDING], house.staff[DEPUTY]
    assert lead.person_id
    assert deputy.person_id
    lock = locks.new_lock(house.id, lead.person_id, PHRASE, "next-day")
    private = locks.private_key(lock.key, lock.access, PHRASE)
    access = locks.access_for(lock.key, deputy.person_id, private, PHRASE)
    with acting(since, house.id):
        safety.fit_lock(store_of(house.id), lock)
        db.session.flush()
        safety.take_up(access)
        db.session.flush()
        _say_hours(house)
    account = cast["copies"]["marking"]["evaluators"]["y1"]["sign_in"]
    with acting(loaded_at - timedelta(hours=3), house.id):
        authority = db.session.get_one(Authority, house.id)
        safety.put_in(_evaluator(account), authority, WORRY)


def _say_hours(house: House) -> None:
    """The lead reads on weekdays, the deputy on two evenings and at the weekend too."""
    store = store_of(house.id)
    for role, (days, opens, closes) in HOURS.items():
        safety.say_hours(house.staff[role], store, days, opens, closes, on_holidays=False)


def _evaluator(account: str) -> Actor:
    person = person_by_account(account)
    assert person
    return actor_of(person.id, roles_of(person.id)[0])
