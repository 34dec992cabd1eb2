"""Bids that came in another system are brought by one person and confirmed by another (R29)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Browser

from portal.accounts.models import APPROVER, PARTICIPATION
from portal.bids.content import Questions
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Tender
from tests import make, make_importing
from tests.browser import Server, accessibility_problems, served, sideways_problems, visit
from tests.journeys.walker import Walker
from tests.make_files import png

pytestmark = pytest.mark.browser


class Made(NamedTuple):
    """A served portal with a tender whose bids came elsewhere; its deadline has just passed."""

    server: Server
    house: make.House
    tender: str
    questions: Questions
    deadline: datetime


@pytest.fixture
def made(own_app: Flask, sqlite_url: str, tmp_path: Path) -> Iterator[Made]:
    house, deadline = make.house(), clock.now() - timedelta(hours=3)
    days = {"marking_ends_on": None, "decision_on": None, "starts_on": None}
    before = deadline - timedelta(days=40)
    tender_id: uuid.UUID = make_importing.published_elsewhere(
        house, at=before, deadline_at=deadline, **days
    )
    with make.looking(house.id):
        questions = questions_of(db.session.get_one(Tender, (house.id, tender_id)))
    db.session.remove()
    settings = {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_DATABASE": sqlite_url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": "browser " * 6,
    }
    with served(settings) as server:
        yield Made(server, house, f"/{house.slug}/tenders/{tender_id}", questions, deadline)


def test_one_brings_the_bids_and_another_confirms_them(
    made: Made, browser: Browser, tmp_path: Path
) -> None:
    staff = made.house.staff
    with visit(browser, phone=True, javascript=False) as seen:
        first = Walker(seen.page, made.server.address)
        first.sign_in(staff[PARTICIPATION].account)
        _bring_the_workbook(first, made, tmp_path)
        _bring_the_files(first, tmp_path)
        first.press("Check what will be brought")
        first.sees("Tollerby Bridge Trust", "Too Late Ltd (PB-3)", "£611,000", "plan.png")
        first.press("I compared it: hand it on")
        first.sees("You checked it")
    with visit(browser) as seen:
        second = Walker(seen.page, made.server.address)
        second.sign_in(staff[APPROVER].account)
        second.go(f"{made.tender}/opening")
        second.press("Bring the bids here")
        second.sees("It waits for you")
        assert accessibility_problems(seen.page) == []
        second.press("Check what will be brought")
        assert accessibility_problems(seen.page) == sideways_problems(seen.page) == []
        second.press("Confirm: this is what ProBid has")
        second.sees("Brought here on", "Ada Penrose", "3 bids were received there")
        assert sideways_problems(seen.page) == []


def _bring_the_workbook(first: Walker, made: Made, folder: Path) -> None:
    """What is missing is said beside its cell."""
    first.go(f"{made.tender}/opening")
    first.press("Bring the bids here")
    path = f"{made.tender}/import/bids-from-elsewhere.xlsx?bids=3"
    rows = make_importing.rows_for(made.questions, deadline=made.deadline)
    sent = folder / "bids.xlsx"
    sent.write_bytes(make_importing.filled(first.fetch(path), made.questions, rows))
    first.main.locator("[name=file]").set_input_files(sent)
    first.press("Check this workbook")
    first.sees("Files, D2: This file hasn’t been brought")
    assert sideways_problems(first.page) == []


def _bring_the_files(first: Walker, folder: Path) -> None:
    zipped = folder / "files.zip"
    zipped.write_bytes(make_importing.zip_of({"one/plan.png": png()}))
    first.main.locator("[name=files]").set_input_files(zipped)
    first.press("Add these files")
    first.sees("Nothing has to be mended", "1 file is here")
