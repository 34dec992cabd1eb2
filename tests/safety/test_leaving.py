"""Who leaves opens nothing; the last reader stays; who comes back reads what was theirs (R31)."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from portal.accounts import operations as accounts
from portal.accounts.models import DEPUTY, SAFEGUARDING, Person, Role
from portal.core.database import db
from portal.safety.models import SafetyAccess
from tests import make, make_safety
from tests.make_safety import CHOSEN, CODE, OWN, PHRASE, STORE, opened


def test_who_left_cannot_come_back_to_the_store(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    deputy = house.staff[DEPUTY]
    make_safety.give_code(house, deputy)
    second = make.client_of(quick_app, deputy)
    second.submit(f"{STORE}/code", {"phrase": CODE} | CHOSEN)
    with make.writing(house.id):
        accounts.end_role(house.lead.actor, db.session.get_one(Role, deputy.role_id))
    assert second.get(STORE).status_code == 404
    make_safety.put_in(house, make_safety.evaluator(house))
    opened(make.client_of(quick_app, house.staff[SAFEGUARDING]))
    with make.looking(house.id):
        left = db.session.scalars(select(SafetyAccess.person_id)).all()
        assert left == [house.staff[SAFEGUARDING].actor.person_id]


def test_the_last_who_can_open_the_store_keeps_their_role_until_another_is_in(app: Flask) -> None:
    """Else whoever a worry is about could silence it (R31)."""
    house = make_safety.house_with_lock()
    lead, deputy = house.staff[SAFEGUARDING], house.staff[DEPUTY]
    client = make.client_of(app, house.lead)
    end = f"/ambleford/people/{lead.role_id}/end"
    assert f"{lead.name} has to let another holder in first" in client.submit(end).text
    make_safety.put_in(house, make_safety.evaluator(house))
    assert make_safety.WORRY["words"] in opened(make.client_of(app, lead))
    make_safety.give_code(house, deputy)
    make.client_of(app, deputy).submit(f"{STORE}/code", {"phrase": CODE} | CHOSEN)
    assert client.submit(end).status_code == 303
    last = client.submit(f"/ambleford/people/{deputy.role_id}/end").text
    assert f"{deputy.name} has to let another holder in first" in last


def test_a_holder_who_comes_back_reads_what_was_written_for_their_lock(app: Flask) -> None:
    house = make_safety.house_with_lock()
    young, first = make_safety.evaluator(house), house.staff[SAFEGUARDING]
    make_safety.put_in(house, young, words="Before.")
    make.client_of(app, first).submit(f"{STORE}/forgotten")
    with make.writing(house.id):
        accounts.end_role(house.lead.actor, db.session.get_one(Role, first.role_id))
    second = make.staff(house, SAFEGUARDING)
    client = make.client_of(app, second)
    client.submit(f"{STORE}/lock", CHOSEN | {"answers_within": "next-day"})
    make_safety.put_in(house, young, words="After.")
    assert "Before." not in opened(client, OWN)
    with make.writing(house.id):
        person = db.session.get_one(Person, first.actor.person_id)
        role_id = accounts.grant_role(house.lead.actor, person, DEPUTY, house.id).id
    page = client.submit(f"{STORE}/let-in/{role_id}", {"phrase": OWN}).text
    code = re.search(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", page)
    assert code
    fresh = "nine gates in the morning"
    back = make.client_of(app, replace(first, role_id=role_id))
    back.submit(f"{STORE}/code", {"phrase": code[0], "new_phrase": fresh, "again": fresh})
    assert "After." in opened(back, fresh)
    assert "Before." in opened(back), "the phrase of their own time opens what was written then"
    assert (
        "isn’t your opening phrase"
        in back.submit(f"{STORE}/let-in/{second.role_id}", {"phrase": PHRASE}).text
    )
    joined = {"phrase": PHRASE, "new_phrase": fresh, "again": fresh}
    assert back.submit(f"{STORE}/phrase", joined).location == STORE
    both = opened(back, fresh)
    assert "Before." in both
    assert "After." in both


def test_a_holder_who_died_does_not_keep_the_store_from_a_new_lock(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    lead = house.staff[SAFEGUARDING]

    def say_gone(*args: str) -> str:
        return quick_app.test_cli_runner().invoke(args=["safety", "gone", *args]).output

    for wrong in (("nowhere", lead.account), (house.slug, "who"), (house.slug, house.lead.account)):
        assert "Error" in say_gone(*wrong)
    assert "Their role can be ended now" in say_gone(house.slug, lead.account)
    end = f"/ambleford/people/{lead.role_id}/end"
    assert make.client_of(quick_app, house.lead).submit(end).status_code == 303
    client = make.client_of(quick_app, make.staff(house, SAFEGUARDING))
    client.submit(f"{STORE}/lock", CHOSEN | {"answers_within": "next-day"})
    make_safety.put_in(house, make_safety.evaluator(house))
    assert make_safety.WORRY["words"] in opened(client, OWN)
    with make.looking(house.id):
        left = db.session.scalars(select(SafetyAccess.person_id)).all()
        assert lead.actor.person_id in left, "a copy that nobody else has is never destroyed"
