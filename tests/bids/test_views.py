"""A provider writes, checks, submits and withdraws its bid; nothing typed is lost."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids import operations as bids
from portal.bids.models import BidDraft, Submission
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.client import Client, token_of

DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


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


def _scene(app: Flask) -> Scene:
    house, member = make.house(), make.provider("Tollerby Bridge Trust")
    tender_id = make_bids.published_tender(house)
    path = f"/ambleford/tenders/{tender_id}/bid"
    return Scene(house, tender_id, member, make.client_of(app, member), path)


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """Before the deadline, on both kinds of database."""
    with clock.at(make_bids.BEFORE):
        yield _scene(app)


@pytest.fixture
def quick(quick_app: Flask) -> Iterator[Scene]:
    """Before the deadline, on SQLite alone."""
    with clock.at(make_bids.BEFORE):
        yield _scene(quick_app)


def test_a_provider_goes_through_all_pages_to_a_receipt(scene: Scene) -> None:
    page = scene.client.get(scene.bid)
    assert "12 October 2026 at midday" in page.text
    assert "11 days left" in page.text
    scene.write_on_pages()
    check = scene.client.get(f"{scene.bid}/check")
    for words in ("We will do Q1.", "Five million.", "£612,000.50", "Tollerby Bridge Trust"):
        assert words in check.text
    receipt = scene.client.get(scene.submit())
    sealed = scene.submissions()[0]
    assert sealed.sha256 in receipt.text
    assert "1 October 2026, 10:00:00 BST" in receipt.text
    blob = scene.client.get(f"{scene.bid}/bid.json")
    assert hashlib.sha256(blob.data).hexdigest() == sealed.sha256
    assert "We will do Q3." in scene.client.get(f"{scene.bid}/submitted").text
    assert "Your bid is submitted" in scene.client.get(scene.bid).text


def test_answers_go_from_question_to_question(quick: Scene) -> None:
    first = quick.client.submit(f"{quick.bid}/answers/Q1", {"text": "One."})
    assert first.headers["Location"].endswith("/bid/answers/Q2")
    last = quick.client.submit(f"{quick.bid}/answers/Q3", {"text": "Three."})
    assert last.headers["Location"].endswith("/bid/gates")
    assert quick.client.get(f"{quick.bid}/answers/Q9").status_code == 404


def test_an_answer_over_its_limit_is_kept_and_says_by_how_much(scene: Scene) -> None:
    path = f"{scene.bid}/answers/Q1"
    answer = scene.client.submit(path, {"text": "word " * 103})
    assert answer.status_code == 200
    assert "3 words more than the limit of 100" in answer.text
    assert "word word" in answer.text
    assert "word word" in scene.client.get(path).text
    assert "Too long" in scene.client.get(scene.bid).text
    assert "Take 3 words out of" in scene.client.get(f"{scene.bid}/check").text


def test_a_script_keeps_the_draft_and_is_told_when(scene: Scene) -> None:
    path = f"{scene.bid}/answers/Q1"
    token = token_of(scene.client.get(path))
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    answer = scene.client.post(f"{path}/draft", data={"text": "Half a"}, headers=headers)
    assert (answer.status_code, answer.json) == (200, {"saved_at": "10:00"})
    assert "Half a" in scene.client.get(path).text


@pytest.mark.parametrize(
    ("headers", "sent", "code"),
    [
        ({}, {"data": {"text": "no token"}}, "Q1"),
        ({"X-CSRFToken": "forged"}, {"data": {"text": "wrong token"}}, "Q1"),
        ({}, {"data": "{damaged", "content_type": "application/json"}, "Q1"),
        ({}, {"json": ["a", "list"]}, "Q1"),
        ({}, {"data": {"text": "x" * 100_001}}, "Q1"),
        ({}, {"data": {"text": "not asked"}}, "Q9"),
    ],
)
def test_a_damaged_draft_is_refused_with_a_sentence(
    quick: Scene, headers: dict[str, str], sent: dict[str, object], code: str
) -> None:
    if "data" in sent and code == "Q9" or "x" * 9 in str(sent):
        headers = {"X-CSRFToken": token_of(quick.client.get(f"{quick.bid}/answers/Q1"))}
    accepts = headers | {"Accept": "application/json"}
    path = f"{quick.bid}/answers/{code}/draft"
    answer = quick.client.post(path, headers=accepts, **sent)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["error"].endswith(".")
    with tenant(quick.house.id):
        assert db.session.scalars(select(BidDraft)).all() == []


def test_a_huge_answer_is_a_clear_error_and_stays_on_the_page(quick: Scene) -> None:
    answer = quick.client.submit(f"{quick.bid}/answers/Q1", {"text": "x" * 100_001})
    assert answer.status_code == 200
    assert "100000" in answer.text
    assert "x" * 100_001 in answer.text
    assert quick.client.post(f"{quick.bid}/answers/Q1", data=b"x" * 5_000_000).status_code == 413


def test_a_nil_price_is_refused_beside_its_field(quick: Scene) -> None:
    for typed in ("0", "£0.00"):
        answer = quick.client.submit(f"{quick.bid}/price", {"price": typed})
        assert 'href="#price"' in answer.text
        assert f'value="{typed}"' in answer.text
    answer = quick.client.submit(f"{quick.bid}/price", {"price": "about 5"})
    assert 'value="about 5"' in answer.text


def test_the_price_page_says_what_it_covers(quick: Scene) -> None:
    assert "Three years, without VAT." in quick.client.get(f"{quick.bid}/price").text


def test_checking_lists_what_is_missing_with_links(quick: Scene) -> None:
    page = quick.client.get(f"{quick.bid}/check")
    for part in ("answers/Q1", "answers/Q2", "answers/Q3", "gates", "price"):
        assert f'href="{quick.bid}/{part}"' in page.text
    assert 'action="' + quick.bid + '/submit"' not in page.text


def test_checking_warns_of_what_tells_whose_bid_it_is(quick: Scene) -> None:
    quick.write_all()
    assert "may tell evaluators" not in quick.client.get(f"{quick.bid}/check").text
    text = "At TOLLERBY  bridge trust, see https://PROVIDER1.example/us"
    quick.client.submit(f"{quick.bid}/answers/Q2", {"text": text})
    page = quick.client.get(f"{quick.bid}/check")
    assert "may tell evaluators" in page.text
    assert "‘Fun’ holds Tollerby Bridge Trust" in page.text


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
    scene.submit()
    sent = scene.client.get(f"{scene.bid}/answers/Q1")
    assert sent.headers["Location"].endswith("/bid")
    answer = scene.client.submit(f"{scene.bid}/withdraw")
    assert answer.status_code == 303
    page = scene.client.get(scene.bid)
    assert "Nothing is submitted now" in page.text
    assert "You withdrew your bid" in scene.client.get(scene.bid).text
    scene.client.submit(f"{scene.bid}/answers/Q1", {"text": "Better."})
    scene.submit()
    first, second = scene.submissions()
    assert first.sha256 != second.sha256
    newest = json.loads(max((first, second), key=lambda each: "Better." in each.blob).blob)
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
        assert event.facts == {}


def test_a_bid_one_second_before_the_deadline_is_in(quick: Scene) -> None:
    quick.write_all()
    with clock.at(DEADLINE - SECOND):
        assert "Less than a minute left" in quick.client.get(quick.bid).text
        quick.submit()
    assert len(quick.submissions()) == 1


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


def test_a_provider_never_sees_anothers_bid(quick: Scene, quick_app: Flask) -> None:
    quick.write_all()
    quick.submit()
    other = make.client_of(quick_app, make.provider("Another"))
    page = other.get(quick.bid)
    assert "Your bid" in page.text
    assert "We will do" not in page.text
    for part in ("receipt", "submitted", "bid.json"):
        assert other.get(f"{quick.bid}/{part}").status_code == 404


def test_a_visitor_signs_in_first_and_staff_find_no_bid_pages(
    quick: Scene, quick_app: Flask
) -> None:
    answer = make.client_of(quick_app).get(quick.bid)
    assert "/sign-in" in answer.headers["Location"]
    for human in quick.house.staff.values():
        client = make.client_of(quick_app, human)
        for part in ("", "/answers/Q1", "/gates", "/price", "/check", "/receipt", "/bid.json"):
            assert client.get(quick.bid + part).status_code == 404
