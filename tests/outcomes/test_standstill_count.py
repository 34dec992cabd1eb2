"""Every day of a count is shown, and agrees with bank holidays written down by hand (R25)."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.outcomes.standstill import Rule, calendar, count

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1461)]
EVERYWHERE = """
2024-01-01 2024-03-29 2024-05-06 2024-05-27 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-05-05 2025-05-26 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-05-04 2026-05-25 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-05-03 2027-05-31 2027-12-27 2027-12-28
"""
NOT_IN_SCOTLAND = """
2024-04-01 2024-08-26 2025-04-21 2025-08-25 2026-04-06 2026-08-31 2027-03-29 2027-08-30
"""
SCOTLAND_ALONE = """
2024-01-02 2024-08-05 2024-12-02 2025-01-02 2025-08-04 2025-12-01
2026-01-02 2026-06-15 2026-08-03 2026-11-30 2027-01-04 2027-08-02 2027-11-30
"""
NORTHERN_IRELAND_ALONE = """
2024-03-18 2024-07-12 2025-03-17 2025-07-14 2026-03-17 2026-07-13 2027-03-17 2027-07-12
"""
ENGLAND = EVERYWHERE + NOT_IN_SCOTLAND
KINGDOM = ENGLAND + SCOTLAND_ALONE + NORTHERN_IRELAND_ALONE


@pytest.mark.parametrize(("regime", "holidays"), [("light_touch", KINGDOM), ("psr", ENGLAND)])
def test_r25_working_days_of_2024_to_2027_are_those_of_the_published_lists(
    regime: str, holidays: str
) -> None:
    rule = calendar().rule(regime, date(2026, 1, 1))
    assert rule is not None
    worked = [day for day in DAYS if not calendar().off(day, rule.parts)]
    assert worked == [day for day in DAYS if _is_worked(day, holidays)]


@given(day=st.sampled_from(DAYS))
def test_r23_the_notice_is_on_day_one_or_before_a_later_one(day: date) -> None:
    counted = count(_rule("light_touch"), day, calendar())
    numbered = [each.day for each in counted if each.number]
    assert [each.number for each in counted if each.number] == list(range(1, 9))
    assert numbered[0] == min(d for d in _from(day) if _is_worked(d, KINGDOM))
    assert numbered[-1] == counted[-1].day == [d for d in _from(day) if _is_worked(d, KINGDOM)][7]
    assert all(each.off for each in counted if each.number is None)


@given(day=st.sampled_from(DAYS))
def test_r24_day_one_comes_after_the_day_that_the_standstill_begins(day: date) -> None:
    counted = count(_rule("psr"), day, calendar())
    after = [d for d in _from(day + timedelta(days=2)) if _is_worked(d, ENGLAND)]
    assert [each.day for each in counted if each.number] == after[:8]
    assert [each.is_before for each in counted[:3]] == [True, True, False]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("--rule pa23 --from 2026-03-04", 0, '"last_day": "2026-03-13"'),
        ("--rule psr --from 2026-03-25", 0, '"why_not": "Good Friday (England)"'),
        ("--rule pa23 --from 2024-12-20", 0, "nothing was due before"),
        ("--rule pa23 --from 4.3.2026", 2, "write it as YYYY-MM-DD"),
        ("--rule pa23 --from 9999-12-30", 2, "from 2000 to 2199"),
        ("--rule ppn --from 2026-03-04", 2, "'pa23', 'psr'"),
    ],
)
def test_the_command_says_how_it_counted(
    quick_app: Flask, arguments: str, code: int, said: str
) -> None:
    result = quick_app.test_cli_runner().invoke(args=["standstill", *arguments.split()])
    assert (result.exit_code, said in result.output) == (code, True), result.output
    if code == 0:
        days = json.loads(result.output)["days"]
        assert days[-1] == {"day": json.loads(result.output)["last_day"], "working_day": 8} | {
            "why_not": None
        }


def _rule(regime: str) -> Rule:
    rule = calendar().rule(regime, date(2026, 1, 1))
    assert rule is not None
    return rule


def _from(day: date) -> list[date]:
    return [day + timedelta(days=n) for n in range(30)]


def _is_worked(day: date, holidays: str) -> bool:
    later = {"2028-01-03"} | ({"2028-01-04"} if holidays == KINGDOM else set())
    return day.weekday() < 5 and day.isoformat() not in holidays and day.isoformat() not in later
