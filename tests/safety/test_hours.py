"""Pages on which people write say when somebody reads, and whether anybody does now (P25)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from flask import Flask

from portal.accounts import operations as accounts
from portal.accounts.models import DEPUTY, PARTICIPATION, SAFEGUARDING, Role
from portal.core import clock
from portal.core.clock import LONDON
from portal.core.database import db
from portal.record.erasure.operations import erase
from portal.safety import operations as act
from portal.safety.hours import next_opening, reads_at
from portal.safety.hours_words import days_words
from portal.safety.models import SafetyHours
from portal.safety.queries import store_of
from tests import make, make_safety
from tests.client import Client

PAGE = "/ambleford/safety/hours"
WEEK = ["0", "1", "2", "3", "4"]
HOURS = {"days": WEEK, "opens": "09:00", "closes": "17:00", "on_holidays": "no"}
OFFICE = SafetyHours(days=[0, 1, 2, 3, 4], opens=time(9), closes=time(17), on_holidays=False)


def london(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 in the United Kingdom."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "reads", "opening"),
    [
        (london(11, 24, 9), True, london(11, 25, 9)),
        (london(11, 24, 8, 59), False, london(11, 24, 9)),
        (london(11, 24, 17), False, london(11, 25, 9)),
        (london(11, 28, 12), False, london(11, 30, 9)),
        (london(7, 7, 8, 30), False, london(7, 7, 9)),  # by summer time
        (london(12, 24, 18), False, london(12, 29, 9)),  # Christmas, a weekend, Boxing Day's Monday
    ],
)
def test_hours_are_of_london_and_stop_on_bank_holidays(
    moment: datetime, reads: bool, opening: datetime
) -> None:
    assert reads_at(OFFICE, moment) is reads
    assert next_opening([OFFICE], moment) == opening


def test_who_reads_on_bank_holidays_says_so_and_a_week_without_a_day_promises_nothing() -> None:
    always = SafetyHours(days=[4], opens=time(9), closes=time(17), on_holidays=True)
    assert reads_at(always, london(12, 25, 10))
    assert date(2026, 12, 25).weekday() == 4
    never = SafetyHours(days=[], opens=time(9), closes=time(17), on_holidays=True)
    assert next_opening([never], london(12, 25, 10)) is None


def test_days_are_said_as_people_say_them(quick_app: Flask) -> None:
    assert days_words(range(7)) == "every day"
    assert days_words([4, 0, 1, 2, 3]) == "Monday to Friday"
    assert days_words([5, 6]) == "Saturday and Sunday"
    assert days_words([0, 3, 6]) == "Monday, Thursday and Sunday"
    assert days_words([2]) == "Wednesday"


def _shown(client: Client, moment: datetime, page: str = "help") -> str:
    with clock.at(moment):
        return client.get(f"/ambleford/{page}").text


def test_a_contact_says_when_they_read_and_every_page_of_help_says_what_it_means_now(
    quick_app: Flask,
) -> None:
    house = make_safety.house_with_lock()
    lead = make.client_of(quick_app, house.staff[SAFEGUARDING])
    young = make.client_of(quick_app, make_safety.evaluator(house))
    assert "reads this" not in young.get("/ambleford/help").text  # nobody has said it yet
    assert lead.submit(PAGE, HOURS).status_code == 303
    name = house.staff[SAFEGUARDING].name
    reads = f"{name} reads this Monday to Friday, 9am to 5pm, but not on bank holidays."
    for page in ("help", "upset", "help/sent"):
        shown = _shown(young, london(11, 28, 11), page)
        assert reads in shown
        assert "now Saturday, 11am, so nobody reads it before Monday, 9am. Until then" in shown
        assert "by the end of the next day" in shown  # when they answer is another thing
    open_now = f"It is now Monday, 10:05am. {name} reads until 5pm today."
    assert open_now in _shown(young, london(11, 30, 10, 5))
    assert "nobody reads it before 9am today." in _shown(young, london(11, 30, 7))
    eve = _shown(young, london(12, 25, 11))
    assert "It is now Friday, 11am, on a bank holiday, so nobody reads it before Tuesday, 9" in eve
    staff = make.client_of(quick_app, house.lead)
    for page in ("safety/hand-over", "safety/handed-over"):
        assert reads in _shown(staff, london(11, 28, 11), page)
    for words in (reads, "safety/hours"):
        assert words in lead.get(make_safety.STORE).text
    assert 'value="09:00"' in lead.get(PAGE).text
    assert lead.submit(PAGE, HOURS | {"opens": "8.30"}).status_code == 303
    assert "8:30am to 5pm" in _shown(young, london(11, 28, 11))


def test_nobody_is_said_not_to_read_where_one_contact_has_told_no_hours(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    deputy = house.staff[DEPUTY]
    make_safety.give_code(house, deputy)
    taken = {"phrase": make_safety.CODE} | make_safety.CHOSEN
    client = make.client_of(quick_app, deputy)
    assert client.submit("/ambleford/safety/code", taken).status_code == 303
    assert client.submit(PAGE, HOURS).status_code == 303
    shown = _shown(make.client_of(quick_app, make_safety.evaluator(house)), london(11, 28, 11))
    assert "Don’t count on anybody before Monday, 9am." in shown
    assert "nobody reads it" not in shown


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"days": []}, "days", "Choose the days on which you read"),
        ({"days": ["7"]}, "days", "Choose one of the answers on the page"),
        ({"opens": ""}, "opens", "Enter the time from which you read"),
        ({"opens": "nine"}, "opens", "Enter a time such as 12:00"),
        ({"closes": "09:00"}, "closes", "Enter a later time, such as 17:00"),
        ({"on_holidays": ""}, "on_holidays", "Choose whether you read on bank holidays too"),
    ],
)
def test_wrong_hours_are_refused_beside_their_field_and_nothing_is_lost(
    quick_app: Flask, wrong: dict[str, object], field: str, message: str
) -> None:
    house = make_safety.house_with_lock()
    page = make.client_of(quick_app, house.staff[SAFEGUARDING]).submit(PAGE, HOURS | wrong)
    assert page.status_code == 200
    assert f'id="{field}-error"' in page.text
    assert message in page.text
    assert str((HOURS | wrong)["closes"]) in page.text
    with make.looking(house.id):
        assert not store_of(house.id).holders[0].hours


def test_hours_of_who_left_go_when_the_store_is_next_opened(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    gone = make.staff(house, DEPUTY)
    with make.writing(house.id):
        store = store_of(house.id)
        act.say_hours(gone.actor, store, [0], time(9), time(17), on_holidays=False)
        accounts.end_role(house.lead.actor, db.session.get_one(Role, gone.role_id))
    make_safety.opened(make.client_of(quick_app, house.staff[SAFEGUARDING]))
    with make.looking(house.id):
        assert db.session.query(SafetyHours).count() == 0


def test_a_holder_reads_their_hours_about_themselves_and_they_go_when_they_are_erased(
    quick_app: Flask,
) -> None:
    house = make_safety.house_with_lock()
    gone = make.staff(house, DEPUTY)
    with make.writing(house.id):
        store = store_of(house.id)
        act.say_hours(gone.actor, store, [0], time(9), time(17), on_holidays=False)
    client = make.client_of(quick_app, gone)
    for path in ("/about-me", "/about-me/all.json"):
        assert "reads this Monday, 9am to 5pm" in client.get(path).text
    assert "When you read" not in make.client_of(quick_app, house.lead).get("/about-me").text
    with make.writing(house.id):
        accounts.end_role(house.lead.actor, db.session.get_one(Role, gone.role_id))
    assert gone.actor.person_id
    erase(house.staff[PARTICIPATION].actor, gone.actor.person_id, "told")
    with make.looking(house.id):
        assert db.session.query(SafetyHours).count() == 0
