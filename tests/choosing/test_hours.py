"""Hours are worked out from word limits and marks, capped, and said yes or no to (P14)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from flask import Flask

from portal.accounts.models import APPROVER, PARTICIPATION
from portal.core import clock
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications.hours import operations as act
from portal.specifications.hours.models import HoursPlan, HoursSaid
from portal.specifications.hours.problems import hours_problems
from portal.specifications.hours.queries import Hours, counted_of, hours_of, loads_of
from portal.specifications.hours.work import Load, half_hours
from tests import make
from tests.make_choosing import member_of, plan
from tests.make_writing import Written, tender_of
from tests.statements import statements_at


def test_minutes_are_reading_and_marking_of_every_bid() -> None:
    young = Load("Young people", "young", 2, 1300)
    assert young.minutes(3) == 3 * 1300 // 130 + 2 * 3 * 6
    assert Load("Parents", "parent", 2, 1300).minutes(3) == 20 + 2 * 3 * 5
    meeting = Load("Young people", "young", 2, 1300, 1)
    assert meeting.minutes(3) == young.minutes(3) + 3 * 55
    assert [half_hours(each) for each in (0, 1, 30, 31, 66)] == [0, 0.5, 0.5, 1, 1.5]


def test_the_database_adds_up_what_each_group_marks(writing: Written) -> None:
    with tenant(writing.house.id):
        loads = loads_of(tender_of(writing.house, writing.tender_id))
    assert [(load.kind, load.answers) for load in loads] == [("professional", 2), ("young", 2)]
    assert all(load.words == load.answers * 100 for load in loads)


def test_the_panel_says_what_it_finds_and_a_pass_takes_no_side(writing: Written) -> None:
    plan(writing.house, writing.tender_id)
    outcomes = []
    for who, said in enumerate(("pass", "fine", "too_much")):
        with make.writing(writing.house.id):
            tender = tender_of(writing.house, writing.tender_id)
            found = hours_of(tender)["young"]
            assert found.plan
            member = member_of(writing.panel, who)
            act.say_to_hours(writing.panel.members[who].actor, tender, found.plan, member, said)
        with tenant(writing.house.id):
            outcomes.append(hours_of(tender_of(writing.house, writing.tender_id))["young"].outcome)
    assert outcomes == ["waiting", "waiting", "too_much"]


def _words(*people: uuid.UUID, at: datetime = make.START) -> list[HoursSaid]:
    return [HoursSaid(member_id=each, said="fine", said_at=at) for each in people]


def test_no_outcome_tells_what_one_person_said() -> None:
    people = [uuid.uuid4() for _ in range(9)]
    words, last = _words(*people), make.START.date()
    with clock.at(make.START):
        counted = [
            [len(counted_of(words[:n], of, last, 5)) for n in range(1, 10)] for of in (9, 4, 2)
        ]
        assert counted == [[0] * 4 + [5] * 5, [0] * 3 + [4] * 5 + [9], [0] * 2 + [3] * 5 + [8] * 2]
        assert counted_of(_words(*[people[0]] * 8), 9, last, 5) == []


def test_after_the_last_day_silence_neither_agrees_nor_is_waited_for() -> None:
    people, last = [uuid.uuid4() for _ in range(9)], make.START.date()
    later = make.START + timedelta(days=1)
    with clock.at(later):
        for said, counts in ((2, 0), (3, 3), (4, 4), (5, 5), (6, 5)):
            assert len(counted_of(_words(*people[:said]), 9, last, 5)) == counts
        late = _words(*people[:3]) + _words(*people[3:8], at=later)
        assert [len(counted_of(late[:said], 4, last, 5)) for said in range(3, 9)] == [3] * 5 + [8]
        assert len(counted_of(_words(*people[:4], at=later), 4, last, 5)) == 3
        plan = HoursPlan(planned_at=make.START - timedelta(days=7))
        assert Hours("young", plan=plan).outcome == "silent"


def _messages(writing: Written) -> list[tuple[str, bool]]:
    with tenant(writing.house.id):
        found = hours_problems(tender_of(writing.house, writing.tender_id))
        return [(each.message[:30], each.warns) for each in found]


def test_more_than_the_cap_stops_publication_until_it_is_explained(writing: Written) -> None:
    assert [warns for _message, warns in _messages(writing)] == [False, False]
    plan(writing.house, writing.tender_id, "professional", bids=20, cap=1)
    assert _messages(writing)[1] == ("Reading and marking takes prof", False)
    plan(writing.house, writing.tender_id, "professional", bids=3, cap=40)
    plan(writing.house, writing.tender_id, bids=20, cap=1)
    assert _messages(writing) == [("Reading and marking takes youn", False)]
    with make.writing(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        lead = writing.house.staff[PARTICIPATION].actor
        act.explain_hours(lead, tender, hours_of(tender)["young"], "The law asks all of it.")
    assert _messages(writing) == []


def test_there_is_nothing_to_plan_where_nobody_marks(writing: Written) -> None:
    with make.writing(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        empty = type(hours_of(tender)["young"])("young")
        with pytest.raises(Refused):
            act.plan_hours(writing.house.lead.actor, tender, empty, 3, 6)


def test_leads_plan_and_explain_and_members_answer(writing: Written, quick_app: Flask) -> None:
    lead = make.client_of(quick_app, writing.house.staff[PARTICIPATION])
    here = writing.path("hours")
    assert lead.submit(f"{here}/young", {"bids": "0", "cap_hours": "x"}).status_code == 200
    assert lead.submit(f"{here}/young", {"bids": "20", "cap_hours": "1"}).status_code == 303
    page = lead.get(here).text
    assert "This is more than the most that was set" in page
    assert "200 words a minute" in page
    member = make.client_of(quick_app, writing.panel.members[0])
    assert "Is it too much to read?" in member.get("/home").text
    assert lead.submit(f"{here}/young/why", {"reason": "All is needed."}).status_code == 303
    mine = member.get(f"{here}/mine").text
    assert "All is needed." in mine
    assert "130 words" in mine
    assert member.submit(f"{here}/mine", {"said": "too_much"}).status_code == 303
    assert "Is it too much to read?" not in member.get("/home").text
    approver = make.client_of(quick_app, writing.house.staff[APPROVER])
    assert "The panel is asked" in approver.get(here).text
    for each in writing.panel.members[1:]:
        said = make.client_of(quick_app, each).submit(f"{here}/mine", {"said": "too_much"})
        assert said.status_code == 303
    page = approver.get(here).text
    assert "The panel finds it too much" in page
    assert writing.panel.members[0].name not in page
    assert lead.get(f"{here}/parent").status_code == 404


def test_the_page_asks_the_same_however_many_questions_there_are(
    writing: Written, quick_app: Flask
) -> None:
    lead = make.client_of(quick_app, writing.house.staff[PARTICIPATION])
    here = writing.path("hours")
    lead.get(here)
    before = statements_at(lead, here)
    plan(writing.house, writing.tender_id)
    assert statements_at(lead, here) == before
