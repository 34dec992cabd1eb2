"""One whole tender, from an empty installation to the letters, through pages alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import ROOT, served
from tests.conftest import TEMPLATE
from tests.journeys import bidding, deciding, judging, opening, writing
from tests.journeys.cast import Cast, cast_of
from tests.journeys.walker import PASSWORD, Walker
from tests.postgres import Cluster

pytestmark = pytest.mark.browser


def test_six_people_carry_a_tender_from_its_first_word_to_its_letters(
    sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    _carry(demo_of(tmp_path, sqlite_url), browser)


def test_they_do_so_without_scripts_by_two_web_processes_whose_role_owns_no_table(
    cluster: Cluster, tmp_path: Path
) -> None:
    with cluster.copy(TEMPLATE) as database:
        _carry(demo_of(tmp_path, database.app_url), workers=2)


def demo_of(folder: Path, database: str) -> dict[str, str]:
    """An empty installation whose clock can be moved, with an operator as its first person."""
    settings = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_MODE": "demo",
        "EVENHAND_SECRET_KEY": "journey " * 6,
        "EVENHAND_DATABASE": database,
    }
    _command(settings, "operators", "add", writing.OPERATOR, "Olive", "--password", PASSWORD)
    return settings


def _command(settings: Mapping[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)


def _carry(
    settings: Mapping[str, str], browser: Browser | None = None, *, workers: int = 1
) -> None:
    with (
        served(settings, workers=workers) as server,
        cast_of(browser, server.address) as cast,
    ):
        _walk(cast, Path(settings["EVENHAND_DATA"]))


def _walk(cast: Cast, folder: Path) -> None:
    lead = writing.an_authority_begins(cast)
    writing.the_lead_starts_a_tender(cast, lead)
    writing.the_lead_writes_it(cast, lead)
    writing.the_lead_says_how_much_say_people_have(cast, lead)
    writing.the_lead_lays_the_groundwork(cast, lead)
    opening.the_officers_get_ready(cast, lead)
    writing.the_lead_publishes_it(cast, lead)
    _bid(cast, lead)
    labels = opening.they_open_the_bids(cast, lead)
    bidding.the_lead_confirms_gates(cast, lead)
    _judge(cast, lead, labels)
    digest = deciding.the_lead_closes_moderation(cast, lead, labels)
    deciding.anybody_gets_the_same_digest(cast, lead, digest, folder)
    deciding.they_decide_and_approve(cast, lead)
    deciding.the_lead_releases_letters(cast, lead)
    deciding.providers_read_them(cast, lead)
    deciding.the_notice_starts_the_standstill(cast, lead)


def _bid(cast: Cast, lead: Walker) -> None:
    bidding.the_lead_gives_seats(cast, lead)
    for account in bidding.PROVIDERS:
        provider = bidding.a_provider_registers(cast, account)
        bidding.it_writes_a_bid(cast, provider, account)
        if account == bidding.HARBOUR:
            bidding.it_submits(cast, provider)
        else:
            bidding.it_withdraws_and_submits_again(cast, provider, account)
    bidding.the_deadline_passes(cast, lead)


def _judge(cast: Cast, lead: Walker, labels: list[str]) -> None:
    evaluators = judging.evaluators_declare(cast)
    judging.the_participation_lead_decides(cast)
    judging.the_lead_starts_marking(cast, lead)
    judging.evaluators_mark(cast, evaluators, labels)
    judging.the_lead_closes_marking(cast, lead)
    judging.the_panel_moderates(cast, lead, labels)
    judging.evaluators_sign(cast, evaluators)
