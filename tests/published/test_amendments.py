"""A published tender is amended before its deadline: a new version, told to all at once (R4)."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.record.checks_published import amendments
from portal.tenders.models import Notice, Tender
from tests import make, make_bids
from tests.client import Client

DAYS = {
    "deadline_day": ["26", "10", "2026"],
    "deadline_time": "12:00",
    "marking_ends_on": ["16", "11", "2026"],
    "decision_on": ["30", "11", "2026"],
    "starts_on": ["1", "4", "2027"],
}
TYPED = DAYS | {"reason": "A house was sold.", "is_material": "yes"}
NEW = {"words_0_0": "We need help for forty carers.", "plain_0_0": "Help for forty of you."}


@dataclass
class Scene:
    """A published tender with one bid, its lead, and its bidder."""

    house: make.House
    tender_id: uuid.UUID
    lead: Client
    bidder: Client
    visitor: Client

    @property
    def path(self) -> str:
        """Where the tender's pages are."""
        return f"/ambleford/tenders/{self.tender_id}"


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """A day before the deadline, on both kinds of database."""
    house, tender_id = make_bids.published(make.house())
    (member,) = make_bids.submitted_bids(tender_id, 1)
    with clock.at(make_bids.BEFORE):
        clients = [make.client_of(app, human) for human in (house.lead, member)]
        yield Scene(house, tender_id, clients[0], clients[1], make.client_of(app))


def test_r4_an_amendment_is_a_new_version_beside_the_old_one(scene: Scene) -> None:
    old = scene.visitor.get(f"/notices/{scene.tender_id}/versions/1.json").data
    preview = scene.lead.submit(f"{scene.path}/amend", TYPED | NEW)
    assert "What everybody will read as changed" in preview.text
    assert "26 October 2026 at midday" in preview.text
    assert scene.visitor.get(f"/notices/{scene.tender_id}/versions/2").status_code == 404
    with make.looking():
        before = len(db.session.scalars(select(Mail.id)).all())
    sent = scene.lead.submit(f"{scene.path}/amend", TYPED | NEW | {"is_sure": "y"})
    assert sent.status_code == 303
    page = scene.visitor.get(f"/notices/{scene.tender_id}").text
    for words in ("A house was sold.", "help for forty carers", "26 October 2026 at midday"):
        assert words in page
    shown = scene.visitor.get(f"/notices/{scene.tender_id}/versions/2").text
    assert "<ins>" in shown
    new = scene.visitor.get(f"/notices/{scene.tender_id}/versions/2.json").data
    assert hashlib.sha256(new).hexdigest() in page
    assert scene.visitor.get(f"/notices/{scene.tender_id}/versions/1.json").data == old
    said = scene.visitor.get(f"/notices/{scene.tender_id}/ocds.json").json["releases"][-1]
    assert said["tag"] == ["tenderAmendment"]
    assert said["tender"]["tenderPeriod"]["endDate"].startswith("2026-10-26T12:00")
    with make.looking():
        assert len(db.session.scalars(select(Mail.id)).all()) == before + 2
    with tenant(scene.house.id):
        assert list(amendments(scene.tender_id)) == []


def test_r4_the_leads_own_pages_show_the_newest_version(scene: Scene) -> None:
    scene.lead.submit(f"{scene.path}/amend", TYPED | NEW | {"is_sure": "y"})
    page = scene.lead.get(f"{scene.path}/specification").text
    assert "Amended: version 2" in page
    section = re.search(r'href="([^"]*/sections/[^"]*/paragraphs)"', page)
    assert section
    assert NEW["words_0_0"] in scene.lead.get(section[1]).text


def test_r4_a_bid_sent_before_stands_until_its_provider_says_so_or_replaces_it(
    scene: Scene,
) -> None:
    scene.lead.submit(f"{scene.path}/amend", TYPED | NEW | {"is_sure": "y"})
    later = make_bids.BEFORE.replace(day=2)
    with clock.at(later):
        assert "was amended on" in scene.bidder.get(f"{scene.path}/bid").text
        assert "Our bid stands" in scene.bidder.get(f"{scene.path}/bid/amended").text
        assert scene.bidder.submit(f"{scene.path}/bid/amended", {}).status_code == 303
        assert "nothing to confirm" in scene.bidder.get(f"{scene.path}/bid/amended").text
        assert "let a bid stand" not in scene.lead.get(f"{scene.path}/trail").text


def test_r4_what_bids_answer_cannot_be_amended_and_the_database_holds_the_days(
    scene: Scene,
) -> None:
    first = scene.visitor.get(f"/notices/{scene.tender_id}/versions/1.json").json
    stands = first["sections"][0]["paragraphs"][0]
    texts = {"words_0_0": stands["words"], "plain_0_0": stands["plain_words"]}
    nothing = (
        TYPED
        | texts
        | {
            "deadline_day": ["12", "10", "2026"],
            "marking_ends_on": ["2", "11", "2026"],
            "decision_on": ["20", "11", "2026"],
        }
    )
    assert "Nothing changes" in scene.lead.submit(f"{scene.path}/amend", nothing).text
    earlier = TYPED | NEW | {"deadline_day": ["11", "10", "2026"]}
    assert "can only move later" in scene.lead.submit(f"{scene.path}/amend", earlier).text
    with clock.at(make_bids.BEFORE.replace(day=8)):
        short = nothing | NEW
        assert "less than ten days" in scene.lead.submit(f"{scene.path}/amend", short).text
        why = short | {"why_short": "It is one number."}
        assert "Publish the amendment" in scene.lead.submit(f"{scene.path}/amend", why).text
    for table, key in (("tender", "id"), ("notice", "id")):
        with pytest.raises(IntegrityError), make.writing(scene.house.id):
            change = f"update {table} set deadline_at = published_at where {key} is not null"
            db.session.execute(text(change))
    with make.looking(scene.house.id):
        row = db.session.get_one(Tender, (scene.house.id, scene.tender_id))
        assert row.deadline_at == db.session.get_one(Notice, scene.tender_id).deadline_at
