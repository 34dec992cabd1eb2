"""Birthdays in the middle, and yeses of somebody who comes back (R18, P6, P25)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from portal.core import clock
from portal.participation.beside.policy import could_mentor
from portal.participation.equality.policy import may_answer_equality
from portal.participation.panels import forgetting, leaving
from portal.participation.panels.ages import age_band_of, is_child
from portal.participation.panels.models import Member
from portal.participation.panels.policy import has_adult, says_yes
from portal.participation.panels.queries import member_by_id
from tests import make, make_panels

JOINED = datetime(2026, 3, 2, 12, tzinfo=UTC)


def aged(band: str | None, turns_16_on: date | None = None) -> Member:
    """Somebody of this age, who joined in March 2026."""
    return Member(age_band=band, turns_16_on=turns_16_on, joined_at=JOINED)


@pytest.mark.parametrize(
    ("today", "turns_16_on", "band", "child"),
    [
        (date(2026, 5, 31), date(2029, 6, 1), "under_13", True),
        (date(2026, 6, 1), date(2029, 6, 1), "13_to_15", True),
        (date(2026, 2, 28), date(2028, 2, 29), "13_to_15", True),
        (date(2029, 6, 1), date(2029, 6, 1), "16_to_17", None),
        (date(2027, 12, 1), None, "16_to_17", True),
        (date(2028, 3, 2), None, "16_to_17", None),
    ],
)
def test_a_birthday_counts_from_its_day_on(
    today: date, turns_16_on: date | None, band: str, child: bool | None
) -> None:
    member = aged("under_13" if turns_16_on else band, turns_16_on)
    with clock.at(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        assert age_band_of(member) == band
        assert is_child(member) is child
    assert is_child(aged("18_to_24")) is False
    assert is_child(aged(None)) is False


def test_whoever_turns_13_is_asked_and_noted(quick_app: Flask) -> None:
    house = make.house()
    birthday = clock.today() + timedelta(days=3 * 365 + 2)
    group = make_panels.panel(house, members=1, age_band="under_13", turns_16_on=birthday)
    make_panels.adult_says(house, group.member_ids[0])

    def answers() -> bool:
        with make.looking(house.id):
            return bool(may_answer_equality(group.members[0].actor, member_by_id(one)))

    one = group.member_ids[0]
    assert not answers()
    with clock.at(clock.now() + timedelta(days=3)):
        assert answers()
        with make.writing(house.id):
            forgetting.let_birthdays_pass()
        with make.looking(house.id):
            member = member_by_id(one)
            assert member
            assert (member.age_band, member.turns_16_on) == ("13_to_15", birthday)


def test_who_said_16_or_17_says_when_they_are_18_and_looks_after_no_child_then(
    quick_app: Flask,
) -> None:
    house = make.house()
    group = make_panels.panel(house, members=2, age_band="16_to_17")
    client, page = make.client_of(quick_app, group.members[0]), f"/{house.slug}/panel/{group.id}"
    details: dict[str, Any] = {"called": "Ash", "shows_name": "no", "tell_by": "here"}

    def could() -> bool:
        with make.looking(house.id):
            first, second = (member_by_id(each) for each in group.member_ids)
            assert first
            assert second
            return could_mentor(first, second)

    assert could()
    assert "How old are you now?" in client.get(f"{page}/details").text
    sent = client.submit(f"{page}/details", details | {"age_band": "18_to_24"})
    assert sent.status_code == 303
    assert not could()
    assert "How old are you now?" not in client.get(f"{page}/details").text


def test_who_comes_back_is_asked_anew_and_so_is_their_adult(quick_app: Flask) -> None:
    house = make.house()
    group = make_panels.panel(
        house, members=1, age_band="13_to_15", turns_16_on=clock.today() + timedelta(days=400)
    )
    human, one = group.members[0], group.member_ids[0]
    person_id = human.actor.person_id
    assert person_id
    make_panels.adult_says(house, one)
    with make.writing(house.id):
        member = member_by_id(one)
        assert member
        leaving.leave(human.actor, member)
    with clock.at(clock.now() + timedelta(days=30)):
        again = make_panels.join(
            house, group.id, person_id, turns_16_on=clock.today() + timedelta(days=370)
        )
        with make.looking(house.id):
            member = member_by_id(again)
            assert member
            own = [each for each in member.consents if each.is_own]
            assert (again, len(own)) == (one, 2)
            assert says_yes(member)
            assert not has_adult(member)
