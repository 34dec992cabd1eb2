"""A tender is set up from a template and published by two people, in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import served
from tests.journeys import opening, writing
from tests.journeys.cast import cast_of
from tests.journeys.test_whole_tender import demo_of

pytestmark = pytest.mark.browser


def test_a_lead_begins_with_a_template_and_an_approver_says_yes(
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
