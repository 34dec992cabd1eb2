"""A power cut right after an acknowledged save loses nothing, on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from portal.core.database import db
from tests import make, make_evaluation
from tests.browser import served
from tests.make_bids import label_of
from tests.tenders.test_views import TYPED
from tests.web import Visitor


def test_a_tender_that_was_saved_survives_the_servers_sudden_end(
    fresh_app: Flask, database_url: str, tmp_path: Path
) -> None:
    house = make.house()
    environment = environment_of(database_url, tmp_path)
    with served(environment) as server:
        lead = Visitor(server.address)
        lead.sign_in(house.lead.account, make.PASSWORD)
        saved = lead.submit("/ambleford/tenders/new", TYPED)
        server.kill()
    assert saved.status == 303
    with served(environment) as server:
        lead.address = server.address
        shown = lead.get(saved.location)
    assert shown.status == 200  # the sign-in is still there too
    assert TYPED["title"] in shown.text


def environment_of(database_url: str, folder: Path) -> dict[str, str]:
    """How a server of its own finds this test's database."""
    db.session.remove()
    return {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": "test " * 8,
        "EVENHAND_DATABASE": database_url,
    }


def test_a_draft_that_was_kept_survives_the_servers_sudden_end(
    fresh_app: Flask, database_url: str, tmp_path: Path
) -> None:
    made = make_evaluation.marking_tender(bids=1, professional=1, young=1)
    young = made.evaluators["young"][0]
    page = f"{made.path}/marking/{label_of(made.house, made.id, made.bidders[0])}/Q1"
    words = "They rang her back the same day."
    environment = environment_of(database_url, tmp_path)
    with served(environment) as server:
        visitor = Visitor(server.address)
        visitor.sign_in(young.account, make.PASSWORD)
        kept = visitor.submit(f"{page}/draft", {"mark": "2", "reason": words}, at=page)
        server.kill()
    assert "saved_at" in kept.text
    with served(environment) as server:
        visitor.address = server.address
        shown = visitor.get(page)
    assert words in shown.text
    assert re.search(r'name="mark" value="2"[^>]*checked', shown.text)
