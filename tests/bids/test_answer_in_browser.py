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


def _sign_in(page: Page, address: str, member: make.Human) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address or sign-in name").fill(member.account)
    page.locator("[name=password]").fill(make.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile("^((?!sign-in).)*$"))


@pytest.mark.browser
def test_an_answer_is_kept_with_and_without_scripts(
    quick_app: Flask, sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    house, member = make.house(), make.provider()
    deadline = clock.now() + timedelta(days=9)
    tender_id = make_bids.published_tender(
        house, deadline_at=deadline, marking_ends_on=None, decision_on=None, starts_on=None
    )
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
            seen.page.goto(f"{bid}/answers/Q1")
            seen.page.get_by_label("Your answer").fill("five words \u00a0 and no\u200bmore here")
            expect(seen.page.locator(".word-count")).to_have_text("You have 95 words left")
            expect(seen.page.locator("[data-saved]")).to_contain_text("Draft saved at")
            assert not accessibility_problems(seen.page)
            assert not sideways_problems(seen.page)
        with visit(browser, javascript=False, phone=True) as seen:
            _sign_in(seen.page, server.address, member)
            seen.page.goto(f"{bid}/answers/Q1")
            answer = seen.page.get_by_label("Your answer")
            expect(answer).to_have_value("five words \u00a0 and no\u200bmore here")
            answer.fill("word " * 101)
            seen.page.get_by_role("button", name="Save and go on").click()
            expect(seen.page.locator("main")).to_contain_text("1 word more than the limit of 100")
            seen.page.goto(bid)
            expect(seen.page.locator("main")).to_contain_text("101 of 100 words")
