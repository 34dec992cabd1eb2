"""A provider writes and checks its bid on pages; nothing typed is lost."""

from __future__ import annotations

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select

from portal.bids.models import BidDraft
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make, make_bids
from tests.bids.conftest import Scene
from tests.client import token_of


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
    assert "Your bid is submitted" in scene.client.get(scene.bid).text
    for part in ("bid.json", "submitted", "opening"):
        assert scene.client.get(f"{scene.bid}/{part}").status_code == 403
    make_bids.opened_bids(scene.house, scene.tender_id)
    blob = scene.client.get(f"{scene.bid}/bid.json")
    assert hashlib.sha256(blob.data).hexdigest() == sealed.sha256
    assert "We will do Q3." in scene.client.get(f"{scene.bid}/submitted").text
    assert sealed.sha256 in scene.client.get(f"{scene.bid}/opening").text


def test_answers_go_from_question_to_question(quick: Scene) -> None:
    first = quick.client.submit(f"{quick.bid}/answers/Q1", {"text": "One."})
    assert first.headers["Location"].endswith("/bid/answers/Q2")
    last = quick.client.submit(f"{quick.bid}/answers/Q3", {"text": "Three."})
    assert last.headers["Location"].endswith("/bid/gates")
    assert quick.client.get(f"{quick.bid}/answers/Q9").status_code == 404


def test_an_answer_over_its_limit_is_kept_and_says_by_how_much(quick: Scene) -> None:
    path = f"{quick.bid}/answers/Q1"
    answer = quick.client.submit(path, {"text": "word " * 103})
    assert answer.status_code == 200
    assert "3 words more than the limit of 100" in answer.text
    assert "word word" in answer.text
    assert "word word" in quick.client.get(path).text
    assert "Too long" in quick.client.get(quick.bid).text
    assert "Take 3 words out of" in quick.client.get(f"{quick.bid}/check").text


def test_a_script_keeps_the_draft_and_is_told_when(quick: Scene) -> None:
    path = f"{quick.bid}/answers/Q1"
    token = token_of(quick.client.get(path))
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    answer = quick.client.post(f"{path}/draft", data={"text": "Half a"}, headers=headers)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["saved_at"] == "10am"
    assert "Half a" in quick.client.get(path).text


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
    assert "100,000" in answer.text
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
