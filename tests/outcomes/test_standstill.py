"""Standstills end as R23 and R24 say, and proclaimed days move them (R25)."""

from __future__ import annotations

from datetime import date

import pytest

from portal.outcomes.standstill import DATA, calendar, read_calendar, standstill_ends_on


@pytest.mark.parametrize("regime", ["light_touch", "ordinary"])
@pytest.mark.parametrize(
    ("published", "ends", "why"),
    [
        ("2026-03-04", "2026-03-13", "a Wednesday without holidays: that day is day 1"),
        ("2025-12-19", "2026-01-05", "2 January is a holiday in Scotland alone, and counts"),
        ("2026-03-10", "2026-03-20", "17 March is a holiday in Northern Ireland alone, and counts"),
        ("2026-07-31", "2026-08-12", "3 August is a holiday in Scotland alone, and counts"),
        ("2026-06-10", "2026-06-22", "15 June 2026 was proclaimed in Scotland"),
        ("2026-03-07", "2026-03-19", "a Saturday: the count starts on Monday"),
        ("2026-04-03", "2026-04-16", "Good Friday: the count starts on Tuesday"),
    ],
)
def test_r23_counts_the_day_of_the_notice(regime: str, published: str, ends: str, why: str) -> None:
    assert standstill_ends_on(regime, _day(published)) == _day(ends), why


@pytest.mark.parametrize(
    ("published", "ends", "why"),
    [
        ("2026-03-25", "2026-04-09", "Easter lies between"),
        ("2026-03-04", "2026-03-17", "17 March is no holiday in England"),
        ("2025-12-19", "2026-01-05", "it begins on Saturday, 2 January is worked in England"),
        ("2026-06-10", "2026-06-23", "15 June is no holiday in England"),
    ],
)
def test_r24_counts_after_the_day_it_begins(published: str, ends: str, why: str) -> None:
    assert standstill_ends_on("psr", _day(published)) == _day(ends), why


def test_r25_a_proclaimed_day_moves_the_end() -> None:
    text = DATA.read_text() + (
        '\n[[days]]\nday = 2026-03-09\npart = "WLS"\nname = "A wedding"\nis_holiday = true\n'
    )
    edited = read_calendar(text)
    assert standstill_ends_on("light_touch", date(2026, 3, 4), edited) == date(2026, 3, 16)
    assert standstill_ends_on("psr", date(2026, 3, 4), edited) == date(2026, 3, 17)


def test_r25_a_day_that_the_calendar_has_wrong_can_be_taken_away() -> None:
    text = DATA.read_text() + (
        '\n[[days]]\nday = 2026-08-03\npart = "SCT"\nname = "Moved"\nis_holiday = false\n'
    )
    assert standstill_ends_on("light_touch", date(2026, 7, 31), read_calendar(text)) == date(
        2026, 8, 11
    )


def test_r25_our_own_data_names_the_day_proclaimed_in_scotland() -> None:
    assert calendar().days[date(2026, 6, 15), "SCT"] == "Scotland at the World Cup"


def test_there_is_no_standstill_before_the_law_that_asks_for_it() -> None:
    assert standstill_ends_on("light_touch", date(2025, 2, 23)) is None


def _day(text: str) -> date:
    return date.fromisoformat(text)
