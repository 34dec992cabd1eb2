"""Days counted back from the first day of the service, and what speaks against a timetable."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.calendar import common_days
from portal.tenders.models import SchoolBreak, Tender
from portal.tenders.timetable import (
    CHRISTMAS,
    DEADLINE_OFF,
    DECISION_OFF,
    EVENING,
    FEW_TO_BEGIN,
    FEW_TO_DECIDE,
    FEW_TO_MARK,
    LATE_HOUR,
    MARK_CHRISTMAS,
    MARKING_OFF,
    SCHOOL,
    TOO_SHORT,
    Lengths,
    counted_back,
    doubts_of,
)
from tests import make

TODAY = date(2026, 9, 1)
USUAL: dict[str, Any] = {
    "regime": "light_touch",
    "deadline_at": datetime(2026, 10, 12, 11, tzinfo=UTC),
    "marking_ends_on": date(2026, 11, 2),
    "decision_on": date(2026, 11, 20),
    "starts_on": date(2027, 4, 1),
}


def _at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]


CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"deadline_at": None}, []),
    ({"deadline_at": _at(2026, 9, 25, 11)}, [TOO_SHORT[False]]),
    ({"deadline_at": _at(2026, 9, 25, 11), "regime": "ordinary"}, [TOO_SHORT[True]]),
    ({"deadline_at": _at(2026, 10, 9, 15)}, [EVENING]),
    ({"deadline_at": _at(2026, 10, 12, 16)}, [LATE_HOUR]),
    ({"deadline_at": _at(2026, 10, 11, 11)}, [DEADLINE_OFF]),
    ({"marking_ends_on": date(2026, 10, 16)}, [FEW_TO_MARK]),
    ({"marking_ends_on": date(2026, 11, 1)}, [MARKING_OFF]),
    ({"decision_on": date(2026, 11, 21)}, [DECISION_OFF]),
    ({"decision_on": date(2026, 11, 4)}, [FEW_TO_DECIDE]),
    ({"starts_on": date(2026, 12, 1)}, [FEW_TO_BEGIN]),
    (
        {
            "deadline_at": _at(2026, 12, 21, 11),
            "marking_ends_on": date(2027, 1, 18),
            "decision_on": date(2027, 2, 1),
        },
        [CHRISTMAS, MARK_CHRISTMAS],
    ),
]


def test_each_doubt_is_told() -> None:
    for change, expected in CASES:
        tender = Tender(**(USUAL | change))
        found = [each.message for each in doubts_of(tender, [], common_days(), TODAY)]
        assert found == expected, change


def test_school_holidays_and_exams_while_people_mark_are_told() -> None:
    half_term = SchoolBreak(
        kind="holidays", name="Half-term", starts_on=date(2026, 10, 26), ends_on=date(2026, 10, 30)
    )
    mocks = SchoolBreak(
        kind="exams", name="Mocks", starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 9)
    )
    doubts = list(doubts_of(Tender(**USUAL), [half_term, mocks], common_days(), TODAY))
    assert [(each.message, each.facts) for each in doubts] == [
        (SCHOOL["holidays"], {"name": "Half-term"})
    ]


def test_days_are_counted_back_over_bank_holidays_to_writing_together() -> None:
    steps = counted_back(date(2027, 4, 1), Lengths(), common_days())
    assert {each.name: each.on for each in steps} == {
        "writing": date(2026, 7, 8),
        "approval": date(2026, 9, 17),
        "published": date(2026, 9, 24),
        "deadline": date(2026, 10, 29),
        "marked": date(2026, 11, 19),
        "decision": date(2026, 12, 17),
        "starts": date(2027, 4, 1),
    }


def test_a_lead_counts_them_looks_and_uses_them(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    client = make.client_of(quick_app, house.lead)
    path = f"/ambleford/tenders/{tender_id}/timetable"
    typed: dict[str, Any] = {
        "starts_on": ["1", "9", "2031"],
        "open_for": "30",
        "writing": "8",
        "act": "count",
    }
    typed |= {"marking": "3", "deciding": "4", "beginning": "14"}
    page = client.submit(path, typed)
    assert "Counted back from the first day" in page.text
    wrong = client.submit(path, typed | {"marking": "2.5"})
    assert "Enter a whole number" in wrong.text
    assert client.submit(path, typed | {"act": "use"}).status_code == 303
    with tenant(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        assert tender.starts_on == date(2031, 9, 1)
        assert tender.deadline_at
        assert tender.deadline_at.astimezone(UTC).hour == 11
        assert tender.estimated_value is not None
    assert "As it is set now" in client.get(path).text


def test_leads_enter_school_days_and_take_them_out(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.staff["participation_lead"])
    typed: dict[str, Any] = {"kind": "exams", "name": "GCSEs"}
    typed |= {"starts_on": ["1", "5", "2031"], "ends_on": ["30", "4", "2031"]}
    assert "must not be before" in client.submit("/ambleford/school-days", typed).text
    typed |= {"ends_on": ["30", "6", "2031"]}
    assert client.submit("/ambleford/school-days", typed).status_code == 303
    assert "GCSEs" in client.get("/ambleford/school-days").text
    with tenant(house.id):
        row_id = db.session.scalars(select(SchoolBreak.id)).one()
    assert client.submit(f"/ambleford/school-days/{row_id}/remove", {}).status_code == 303
    assert "GCSEs" not in client.get("/ambleford/school-days").text
