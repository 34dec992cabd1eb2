"""A provider at its bid to a published tender."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from portal.bids import operations as bids
from portal.bids.models import Submission
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.client import Client
from tests.shelf import Prepared


@dataclass
class Scene:
    """A published tender, a provider's member, and their browser."""

    house: make.House
    tender_id: uuid.UUID
    member: make.Human
    client: Client
    bid: str

    def write_all(self) -> None:
        """A whole draft, complete."""
        with make.writing(self.house.id):
            tender = db.session.scalars(select(Tender)).one()
            content = make_bids.answered(tender)
            content["answers"] = {code: f"We will do {code}." for code in content["answers"]}
            bids.save_draft(self.member.actor, tender, content)

    def write_on_pages(self) -> None:
        """The same, page by page."""
        for code in ("Q1", "Q2", "Q3"):
            path = f"{self.bid}/answers/{code}"
            answer = self.client.submit(path, {"text": f"We will do {code}."})
            assert answer.status_code == 303
        gates = {"passes_1": "yes", "evidence_1": "Five million."}
        assert self.client.submit(f"{self.bid}/gates", gates).status_code == 303
        answer = self.client.submit(f"{self.bid}/price", {"price": "£612,000.50"})
        assert answer.headers["Location"].endswith("/bid/check")

    def submit(self) -> str:
        """Submit on the checking page; where the browser is sent."""
        answer = self.client.submit(f"{self.bid}/submit", {"confirm": "y"}, at=f"{self.bid}/check")
        assert answer.status_code == 303
        return str(answer.headers["Location"])

    def submissions(self) -> list[Submission]:
        """What was submitted."""
        with tenant(self.house.id):
            return list(db.session.scalars(select(Submission)))


def _scene(app: Flask, house: make.House, tender_id: uuid.UUID) -> Scene:
    member = make.provider("Tollerby Bridge Trust")
    path = f"/ambleford/tenders/{tender_id}/bid"
    return Scene(house, tender_id, member, make.client_of(app, member), path)


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """Before the deadline, on both kinds of database."""
    with clock.at(make_bids.BEFORE):
        yield _scene(app, *make_bids.published(make.house()))


@pytest.fixture
def quick(quick_app: Flask, prepared: Prepared) -> Iterator[Scene]:
    """Before the deadline, on SQLite alone."""
    with clock.at(make_bids.BEFORE):
        yield _scene(quick_app, *prepared(make_bids.published))
