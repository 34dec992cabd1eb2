"""Nobody is promised what isn't kept: a time needs a mail, and what waits is told again (P25)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from portal.accounts.models import SAFEGUARDING
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.safety.promises import due
from tests import make, make_safety
from tests.make_safety import PHRASE

MONDAY, FRIDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 29)


@pytest.mark.parametrize(
    ("within", "received_on", "last"),
    [
        ("same-day", MONDAY, MONDAY),
        ("same-day", SUNDAY, SUNDAY + timedelta(days=1)),
        ("next-day", MONDAY, MONDAY + timedelta(days=1)),
        ("next-day", FRIDAY, FRIDAY + timedelta(days=3)),
        ("three-days", FRIDAY, FRIDAY + timedelta(days=5)),
        ("three-days", SUNDAY, SUNDAY + timedelta(days=4)),
    ],
)
def test_days_are_counted_from_monday_to_friday(within: str, received_on: date, last: date) -> None:
    assert due(within, received_on) == last


def test_no_time_is_promised_where_no_mail_reaches_a_holder(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    lead = house.staff[SAFEGUARDING]
    young = make.client_of(quick_app, make_safety.evaluator(house))
    assert "by the end of the next day" in young.get("/ambleford/help").text
    assert (
        "has an email address here"
        not in make.client_of(quick_app, lead).get("/ambleford/safety/answers").text
    )
    with make.writing(house.id):
        renamed = "update person set email = null, sign_in_name = 'otter' where email = :email"
        db.session.execute(text(renamed), {"email": lead.account})
    for page in ("help", "upset", "help/sent"):
        shown = young.get(f"/ambleford/{page}").text
        assert "They see it when they next sign in." in shown
        assert "They answer" not in shown
    answers = make.client_of(quick_app, lead).get("/ambleford/safety/answers").text
    assert "has an email address here" in answers


def test_what_waits_past_the_promised_time_is_told_again_in_the_same_words(app: Flask) -> None:
    house = make_safety.house_with_lock()
    lead = house.staff[SAFEGUARDING]
    make_safety.put_in(house, make_safety.evaluator(house))

    def mails() -> list[tuple[str, str, str]]:
        with make.looking():
            return [(each.to, each.subject, each.body) for each in db.session.scalars(select(Mail))]

    def remind() -> None:
        done = app.test_cli_runner().invoke(args=["safety", "remind"])
        assert (done.exit_code, done.output) == (0, "")

    first = mails()
    assert [to for to, _subject, _body in first] == [lead.account]
    remind()
    assert mails() == first
    with clock.at(clock.now() + timedelta(days=5)):
        remind()
        assert mails() == first * 2
        make.client_of(app, lead).submit("/ambleford/safety", {"phrase": PHRASE})
        remind()
        assert mails() == first * 2
