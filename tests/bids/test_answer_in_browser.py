"""An answer is counted and kept while somebody writes it, and with scripts switched off too."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from portal.core import clock
from portal.core.database import db
from tests import browser as browsers
from tests import make, make_bids
from tests.browser import accessibility_problems, sideways_problems, visit

WORDS = "five words \u00a0 and no\u200bmore here"


def _sign_in(page: Page, address: str, member: make.Human) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address or sign-in name").fill(member.account)
    page.locator("[name=password]").fill(make.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile("^((?!sign-in).)*$"))


@pytest.mark.browser
def test_an_answer_is_kept_with_and_without_scripts(
    own_app: Flask, sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    house, member = make.house(), make.provider()
    days = {"marking_ends_on": None, "decision_on": None, "starts_on": None}
    deadline = clock.now() + timedelta(days=9)
    tender_id = make_bids.published_tender(house, deadline_at=deadline, **days)
    db.session.remove()
    settings = {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_DATABASE": sqlite_url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": "browser " * 6,
    }
    with browsers.served(settings) as server:
        bid = f"{server.address}/ambleford/tenders/{tender_id}/bid"
        with visit(browser) as seen:
            _sign_in(seen.page, server.address, member)
            _write_with_scripts(seen.page, bid)
        with visit(browser, javascript=False, phone=True) as seen:
            _sign_in(seen.page, server.address, member)
            _write_without(seen.page, bid)


def _write_with_scripts(page: Page, bid: str) -> None:
    page.goto(f"{bid}/answers/Q1")
    page.get_by_label("Your answer").fill(WORDS)
    expect(page.locator(".word-count")).to_have_text("You have 95 words left")
    expect(page.locator("[data-saved]")).to_contain_text("Draft saved at")
    assert not accessibility_problems(page)
    assert not sideways_problems(page)


def _write_without(page: Page, bid: str) -> None:
    page.goto(f"{bid}/answers/Q1")
    expect(page.get_by_label("Your answer")).to_have_value(WORDS)
    page.get_by_label("Your answer").fill("word " * 101)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("main")).to_contain_text("1 word more than the limit of 100")
    page.goto(bid)
    expect(page.locator("main")).to_contain_text("101 of 100 words")
