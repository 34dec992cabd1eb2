"""Everybody reads what is published: in standard and plain words, on paper, and as files."""

from __future__ import annotations

import hashlib

from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Notice
from portal.tenders.views_notices import paragraphs
from tests import make, make_specification
from tests.statements import statements_at


def test_visitors_read_a_notice_in_standard_and_in_plain_words(app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.published_tender(house)
    visitor = make.client_of(app)
    with clock.at(make.START):
        standard = visitor.get(f"/notices/{tender_id}").text
        plain = visitor.get(f"/notices/{tender_id}?words=plain").text
    assert "Young carers." in standard
    assert "How will you do it: Listening?" in standard
    assert "How will you do it" not in plain
    assert "‘Professionals’ carry 50%" in standard
    assert "Sign in to bid" in standard
    assert "The lowest price gets 20 marks" in plain


def test_a_file_has_the_hash_that_is_published_for_it(quick_app: Flask) -> None:
    tender_id = make_specification.published_tender(make.house())
    notice = db.session.get_one(Notice, tender_id)
    published = {"method": notice.method_sha256, "specification": notice.specification_sha256}
    visitor = make.client_of(quick_app)
    for piece, sha256 in published.items():
        answer = visitor.get(f"/notices/{tender_id}/{piece}.json")
        assert hashlib.sha256(answer.data).hexdigest() == sha256
        assert sha256 in visitor.get(f"/notices/{tender_id}").text


def test_a_notice_of_two_whole_texts_is_parted_by_its_empty_lines() -> None:
    old = {"title": "Who", "body": "Carers.\n\nFamilies.", "plain_body": "You."}
    now = [
        {"words": "Carers.", "plain_words": "You."},
        {"words": "Families.", "plain_words": ""},
    ]
    assert paragraphs(old) == now == paragraphs({"title": "Who", "paragraphs": now})


def test_the_paper_version_says_the_same(quick_app: Flask) -> None:
    tender_id = make_specification.published_tender(make.house())
    page = make.client_of(quick_app).get(f"/notices/{tender_id}/print").text
    assert "Young carers." in page
    assert "How bids are marked" in page


def test_providers_go_to_their_bid_until_the_deadline(quick_app: Flask) -> None:
    house, provider = make.house(), make.provider()
    tender_id = make_specification.published_tender(house)
    client = make.client_of(quick_app, provider)
    link = f'href="/ambleford/tenders/{tender_id}/bid"'
    with clock.at(make.START):
        assert link in client.get(f"/notices/{tender_id}").text
        assert link not in make.client_of(quick_app, house.lead).get(f"/notices/{tender_id}").text
    deadline = db.session.get_one(Notice, tender_id).deadline_at
    with clock.at(deadline):
        late = client.get(f"/notices/{tender_id}").text
    assert "Bidding is over" in late
    assert link not in late


def test_open_tenders_are_listed_until_their_deadline(quick_app: Flask) -> None:
    visitor = make.client_of(quick_app)
    assert "No tender is open now" in visitor.get("/notices").text
    house = make.house()
    make_specification.published_tender(house)
    make_specification.ready_tender(house, title="Still a draft")
    with clock.at(make.START):
        page = visitor.get("/notices").text
    assert "Support for young carers" in page
    assert "Still a draft" not in page
    with clock.at(make.tender_facts().deadline_at or make.START):
        assert "No tender is open now" in visitor.get("/notices").text


def test_a_draft_has_no_notice(quick_app: Flask) -> None:
    tender_id = make_specification.ready_tender(make.house())
    visitor = make.client_of(quick_app)
    for rest in ("", "/print", "/method.json"):
        assert visitor.get(f"/notices/{tender_id}{rest}").status_code == 404


def test_the_list_takes_the_same_number_of_queries_for_one_and_for_many(quick_app: Flask) -> None:
    house = make.house()
    visitor = make.client_of(quick_app)
    counts = []
    with clock.at(make.START):
        for _round in range(2):
            make_specification.published_tender(house)
            visitor.get("/notices")
            counts.append(statements_at(visitor, "/notices"))
    assert counts[0] == counts[1]
