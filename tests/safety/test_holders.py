"""The lead makes the lock, lets the deputy in, and both read, note and close; nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import AUTHORITY_ROLES, DEPUTY, LEAD, SAFEGUARDING
from portal.core import clock
from portal.core.database import db
from portal.safety.models import SafetyCode, SafetyEntry
from portal.safety.queries import numbers, store_of
from tests import make, make_safety
from tests.client import token_of
from tests.make_safety import CHOSEN, CODE, OWN, PHRASE, STORE, opened
from tests.statements import counted


def test_the_first_lead_makes_the_lock_lets_the_deputy_in_and_both_read(app: Flask) -> None:
    house = make.house("ambleford", LEAD, SAFEGUARDING, DEPUTY)
    lead, deputy = (make.client_of(app, house.staff[role]) for role in (SAFEGUARDING, DEPUTY))
    assert "no lock" in deputy.get(STORE).text
    assert "Make the lock" in lead.get(STORE).text
    made = lead.submit(f"{STORE}/lock", CHOSEN | {"answers_within": "same-day"})
    assert made.location == STORE
    young = make_safety.evaluator(house)
    make_safety.put_in(house, young)
    assert "You can’t open it yet" in deputy.get(STORE).text
    to_deputy = f"{STORE}/let-in/{house.staff[DEPUTY].role_id}"
    code = re.search(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", lead.submit(to_deputy, {"phrase": OWN}).text)
    assert code
    phrase = "five kettles on a green shelf"
    typed = {"phrase": f" {code[0].upper()} ", "new_phrase": phrase, "again": phrase}
    assert deputy.submit(f"{STORE}/code", typed).location == STORE
    for client, own in ((lead, OWN), (deputy, phrase)):
        assert make_safety.WORRY["words"] in opened(client, own)
    assert deputy.get(f"{STORE}/code").status_code == 403, "a code works once"
    assert "isn’t your opening phrase" in opened(deputy, OWN)


def test_a_phrase_has_to_be_long_varied_and_typed_twice(quick_app: Flask) -> None:
    house = make.house("ambleford", SAFEGUARDING)
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    for phrase, again, says in (
        ("short", "short", "16 characters or more"),
        ("ababababababababab", "ababababababababab", "harder to guess"),
        (OWN, f"{OWN}s", "Type the same phrase both times"),
    ):
        typed = {"new_phrase": phrase, "again": again, "answers_within": "next-day"}
        page = client.submit(f"{STORE}/lock", typed).text
        assert says in page
        assert phrase not in page
    with make.looking(house.id):
        assert store_of(house.id).key is None


def test_a_wrong_phrase_is_refused_beside_its_field_and_not_for_ever(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    make_safety.put_in(house, make_safety.evaluator(house))
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    opened(client)
    wrong = {"phrase": "seven herons under a fridge", "csrf_token": token_of(client.get(STORE))}
    for _ in range(10):
        page = client.post(STORE, data=wrong)
        assert page.status_code == 200
        assert 'id="phrase-error"' in page.text
        assert "isn’t your opening phrase" in page.text
        assert make_safety.WORRY["words"] not in page.text
    assert client.submit(STORE, {"phrase": PHRASE}).status_code == 429
    changed = {"phrase": PHRASE} | CHOSEN
    assert client.submit(f"{STORE}/phrase", changed).status_code == 429


def test_what_is_new_is_counted_until_it_is_opened_and_who_opened_it_is_noted(
    quick_app: Flask,
) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    assert "Nothing waits" in client.get("/home").text
    make_safety.put_in(house, make_safety.evaluator(house))
    assert "1 new in the safety store" in client.get("/home").text
    assert ">New<" in opened(client)
    assert "1 waits in the safety store" in client.get("/home").text
    again = opened(client)
    assert ">New<" not in again
    assert again.count("Opened it for the first time.") == 1
    assert f"{house.staff[SAFEGUARDING].name}</span><br>Opened it for the first time." in again


def test_notes_are_added_and_an_entry_is_closed(app: Flask) -> None:
    house = make_safety.house_with_lock()
    make_safety.put_in(house, make_safety.evaluator(house))
    client = make.client_of(app, house.staff[SAFEGUARDING])
    form = re.search(r'action="([^"]+/note)"', opened(client))
    assert form
    empty = client.submit(form[1], at=STORE)
    assert "Write what you did" in empty.text
    assert client.submit(form[1], {"words": "Rang her aunt."}, at=STORE).location == STORE
    assert "Rang her aunt." in opened(client)
    done = {"words": "All is well.", "close": "y"}
    assert client.submit(form[1], done, at=STORE).location == STORE
    assert "Nothing is waiting" in client.get(STORE).text
    closed = client.submit(f"{STORE}/closed", {"phrase": PHRASE}).text
    for words in (make_safety.WORRY["words"], "Rang her aunt.", "All is well.", "Closed on"):
        assert words in closed
    assert closed.index("Rang her aunt.") < closed.index("All is well.")


def test_opening_asks_the_database_as_often_for_one_entry_as_for_many(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    young = make_safety.evaluator(house)
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])

    def statements() -> int:
        opened(client)  # what is opened first is noted once
        with counted() as found:
            opened(client)
        return len(found)

    make_safety.put_in(house, young)
    once = statements()
    for _ in range(4):
        make_safety.put_in(house, young)
    assert statements() == once


def test_changing_ones_phrase_leaves_the_others(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    make_safety.put_in(house, make_safety.evaluator(house))
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    wrong = client.submit(f"{STORE}/phrase", {"phrase": "not mine at all, no"} | CHOSEN)
    assert "isn’t your opening phrase" in wrong.text
    assert client.submit(f"{STORE}/phrase", {"phrase": PHRASE} | CHOSEN).location == STORE
    assert "isn’t your opening phrase" in opened(client)
    assert make_safety.WORRY["words"] in opened(client, OWN)


def test_a_code_ends_after_a_week_and_when_a_newer_one_is_made(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    deputy = house.staff[DEPUTY]
    make_safety.give_code(house, deputy)
    make_safety.give_code(house, deputy)
    client = make.client_of(quick_app, deputy)
    with make.looking(house.id):
        assert len(db.session.scalars(select(SafetyCode)).all()) == 1
    wrong = client.submit(f"{STORE}/code", {"phrase": "aaaa-bbbb"} | CHOSEN)
    assert "isn’t the code" in wrong.text
    with clock.at(clock.now() + timedelta(days=8)):
        assert client.get(f"{STORE}/code").status_code == 403
        assert "Use the code" not in client.get(STORE).text
    assert client.submit(f"{STORE}/code", {"phrase": CODE} | CHOSEN).location == STORE


def test_a_lost_phrase_is_made_good_by_the_other_holder(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    make_safety.put_in(house, make_safety.evaluator(house))
    lead, deputy = house.staff[SAFEGUARDING], house.staff[DEPUTY]
    make_safety.give_code(house, deputy)
    second = make.client_of(quick_app, deputy)
    second.submit(f"{STORE}/code", {"phrase": CODE} | CHOSEN)
    first = make.client_of(quick_app, lead)
    assert f"<bdi>{deputy.name}</bdi> can let you in again" in first.get(f"{STORE}/forgotten").text
    first.submit(f"{STORE}/forgotten")
    assert first.get(f"{STORE}/lock").status_code == 403, "the deputy can still open it"
    let_in = second.submit(f"{STORE}/let-in/{lead.role_id}", {"phrase": OWN}).text
    code = re.search(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", let_in)
    assert code
    fresh = "nine gates in the morning"
    first.submit(f"{STORE}/code", {"phrase": code[0], "new_phrase": fresh, "again": fresh})
    assert make_safety.WORRY["words"] in opened(first, fresh)


def test_when_all_have_forgotten_nothing_is_taken_until_there_is_a_new_lock(
    quick_app: Flask,
) -> None:
    house = make_safety.house_with_lock()
    young = make_safety.evaluator(house)
    make_safety.put_in(house, young, words="Before.")
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    assert "Nobody else can open the store" in client.get(f"{STORE}/forgotten").text
    client.submit(f"{STORE}/forgotten")
    assert "<textarea" not in make.client_of(quick_app, young).get("/ambleford/help").text
    assert "it still opens the store" in client.get(STORE).text
    assert "nobody can open it with the new one" in client.get(f"{STORE}/lock").text
    client.submit(f"{STORE}/lock", CHOSEN | {"answers_within": "next-day"})
    make_safety.put_in(house, young, words="After.")
    page = opened(client, OWN)
    assert "After." in page
    assert "Before." not in page
    assert "it can’t be opened" in page


def test_a_phrase_that_comes_back_opens_the_store_again(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    make_safety.put_in(house, make_safety.evaluator(house))
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    client.submit(f"{STORE}/forgotten")
    assert make_safety.WORRY["words"] in opened(client)
    assert "You have said that you can’t remember" not in client.get(STORE).text


def test_the_promise_is_what_people_who_write_are_told(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    client.submit(f"{STORE}/answers", {"answers_within": "three-days"})
    page = make.client_of(quick_app, make_safety.evaluator(house)).get("/ambleford/help").text
    assert "They answer within 3 days" in page


@pytest.mark.parametrize("role", [r for r in AUTHORITY_ROLES if r not in (SAFEGUARDING, DEPUTY)])
def test_no_other_role_learns_that_something_is_there(quick_app: Flask, role: str) -> None:
    house = make_safety.house_with_lock()
    make_safety.put_in(house, make_safety.evaluator(house))
    with make.looking(house.id):
        entry_id = db.session.scalars(select(SafetyEntry.id)).one()
    client = make.client_of(quick_app, make.staff(house, role))
    before = client.get("/home").text
    for page in ("", "/closed", "/lock", "/code", "/phrase", "/forgotten", "/answers"):
        assert client.get(f"{STORE}{page}").status_code == 404
    let_in = f"{STORE}/let-in/{house.staff[DEPUTY].role_id}"
    for page in (STORE, let_in, f"{STORE}/{entry_id}/note"):
        token = {"csrf_token": token_of(client.get("/password"))}
        assert client.post(page, data=token | {"phrase": PHRASE}).status_code == 404
    assert "safety store" not in before


def test_another_authoritys_holder_opens_neither_store_nor_entry(quick_app: Flask) -> None:
    house, other = (make_safety.house_with_lock(slug) for slug in ("ambleford", "northmere"))
    make_safety.put_in(house, make_safety.evaluator(house))
    with make.looking(house.id):
        entry_id = db.session.scalars(select(SafetyEntry.id)).one()
    client = make.client_of(quick_app, other.staff[SAFEGUARDING])
    assert client.get(STORE).status_code == 404
    own = "/northmere/safety"
    for page in (f"{STORE}/{entry_id}/note", f"{own}/{entry_id}/note"):
        assert client.submit(page, {"words": "x"}, at=own).status_code == 404
    stranger = house.staff[DEPUTY].role_id
    assert client.get(f"{own}/let-in/{stranger}").status_code == 404
    with make.looking(other.id):
        assert numbers().waiting == 0
