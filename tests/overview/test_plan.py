"""All tenders beside each other, one's own calendar, and a mail that something waits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from portal.accounts.models import AUDITOR, PARTICIPATION
from portal.accounts.models_personal import DAILY, WEEKLY, CalendarFeed
from portal.accounts.personal import chosen_by, forget_personal
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.monitoring.operations import enter_contract
from portal.overview.digests import is_due, send_digests
from tests import make
from tests.make import client_of
from tests.make_specification import published_tender
from tests.statements import counted
from tests.story_monitoring import FACTS

FRIDAY = datetime(2026, 10, 2, 9, tzinfo=UTC)
SATURDAY = datetime(2026, 10, 3, 9, tzinfo=UTC)
MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)


def test_the_plan_says_when_what_is_due_and_whose_turn_it_is(quick_app: Flask) -> None:
    house = make.house()
    assert "There is no tender yet" in client_of(quick_app, house.lead).get(_plan(house)).text
    published_tender(house, title="Short breaks <for all>")
    make.tender(house, title="Youth clubs")
    client = client_of(quick_app, house.staff[AUDITOR])
    with clock.at(datetime(2026, 9, 20, 9, tzinfo=UTC)):
        page = client.get(_plan(house)).text
    assert "Short breaks &lt;for all&gt;" in page
    assert "Questions until" in page
    assert "Bids by" in page
    rows = page.split("What waits for whom")[1]
    assert "Procurement lead" in rows.split("Youth clubs")[1].split("</tr>")[0]
    found = client.get(f"{_plan(house)}?q=clubs").text
    assert "Short breaks" not in found
    other = make.house("elsewhere")
    assert client_of(quick_app, other.lead).get(_plan(house)).status_code == 404


def test_plan_and_register_ask_as_often_for_many_as_for_one(
    quick_app: Flask,
) -> None:
    house = make.house()
    client, counts = client_of(quick_app, house.lead), []
    for number in range(2):
        for _each in range(1 + 4 * number):
            make.tender(house)
            with make.writing(house.id):
                enter_contract(house.lead.actor, FACTS, None)
        with counted() as statements:
            client.get(_plan(house))
            client.get(f"/{house.slug}/contracts/")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_calendar_reads_dates_by_an_address_that_can_be_ended(
    quick_app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    house, bidder = make.house(), make.provider()
    with clock.at(datetime(2026, 9, 1, 9, tzinfo=UTC)):
        published_tender(house, title="Short breaks")
        make.tender(house, title="Not out yet")
    client, visitor = client_of(quick_app, house.lead), client_of(quick_app)
    address = _address(client.submit("/calendar/address", {}).text)
    with make.looking():
        kept = db.session.scalars(select(CalendarFeed.token_sha256)).one()
    assert kept not in address
    answer = visitor.get(address)
    assert answer.mimetype == "text/calendar"
    events = [dict(each) for each in Calendar.from_ical(answer.data).walk("VEVENT")]
    told = {str(each["SUMMARY"]) for each in events}
    assert {"Bids by: Short breaks", "Bids by: Not out yet"} <= told
    assert all(str(each["URL"]).startswith("http") for each in events)
    assert "Lead" not in answer.text
    assert house.lead.actor.person_id.hex not in answer.text.replace("-", "")  # type: ignore[union-attr]
    again = [str(e["UID"]) for e in Calendar.from_ical(visitor.get(address).data).walk("VEVENT")]
    assert again == [str(each["UID"]) for each in events]
    assert address.rsplit("/", 1)[1][:-4] not in capsys.readouterr().out
    own = _address(client_of(quick_app, bidder).submit("/calendar/address", {}).text)
    assert "VEVENT" not in visitor.get(own).text, "it hasn’t begun a bid"
    assert client.submit("/calendar/address/end", {}).status_code == 303
    assert visitor.get(address).status_code == 404


def test_a_digest_says_how_much_waits_once_a_day_or_week_and_never_what(quick_app: Flask) -> None:
    house = make.house()
    make.tender(house, title="Short breaks")
    daily, weekly = (
        client_of(quick_app, house.lead),
        client_of(quick_app, house.staff[PARTICIPATION]),
    )
    with clock.at(FRIDAY):
        assert daily.submit("/calendar", {"how_often": DAILY}).status_code == 303
        assert weekly.submit("/calendar", {"how_often": WEEKLY}).status_code == 303
        assert send_digests("https://a.example") == 0, "the first comes after today"
    with clock.at(SATURDAY):
        assert send_digests("https://a.example") == 0
    with clock.at(MONDAY):
        assert send_digests("https://a.example") >= 1
        assert send_digests("https://a.example") == 0
    with make.looking():
        mails = db.session.scalars(select(Mail).where(Mail.subject.contains("waits"))).all()
    assert "Tenders that wait for you: 1" in mails[0].body
    assert not any("Short breaks" in each.body for each in mails)
    participation = house.staff[PARTICIPATION].actor.person_id
    assert participation
    with make.writing():
        assert chosen_by(participation) == (0, [WEEKLY])
        forget_personal(participation)
        assert chosen_by(participation) == (0, [])
    assert daily.submit("/calendar", {"how_often": "never"}).status_code == 303
    with clock.at(datetime(2026, 10, 6, 9, tzinfo=UTC)):
        assert send_digests("https://a.example") == 0


def test_a_digest_comes_at_office_hours_of_working_days() -> None:
    last = date(2026, 10, 2)
    for hour, daily in ((6, False), (7, True), (16, True), (17, False)):
        with clock.at(datetime(2026, 10, 5, hour, 30, tzinfo=UTC)):
            assert is_due(DAILY, last) is daily
    with clock.at(datetime(2026, 10, 8, 9, tzinfo=UTC)):
        assert is_due(WEEKLY, last)
        assert not is_due(WEEKLY, date(2026, 10, 5))


def _plan(house: make.House) -> str:
    return f"/{house.slug}/plan"


def _address(page: str) -> str:
    found: Any = page.split('id="address">')[1].split("<")[0]
    return "/calendar/" + found.split("/calendar/")[1]
