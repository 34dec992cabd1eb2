"""The pages of sign-off: of the leads, of who reads along, and of a member (R4, R19)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from portal.core import clock
from tests import make
from tests import make_agreeing as agreeing
from tests.make_agreeing import CLOSES
from tests.specifications.test_agreeing import AFTER, Written, standing, write_with
from tests.statements import statements_at


@pytest.fixture
def written(prepared: Any) -> Any:
    """A panel of four and its tender, on the first day of the round."""
    with clock.at(make.START):
        yield prepared(write_with)


def test_the_leads_see_worries_without_a_name_and_the_auditor_no_small_number(
    quick_app: Flask, written: Written
) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say_all(house, tender_id, made, "yes worry")
    page = f"/{house.slug}/tenders/{tender_id}/agreement"
    lead = make.client_of(quick_app, house.lead).get(page).text
    assert "A young person of the panel has a worry" in lead
    assert "The last bus is too early." in lead
    assert "Yes: 1" in lead
    assert not any(member.name in lead for member in made.members)
    auditor = make.client_of(quick_app, house.staff["auditor"]).get(page).text
    assert "Yes: 1" not in auditor
    assert "Numbers show after the last day, from 5 people on." in auditor
    assert "Answer this" not in auditor


def test_a_member_reads_what_it_is_about_and_answers(quick_app: Flask, written: Written) -> None:
    house, tender_id, made = written
    client = make.client_of(quick_app, made.members[0])
    page = f"/{house.slug}/tenders/{tender_id}/agreement/mine"
    assert "You haven’t been asked yet." in client.get(page).text
    assert client.post(page).status_code == 403
    agreeing.ask_panel(house, tender_id, made.id)
    shown = client.get(page).text
    assert "Q1 Listening" in shown
    assert "Pass: I’d rather not say" in shown
    assert client.submit(page, {"said": "no"}).status_code == 200
    unread = client.submit(page, {"said": "yes", "read": "another method"})
    assert "This has changed since you opened the page" in unread.text
    assert client.submit(page, {"said": "worry", "words": "The bus."}).status_code == 303
    again = client.get(page).text
    assert "You said: yes, but I have a worry." in again
    assert "The bus." in again
    with clock.at(AFTER):
        late = client.get(page).text
        assert "The time to answer is over." in late
        assert "Send my answer" not in late
        assert client.post(page).status_code == 403


def test_a_lead_asks_answers_and_names_who_leads(quick_app: Flask, written: Written) -> None:
    house, tender_id, made = written
    client = make.client_of(quick_app, house.staff["participation_lead"])
    page = f"/{house.slug}/tenders/{tender_id}/agreement"
    past = {"closes_on": ["1", "1", "2026"]}
    asks = f"{page}/{made.id}/ask"
    assert "must not be before today" in client.submit(asks, past).text
    day = {"closes_on": [str(CLOSES.day), str(CLOSES.month), str(CLOSES.year)]}
    assert client.submit(asks, day).status_code == 303
    assert "is being asked just this" in client.submit(asks, day).text
    agreeing.say(house, tender_id, made, 0, "worry", "I can’t get there.")
    worry = standing(written).worries[0].id
    typed = {"worry": f"{made.members[0].name} can’t come", "answer": "A taxi is paid for."}
    warned = client.submit(f"{page}/worries/{worry}", typed)
    assert "This may tell who somebody is" in warned.text
    typed["worry"] = "Getting there"
    assert client.submit(f"{page}/worries/{worry}", typed).status_code == 303
    lead = {"person": str(house.lead.actor.person_id)}
    assert client.submit(f"{page}/lead", lead).status_code == 303
    names = {"reason": f"{made.members[0].name} was away."}
    assert "This may tell who somebody is" in client.submit(f"{page}/without", names).text
    assert client.submit(f"{page}/without", {"reason": "Because of time."}).status_code == 303
    shown = client.get(page).text
    assert "Getting there" in shown
    assert house.lead.name in shown
    assert "Because of time." in shown


def test_more_panels_and_members_ask_no_more_often(quick_app: Flask) -> None:
    counts = []
    for name, members in (("ashford", 1), ("beeching", 6)):
        with clock.at(make.START):
            house, tender_id, made = write_with(make.house(name), members=members)
            agreeing.agreed(house, tender_id, made)
            client = make.client_of(quick_app, house.lead)
            page = f"/{house.slug}/tenders/{tender_id}/agreement"
            client.get(page)
            counts.append(statements_at(client, page))
    assert counts[0] == counts[1]
