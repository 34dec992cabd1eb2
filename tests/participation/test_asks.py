"""Before a panel is asked anything, the page shows what is known; and nobody is asked too often."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.participation.insights import operations as act
from portal.participation.insights import queries as ask
from portal.participation.insights.operations import AskFacts
from portal.participation.panels.models import Panel
from portal.participation.panels.operations import change_panel
from tests import make
from tests.make_panels import MadePanel, panel, panel_facts
from tests.participation.test_insights import entered, facts, path
from tests.statements import statements_at


def asked(house: make.House, panel_id: uuid.UUID, **more: object) -> None:
    usual = {
        "about": "Breaks in the holidays",
        "asked_on": date(2026, 9, 14),
        "minutes": 45,
        "known_before": "A survey asked about breaks, not about holidays.",
    }
    with make.writing(house.id):
        found = db.session.get_one(Panel, (house.id, panel_id))
        act.ask_panel(house.lead.actor, found, AskFacts(**(usual | more)))  # type: ignore[arg-type]


def limited(house: make.House) -> MadePanel:
    """A panel that wants to be asked once a year."""
    made = panel(house, members=1)
    with make.writing(house.id):
        found = db.session.get_one(Panel, (house.id, made.id))
        change_panel(house.staff["participation_lead"].actor, found, panel_facts(asks_a_year=1))
    return made


def test_what_shares_words_or_tags_is_known_and_little_words_find_nothing(app: Flask) -> None:
    house = make.house()
    entered(
        house,
        facts("Holidays are the worst: no breaks.", tags=("breaks",)),
        facts("A break would help.", tags=("BREAKS",)),
        facts("The bus with your people.", tags=()),
    )
    with make.looking(house.id):
        known = [each.words for each in ask.known_about("What about Breaks in the holidays?")]
        assert known == ["Holidays are the worst: no breaks.", "A break would help."]
        assert ask.known_about("What about your people?") == []


def test_a_panel_is_asked_beyond_its_limit_only_with_a_reason(app: Flask) -> None:
    house = make.house()
    made = limited(house)
    asked(house, made.id)
    with pytest.raises(Refused, match="1 times a year at most. This would be number 2"):
        asked(house, made.id, about="Buses")
    with pytest.raises(Refused, match="just this already today"):
        asked(house, made.id)
    asked(house, made.id, about="Buses", over_because="The deadline was moved.")
    asked(house, made.id, asked_on=date(2027, 1, 1))


def test_the_ask_page_shows_what_is_known_before_it_asks(quick_app: Flask) -> None:
    house = make.house()
    made = panel(house, members=1)
    entered(house, facts("No breaks in the holidays."))
    client = make.client_of(quick_app, house.lead)
    first = client.get(path(house, "asks/new")).text
    assert "See what we know" in first
    assert "Which panel" not in first
    page = path(house, "asks/new?about=Breaks")
    shown = client.get(page).text
    assert "No breaks in the holidays." in shown
    typed = {
        "about": "Breaks",
        "panel": str(made.id),
        "asked_on": ["14", "9", "2026"],
        "minutes": "45",
        "known_before": "One said so. When they want them is missing.",
    }
    refused = client.submit(page, typed | {"minutes": "0.5"})
    assert "Enter a whole number of minutes" in refused.text
    assert "When they want them is missing." in refused.text
    assert client.submit(page, typed).status_code == 303
    calendar = client.get(path(house, "asks?year=2026")).text
    assert "The panel of young carers" in calendar
    assert "When they want them is missing." in calendar


def test_the_calendar_takes_a_fixed_number_of_queries_and_warns(quick_app: Flask) -> None:
    house = make.house()
    made = limited(house)
    asked(house, made.id)
    client = make.client_of(quick_app, house.staff["auditor"])
    page = path(house, "asks?year=2026")
    assert "more often than it wants" not in client.get(page).text
    few = statements_at(client, page)
    for day in range(1, 6):
        asked(house, made.id, asked_on=date(2026, 10, day), over_because="It could not wait.")
    assert statements_at(client, page) == few
    shown = client.get(page).text
    assert "was asked more often than it wants to be" in shown
    assert "It could not wait." in shown
    assert "Ask a panel" not in shown


def test_this_year_is_shown_first(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(make.START):
        page = make.client_of(quick_app, house.lead).get(path(house, "asks")).text
    assert "No panel is asked in this year." in page
    assert "There is no panel yet." in page


def test_p4_members_see_what_their_own_panel_is_asked_and_its_limit(quick_app: Flask) -> None:
    house = make.house()
    made, others = limited(house), panel(house, members=1, title="Another panel")
    asked(house, made.id)
    asked(house, made.id, about="Buses", over_because="The buses stop in May.")
    page = f"/{house.slug}/panel/{made.id}/asks"
    client = make.client_of(quick_app, made.members[0])
    assert page in client.get(page.removesuffix("/asks")).text
    text = client.get(page).text
    for words in (
        "Your panel wants to be asked 1 time a year",
        "2026: asked 2 times",
        "Breaks in the holidays",
        "The buses stop in May.",
    ):
        assert words in text, words
    assert make.client_of(quick_app, others.members[0]).get(page).status_code == 404
    own = f"/{house.slug}/panel/{others.id}/asks"
    text = make.client_of(quick_app, others.members[0]).get(own).text
    assert "Nobody has asked your panel yet" in text
