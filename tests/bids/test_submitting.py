"""A provider submits and withdraws its bid, until the deadline and not a second longer."""

from __future__ import annotations

import hashlib
import io
import json
import uuid
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids import views, views_sealing
from portal.bids.models import BidDraft, OpenedBid
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make_bids
from tests.bids.conftest import Scene
from tests.client import token_of

DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_no_to_a_pass_or_fail_question_is_said_aloud(quick: Scene) -> None:
    quick.write_all()
    quick.client.submit(f"{quick.bid}/gates", {"passes_1": "no", "evidence_1": "Not yet."})
    assert "You answered ‘No’" in quick.client.get(f"{quick.bid}/check").text
    assert quick.submit()


def test_submitting_asks_for_the_word_that_one_may(quick: Scene) -> None:
    quick.write_all()
    answer = quick.client.submit(f"{quick.bid}/submit", {}, at=f"{quick.bid}/check")
    assert answer.status_code == 200
    assert 'href="#confirm"' in answer.text
    assert quick.submissions() == []


def test_an_incomplete_bid_is_refused_on_a_page_that_says_what_is_missing(quick: Scene) -> None:
    quick.write_all()
    token = token_of(quick.client.get(f"{quick.bid}/check"))
    quick.client.submit(f"{quick.bid}/answers/Q2", {"text": " "})
    typed = {"csrf_token": token, "confirm": "y"}
    answer = quick.client.post(f"{quick.bid}/submit", data=typed)
    assert answer.status_code == 200
    assert "Your bid isn’t complete" in answer.text
    assert "Answer ‘Fun’" in answer.text


def test_a_second_submit_leads_to_the_receipt_of_the_first(quick: Scene) -> None:
    quick.write_all()
    token = token_of(quick.client.get(f"{quick.bid}/check"))
    for _ in range(2):
        typed = {"csrf_token": token, "confirm": "y"}
        answer = quick.client.post(f"{quick.bid}/submit", data=typed)
        assert answer.headers["Location"].endswith("/bid/receipt")
    assert len(quick.submissions()) == 1


def test_a_bid_may_be_withdrawn_changed_and_submitted_again(scene: Scene) -> None:
    scene.write_all()
    kept = scene.client.get(f"{scene.bid}/bid.zip")
    with zipfile.ZipFile(io.BytesIO(kept.data)) as parts:
        digest = hashlib.sha256(parts.read("bid.json")).hexdigest()
    scene.submit()
    assert scene.submissions()[0].sha256 == digest
    sent = scene.client.get(f"{scene.bid}/answers/Q1")
    assert sent.headers["Location"].endswith("/bid")
    answer = scene.client.submit(f"{scene.bid}/withdraw")
    assert answer.status_code == 303
    page = scene.client.get(answer.headers["Location"])
    assert "Nothing is submitted now" in page.text
    assert "You withdrew your bid" in scene.client.get(scene.bid).text
    sent = {"file": (io.BytesIO(kept.data), "bid.zip")}
    assert scene.client.submit(f"{scene.bid}/from-copy", sent).status_code == 303
    assert "We will do Q2." in scene.client.get(f"{scene.bid}/answers/Q2").text
    scene.client.submit(f"{scene.bid}/answers/Q1", {"text": "Better."})
    scene.submit()
    first, second = scene.submissions()
    assert first.sha256 != second.sha256
    make_bids.opened_bids(scene.house, scene.tender_id)
    with tenant(scene.house.id):
        newest = json.loads(db.session.scalars(select(OpenedBid.blob)).one())
    assert newest["answers"]["Q1"] == "Better."


def test_a_bid_at_the_deadline_is_refused_recorded_and_its_draft_stays_readable(
    scene: Scene,
) -> None:
    scene.write_all()
    token = token_of(scene.client.get(f"{scene.bid}/check"))
    typed = {"csrf_token": token, "confirm": "y"}
    with clock.at(DEADLINE):
        answer = scene.client.post(f"{scene.bid}/submit", data=typed)
        assert "Your bid was not submitted" in answer.text
        assert "That you tried is recorded" in answer.text
        assert "We will do Q1." in answer.text
        assert "We will do Q1." in scene.client.get(scene.bid).text
    assert scene.submissions() == []
    with tenant(scene.house.id):
        event = db.session.scalars(select(Event).where(Event.name == "bid:refused-late")).one()
        assert event.at == DEADLINE
        assert event.facts == {"received_at": DEADLINE.isoformat()}


def test_a_bid_one_second_before_the_deadline_is_in(quick: Scene) -> None:
    quick.write_all()
    with clock.at(DEADLINE - SECOND):
        assert "Less than a minute left" in quick.client.get(quick.bid).text
        quick.submit()
    assert len(quick.submissions()) == 1


def test_when_the_portal_had_a_bid_decides_however_long_it_waits_for_its_turn(
    quick: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick.write_all()
    token = token_of(quick.client.get(f"{quick.bid}/check"))

    def waits(authority: str, tender_id: uuid.UUID) -> views.Own:
        clock._fixed.set(DEADLINE + SECOND)  # others hold the tender meanwhile
        return views.own_bid(authority, tender_id)

    monkeypatch.setattr(views_sealing, "own_bid", waits)
    with clock.at(DEADLINE - SECOND):
        quick.client.post(f"{quick.bid}/submit", data={"csrf_token": token, "confirm": "y"})
    assert [each.submitted_at for each in quick.submissions()] == [DEADLINE - SECOND]


def test_words_typed_when_the_deadline_passes_stay_on_the_page(quick: Scene) -> None:
    path = f"{quick.bid}/answers/Q1"
    token = token_of(quick.client.get(path))
    with clock.at(DEADLINE):
        typed = {"csrf_token": token, "text": "My last words"}
        answer = quick.client.post(path, data=typed)
        assert "My last words" in answer.text
        assert "wasn’t saved" in answer.text
        headers = {"X-CSRFToken": token, "Accept": "application/json"}
        answer = quick.client.post(f"{path}/draft", data={"text": "Late"}, headers=headers)
        assert answer.status_code == 422
        assert "deadline" in str(answer.json)
    with tenant(quick.house.id):
        assert db.session.scalars(select(BidDraft)).all() == []
