"""A provider sends four files full of itself; the desk cleans them; nobody reads whose they are."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from portal.accounts.models import OFFICER
from portal.core import clock
from portal.core.database import db
from tests import browser as browsers
from tests import make, make_bids
from tests.browser import accessibility_problems, sideways_problems, visit
from tests.make_dirty import WORDS, dirty_docx, dirty_jpeg, dirty_pdf, dirty_xlsx
from tests.make_files import published_with_files

pytestmark = [pytest.mark.browser, pytest.mark.journey]

NAME = "Quillfeather Bridge Trust"
MARKER = "quillfeather"
EDGES = ("Left", "Top", "Right", "Bottom")
FILES = {
    "our plan.docx": dirty_docx(MARKER, NAME),
    "our rota.xlsx": dirty_xlsx(MARKER, NAME),
    "our letter.pdf": dirty_pdf(MARKER, NAME),
    "us.jpeg": dirty_jpeg(MARKER),
}


def _sign_in(page: Page, address: str, human: make.Human) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address or sign-in name").fill(human.account)
    page.locator("[name=password]").fill(make.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile("^((?!sign-in).)*$"))


def test_four_files_full_of_identity_go_through_the_desk(
    own_app: Flask, sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    house, members = make.house(), make.providers([NAME, "Marlow Fields"])
    officer = make.staff(house, OFFICER)
    days = {"marking_ends_on": None, "decision_on": None, "starts_on": None}
    deadline = clock.now() + timedelta(days=9)
    house, tender_id = published_with_files(house, 4, deadline_at=deadline, **days)
    db.session.remove()
    settings = {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_DATABASE": sqlite_url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": "browser " * 6,
    }
    with browsers.served(settings) as server:
        tender = f"{server.address}/ambleford/tenders/{tender_id}"
        with visit(browser, phone=True) as seen:
            _sign_in(seen.page, server.address, members[0])
            _bring_files(seen.page, f"{tender}/bid/answers/Q1/files", tmp_path)
        for member in members:
            make_bids.submitted_bid(tender_id, member)
        make_bids.opened_bids(house, tender_id)
        labels = [make_bids.label_of(house, tender_id, member) for member in members]
        db.session.remove()
        with visit(browser) as seen:
            _sign_in(seen.page, server.address, officer)
            _read_at_desk(seen.page, *labels)
        with visit(browser, javascript=False) as seen:
            _sign_in(seen.page, server.address, house.lead)
            _reads_nothing_of_them(seen.page, tender, labels[0])


def _bring_files(page: Page, address: str, folder: Path) -> None:
    page.goto(address)
    bad = folder / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    for name, content in {"bad.pdf": b"%PDF-1.7 nothing", **FILES}.items():
        (folder / name).write_bytes(content)
        page.get_by_label("Choose a file").set_input_files(folder / name)
        page.get_by_role("button", name="Add this file").click()
        if name == "bad.pdf":
            expect(page.locator(".govuk-error-summary")).to_contain_text("This file is damaged")
            assert not accessibility_problems(page)
        else:
            expect(page.locator("main")).to_contain_text("The file is with your answer.")
            expect(page.locator("main")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("as many files as it may have")
    assert not accessibility_problems(page)
    assert not sideways_problems(page)


def _read_at_desk(page: Page, label: str, other: str) -> None:
    page.get_by_role("link", name=re.compile("Support for young carers")).click()
    page.get_by_role("link", name="The desk").click()
    page.get_by_role("link", name=f"Bid {label}", exact=True).click()
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Clean the files and look for names").click()
    expect(page.locator("main")).to_contain_text("To deal with", timeout=60_000)
    expect(page.locator("main")).to_contain_text("deleted words")
    expect(page.locator("main")).to_contain_text("hidden sheets")
    assert not accessibility_problems(page)
    assert not sideways_problems(page)
    _deal_with_one(page)
    _look_for_more(page)
    _cover_the_photograph(page)
    page.get_by_role("button", name="Take out all that is left").click()
    page.get_by_role("button", name="I read all of it and saw every page").click()
    expect(page.locator("main")).to_contain_text("This bid is read.")
    page.get_by_role("link", name="Back to all bids").click()
    page.get_by_role("link", name=f"Bid {other}", exact=True).click()
    page.get_by_role("button", name="Clean the files and look for names").click()
    page.get_by_role("button", name="I read all of it and saw every page").click()
    page.get_by_role("link", name="Back to all bids").click()
    assert not accessibility_problems(page)
    page.get_by_role("button", name="Let the evaluators have the bids").click()
    expect(page.locator("main")).to_contain_text("The evaluators can have the bids since")


def _deal_with_one(page: Page) -> None:
    page.get_by_role("link", name="Deal with it finding 1", exact=True).click()
    expect(page.locator("mark")).to_contain_text(NAME)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose whether")
    assert not accessibility_problems(page)
    page.get_by_label("Take it out").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("h1")).to_contain_text("Finding 2")
    page.get_by_role("link", name=re.compile("^Back to Bid")).click()


def _look_for_more(page: Page) -> None:
    page.get_by_role("link", name="Look for other words").click()
    page.get_by_label("Words to look for").fill("Words in a box")
    page.get_by_role("button", name="Look for them").click()
    expect(page.locator("main")).to_contain_text("Words that you looked for")


def _cover_the_photograph(page: Page) -> None:
    page.get_by_role("link", name="Page 1 File 4 of Q1", exact=True).click()
    assert page.locator("main img").evaluate("each => each.naturalWidth") == 60
    _draw_a_box(page)
    for edge, percent in (("Left", "0"), ("Top", "0"), ("Right", "100"), ("Bottom", "50")):
        page.get_by_label(f"{edge} edge").fill(percent)
    page.get_by_role("button", name="Cover it").click()
    expect(page.locator("main")).to_contain_text("from 0 to 100 across, from 0 to 50 down")
    assert not accessibility_problems(page)
    assert not sideways_problems(page)
    page.get_by_role("link", name=re.compile("^Back to Bid")).click()


def _draw_a_box(page: Page) -> None:
    """With a mouse: the button is pressed, a box is drawn, and its edges stand in the form."""
    page.get_by_role("button", name="Draw a box on the picture").click()
    page.locator("main img").scroll_into_view_if_needed()
    sheet = page.locator("main img").bounding_box()
    assert sheet
    x, y, width, height = (sheet[each] for each in ("x", "y", "width", "height"))
    page.mouse.move(x + width * 0.75, y + height * 0.8)
    page.mouse.down()
    page.mouse.move(x + width * 0.5, y + height * 0.6)
    page.mouse.move(x + width * 0.25, y + height * 0.4)
    page.mouse.up()
    edges = [float(page.get_by_label(f"{each} edge").input_value()) for each in EDGES]
    assert edges == pytest.approx([25, 40, 75, 80], abs=3)
    expect(page.locator(".drawn-box")).to_be_visible()
    expect(page.locator("main").get_by_role("status")).to_contain_text("The box is in the form")


def _reads_nothing_of_them(page: Page, tender: str, label: str) -> None:
    page.goto(f"{tender}/bids/{label}")
    for name in ("File 1", "File 2", "File 3", "File 4"):
        page.get_by_role("link", name=f"{name}, ").click()
        expect(page.locator("h1")).to_contain_text(f"{name}, page 1 of 1")
        assert MARKER not in page.content().lower()
        served = _bytes_of(page)
        assert served[8:12] == b"WEBP"
        assert MARKER.encode() not in served
        if name != "File 4":
            expect(page.locator(".answer")).to_contain_text(WORDS)
            expect(page.locator(".answer")).to_contain_text("[taken out]")
        page.get_by_role("link", name="Back to the bid").first.click()


def _bytes_of(page: Page) -> bytes:
    """The picture exactly as it is served."""
    address = page.locator("main img").evaluate("each => each.src")
    cookies = page.context.cookies()
    sent = "; ".join(f"{each['name']}={each['value']}" for each in cookies)
    with urlopen(Request(address, headers={"Cookie": sent})) as answer:
        assert MARKER not in str(answer.headers).lower()
        found: bytes = answer.read()
        return found
