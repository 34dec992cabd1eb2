"""What people said is written down in a minute, found again, and read by whom it was given to."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask

from portal.accounts.models import PANEL
from portal.core import clock
from portal.core.errors import Refused
from portal.participation.insights import operations as act
from portal.participation.insights import queries as ask
from portal.participation.insights.operations import InsightFacts
from tests import make
from tests.make_panels import panel
from tests.statements import statements_at

TODAY = date(2026, 9, 1)


def facts(words: str = "The bus stops at six, so clubs are over.", **more: object) -> InsightFacts:
    usual = {
        "words": words,
        "source": "session",
        "source_words": "Evening for carers",
        "said_on": date(2026, 5, 4),
        "permission": "panels",
        "tags": ("Travel", "clubs "),
    }
    return InsightFacts(**(usual | more))  # type: ignore[arg-type]


def entered(house: make.House, *every: InsightFacts) -> list[uuid.UUID]:
    """Insights of the house's participation lead."""
    with make.writing(house.id):
        lead = house.staff["participation_lead"].actor
        return [act.enter_insight(lead, each).id for each in every]


def path(house: make.House, page: str = "insights") -> str:
    return f"/{house.slug}/{page}"


def test_an_insight_has_its_tags_in_one_form_each_once(app: Flask) -> None:
    house = make.house()
    entered(house, facts(tags=("Travel", "travel ", "Out  of school", "")))
    with make.looking(house.id):
        assert ask.tags_used() == ["out of school", "travel"]


def test_nothing_was_said_tomorrow(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(make.START), pytest.raises(Refused, match="after today"):
        entered(house, facts(said_on=date(2026, 9, 2)))


def test_the_list_is_searched_whatever_the_case(app: Flask) -> None:
    house = make.house()
    entered(
        house,
        facts(),
        facts("A break of one HOUR.", source="survey", tags=("breaks",)),
        facts("100% sure_thing", source="survey", tags=()),
        facts("The CAFÉ was closed.", source="survey", tags=()),
    )
    client = make.client_of(app, house.lead)
    found = client.get(path(house) + "?q=hour").text
    assert "The CAFÉ was closed." in client.get(path(house) + "?q=café").text
    assert "A break of one HOUR." in found
    assert "The bus stops" not in found
    assert "The bus stops" in client.get(path(house) + "?q=TRAVEL+bus").text
    assert "The bus stops" in client.get(path(house) + "?tag=travel").text
    assert "The bus stops" not in client.get(path(house) + "?source=survey").text
    assert "sure_thing" in client.get(path(house) + "?q=%25").text
    assert "A break" not in client.get(path(house) + "?q=%25").text
    assert "Nothing that was written down" in client.get(path(house) + "?q=zebra").text


def test_pages_of_twenty_five_take_a_fixed_number_of_queries(quick_app: Flask) -> None:
    house = make.house()
    entered(house, facts())
    client = make.client_of(quick_app, house.lead)
    client.get(path(house))
    few = statements_at(client, path(house))
    entered(house, *(facts(f"Number {n}") for n in range(60)))
    assert statements_at(client, path(house)) == few
    assert client.get(path(house)).text.count('class="card"') == 25
    assert client.get(path(house) + "?page=3").text.count('class="card"') == 11


def test_the_lead_enters_one_and_the_next_keeps_source_day_and_permission(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.staff["participation_lead"])
    page = path(house, "insights/new")
    typed = {
        "words": "Nobody asked me before.",
        "source": "forum",
        "source_words": "Parents in May",
        "said_on": ["4", "5", "2026"],
        "permission": "public",
        "more_tags": "being asked, Parents",
        "then": "another",
    }
    answer = client.submit(page, typed)
    assert answer.status_code == 303
    again = client.get(answer.location).text
    assert 'value="forum" checked' in again
    assert 'value="public" checked' in again
    assert 'value="2026"' in again
    assert 'value="Parents in May"' in again
    assert "being asked" in again
    assert "Nobody asked me before." not in again


def test_a_name_of_a_member_is_warned_of_once_and_then_saved(quick_app: Flask) -> None:
    house = make.house()
    member = panel(house, members=1).members[0]
    client = make.client_of(quick_app, house.staff["participation_lead"])
    name = member.name.split()[0]
    typed = {
        "words": f"{name} said so, ring 07700 900123.",
        "source": "other",
        "said_on": ["4", "5", "2026"],
        "permission": "staff",
    }
    warned = client.submit(path(house, "insights/new"), typed)
    assert warned.status_code == 200
    assert "07700 900123" in warned.text
    assert f"a name: {name}" in warned.text
    key = warned.text.split('name="warned_of"')[1].split('value="')[1].split('"')[0]
    assert client.submit(path(house, "insights/new"), typed | {"warned_of": key}).status_code == 303


def test_a_member_of_a_panel_reads_what_may_reach_panels_alone(quick_app: Flask) -> None:
    house = make.house()
    member = make.staff(house, PANEL, kind="young")
    given, kept = entered(house, facts(), facts("For staff alone.", permission="staff"))
    client = make.client_of(quick_app, member)
    page = client.get(path(house)).text
    assert "The bus stops" in page
    assert "For staff alone." not in page
    assert "Write down" not in page
    assert client.get(path(house, f"insights/{given}")).status_code == 200
    assert client.get(path(house, f"insights/{kept}")).status_code == 404


def test_a_withdrawn_insight_leaves_the_list_with_its_reason(quick_app: Flask) -> None:
    house = make.house()
    (insight,) = entered(house, facts())
    client = make.client_of(quick_app, house.staff["participation_lead"])
    page = path(house, f"insights/{insight}")
    assert client.submit(f"{page}/withdraw", {"reason": "They changed their mind."}).location
    assert "The bus stops" not in client.get(path(house)).text
    assert "They changed their mind." in client.get(page).text
    assert client.get(f"{page}/withdraw").status_code == 403
    member = make.staff(house, PANEL, kind="young")
    assert make.client_of(quick_app, member).get(page).status_code == 404


def test_who_pressed_twice_entered_an_insight_once_a_day(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(make.START):
        entered(house, facts())
        with pytest.raises(Refused, match="just this already today"):
            entered(house, facts())
        entered(house, facts("The bus stops at seven."))
    with clock.at(make.START + timedelta(days=1)):
        entered(house, facts())
