"""A tender is set up from a template, published by two people, and bid for by two providers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import served
from tests.journeys import opening, providers, writing
from tests.journeys.cast import cast_of
from tests.journeys.test_whole_tender import demo_of

pytestmark = pytest.mark.browser


def test_a_tender_from_a_template_to_the_opening_of_its_bids(
    sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    settings = demo_of(tmp_path, sqlite_url)
    with served(settings) as server, cast_of(browser, server.address) as cast:
        lead = writing.an_authority_begins(cast)
        writing.the_lead_starts_a_tender(cast, lead)
        writing.the_lead_takes_a_template(cast, lead)
        writing.the_lead_says_how_much_say_people_have(cast, lead)
        writing.the_lead_lays_the_groundwork(cast, lead)
        opening.the_officers_get_ready(cast, lead)
        writing.the_lead_publishes_it(cast, lead, "Why this service")
        bidders = providers.they_register(cast)
        providers.they_ask_and_are_answered_at_one_moment(cast, lead, bidders)
        providers.the_lead_amends(cast, lead, bidders)
        providers.they_bid(cast, bidders)
        providers.one_is_too_late(cast, writing.OPEN_DAYS + 1)
        opening.the_officers_open(cast, lead)
        lead.go(f"{cast.tender}/trail?kind=bids")
        lead.sees("tried to submit a bid after the deadline and was refused")
