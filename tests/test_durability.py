"""A power cut right after an acknowledged save loses nothing, on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from portal.core.database import db
from tests import make, make_evaluation
from tests.browser import Server, served
from tests.make_bids import label_of
from tests.tenders.test_views import TYPED
from tests.web import Visitor

pytestmark = pytest.mark.journey
WORDS = "They rang her back the same day."


def test_a_tender_and_a_draft_that_were_saved_survive_the_servers_sudden_end(
    fresh_app: Flask, database_url: str, tmp_path: Path
) -> None:
    made = make_evaluation.marking_tender(bids=1, professional=1, young=1)
    young = made.evaluators["young"][0]
    page = f"{made.path}/marking/{label_of(made.house, made.id, made.bidders[0])}/Q1"
    environment = environment_of(database_url, tmp_path)
    with served(environment) as server:
        lead, marker = (_who_signs_in(server, who) for who in (made.house.lead, young))
        kept = marker.submit(f"{page}/draft", {"mark": "2", "reason": WORDS}, at=page)
        saved = lead.submit(f"/{made.house.slug}/tenders/new", TYPED)
        server.kill()
    assert saved.status == 303
    assert "saved_at" in kept.text
    with served(environment) as server:
        lead.address = marker.address = server.address
        tender, draft = lead.get(saved.location), marker.get(page)
    assert tender.status == 200  # the sign-in is still there too
    assert TYPED["title"] in tender.text
    assert WORDS in draft.text
    assert re.search(r'name="mark" value="2"[^>]*checked', draft.text)


def _who_signs_in(server: Server, human: make.Human) -> Visitor:
    visitor = Visitor(server.address)
    visitor.sign_in(human.account, make.PASSWORD)
    return visitor


def environment_of(database_url: str, folder: Path) -> dict[str, str]:
    """How a server of its own finds this test's database."""
    db.session.remove()
    return {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": "test " * 8,
        "EVENHAND_DATABASE": database_url,
    }
