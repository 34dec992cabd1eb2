"""A power cut right after an acknowledged save loses nothing, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from portal.core.database import db
from tests import make
from tests.browser import served
from tests.tenders.test_views import TYPED
from tests.web import Visitor


def test_a_tender_that_was_saved_survives_the_servers_sudden_end(
    app: Flask, database_url: str, tmp_path: Path
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
