"""Reminders: kind, at reasonable hours, only to who asked, each once, and switched off by a tap."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.evaluation.progress.reminding import is_reasonable, kind_due
from tests import make, make_evaluation
from tests.shelf import Prepared

LAST = date(2026, 11, 2)
WEEK = datetime(2026, 10, 27, 16, tzinfo=UTC)
"""A Tuesday, six days before the last day, after school."""


@pytest.mark.parametrize(
    ("hour", "minute", "day", "young", "others"),
    [
        (7, 59, 27, False, False),
        (8, 0, 27, False, True),
        (15, 29, 27, False, True),
        (15, 30, 27, True, True),
        (19, 59, 27, True, True),
        (20, 0, 27, False, False),
        (8, 0, 31, True, True),
    ],
)
def test_hours_are_reasonable_in_london_and_after_school(
    hour: int, minute: int, day: int, young: bool, others: bool
) -> None:
    moment = datetime(2026, 10, day, hour, minute, tzinfo=clock.LONDON)
    found = [is_reasonable(moment, kind) for kind in ("young", "parent", "professional")]
    assert found == [young, others, others]


def test_a_week_and_two_days_before_and_never_after() -> None:
    days = {1: "two-days", 2: "two-days", 30: None}
    assert kind_due(None, LAST) is None
    assert kind_due(LAST, date(2026, 11, 3)) is None
    for before, kind in {0: "two-days", 3: "week", 7: "week", 8: None, **days}.items():
        today = date.fromordinal(LAST.toordinal() - before)
        assert kind_due(LAST, today) == kind, before


def _send(app: Flask, at: datetime) -> str:
    with clock.at(at):
        return app.test_cli_runner().invoke(args=["reminders", "send"]).output.strip()


def _mails() -> list[Mail]:
    db.session.rollback()
    return list(db.session.scalars(select(Mail).where(Mail.subject.like("A reminder%"))))


def test_who_asked_gets_each_once_by_a_link_that_switches_them_off(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young, other = made.evaluators["young"]
    done = made.evaluators["professional"][0]
    assert _send(quick_app, WEEK) == "Reminders: 0."
    path = f"{made.path}/reminders"
    for human in (young, done):
        client = make.client_of(quick_app, human)
        assert "We don’t remind you by e-mail" in client.get(path).text
        assert client.submit(path).status_code == 303
    make_evaluation.mark_all(made, done)
    assert _send(quick_app, datetime(2026, 10, 27, 9, tzinfo=UTC)) == "Reminders: 0."
    assert [_send(quick_app, WEEK) for _ in range(2)] == ["Reminders: 1.", "Reminders: 0."]
    (mail,) = _mails()
    assert mail.to == young.account
    told = f"{mail.subject} {mail.body}"
    assert path in told
    for secret in ("Bid", "mark", young.name, *(each.name for each in made.bidders)):
        assert secret not in told
    lead = make.client_of(quick_app, made.house.lead)
    assert "1 reminder went so far" in lead.get(f"{made.path}/progress").text
    client = make.client_of(quick_app, young)
    assert "We remind you by e-mail" in client.get(path).text
    client.submit(path)
    assert _send(quick_app, datetime(2026, 10, 31, 12, tzinfo=UTC)) == "Reminders: 0."
    client.submit(path)
    assert _send(quick_app, datetime(2026, 10, 31, 12, tzinfo=UTC)) == "Reminders: 1."
    assert make.client_of(quick_app, made.house.lead).get(path).status_code == 404
    assert {each.to for each in _mails()} == {young.account}
    assert other.account not in {each.to for each in _mails()}
