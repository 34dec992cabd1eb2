"""Drafts, sealed bids, withdrawals and the opening, on both kinds of database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids import operations as bids
from portal.bids.models import Bid, BidDraft, OpenedBid, Submission
from portal.bids.opening import bring_share
from portal.bids.queries import (
    bids_of,
    blind_bid,
    draft_of,
    prices_of,
)
from portal.bids.queries_list import entries_with_notices
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications import operations as specifications
from portal.tenders.models import Tender
from portal.tenders.openers.models import RECOVERY
from tests import make, make_bids, make_openers, make_specification
from tests.shelf import Prepared

DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def _tender(tender_id: Any) -> Tender:
    return db.session.scalars(select(Tender).where(Tender.id == tender_id)).one()


def _try(house: make.House, tender_id: Any, act: Callable[[Tender], Any]) -> Refused:
    with pytest.raises(Refused) as caught, make.writing(house.id):
        act(_tender(tender_id))
    return caught.value


def test_a_draft_grows_part_by_part(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    provider = make.provider()
    parts = [{"answers": {"Q1": "One"}}, {"answers": {"Q2": "Two"}}, {"price": "5"}]
    with clock.at(make_bids.BEFORE):
        for part in parts:
            with make.writing(house.id):
                bids.save_draft(provider.actor, _tender(tender_id), part)
    with tenant(house.id):
        draft = draft_of(_tender(tender_id), provider.actor.provider_id)
        assert draft is not None
        assert draft.content == {"answers": {"Q1": "One", "Q2": "Two"}, "gates": {}, "price": "5"}
    with make.looking():
        [(entry, _notice)] = entries_with_notices(provider.actor.provider_id, 0, 25)  # type: ignore[arg-type]
        assert (entry.tender_id, entry.state) == (tender_id, "draft")


@pytest.mark.parametrize(
    "damaged",
    [
        {"answers": {"Q9": "not asked"}},
        {"answers": {"Q1": 5}},
        {"answers": ["Q1"]},
        {"gates": {"G1": {"passes": "yes"}}},
        {"gates": {"G1": True}},
        {"price": 5},
        {"price": "-1"},
        {"price": "0"},
        {"price": "1e9"},
        {"provider": "somebody else"},
        ["answers"],
        {"answers": {"Q1": "x" * 100_001}},
    ],
)
def test_a_damaged_draft_is_refused_whole(prepared: Prepared, damaged: Any) -> None:
    house, tender_id = prepared(make_bids.published)
    provider = make.provider()
    with clock.at(make_bids.BEFORE):
        _try(house, tender_id, lambda tender: bids.save_draft(provider.actor, tender, damaged))
    with tenant(house.id):
        assert db.session.scalars(select(BidDraft)).all() == []


def test_odd_characters_are_kept_or_replaced_and_never_break_a_draft(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    provider = make.provider()
    with clock.at(make_bids.BEFORE), make.writing(house.id):
        content = make_bids.answered(_tender(tender_id))
        content["answers"]["Q1"] = "nought\0 half\ud800 line\r\nnext 🦉 é"
        bids.save_draft(provider.actor, _tender(tender_id), content)
    make_bids.submitted_bid(tender_id, provider, content)
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        tender = _tender(tender_id)
        blind = blind_bid(tender, bids_of(tender)[0].label)
        assert blind.answers["Q1"] == "nought\ufffd half? line\nnext 🦉 é"
        assert blind.words["Q1"] == 6


def test_a_bid_is_sealed_as_one_canonical_text_with_its_providers_facts(app: Flask) -> None:
    house, provider = make.house(), make.provider("Tollerby Trust")
    tender_id = make_bids.published_tender(house)
    digest = make_bids.submitted_bid(tender_id, provider, price="612000.50")
    with tenant(house.id):
        sealed = db.session.scalars(select(Submission)).one()
        assert digest == sealed.sha256
        assert db.session.scalars(select(OpenedBid)).all() == []
        assert db.session.scalars(select(BidDraft)).all() == []
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        sealed = db.session.scalars(select(Submission)).one()
        blob = db.session.scalars(select(OpenedBid.blob)).one()
        assert digest == hashlib.sha256(blob.encode()).hexdigest()
        whole = json.loads(blob)
        assert whole["provider"]["name"] == "Tollerby Trust"
        assert whole["price"] == "612000.50"
        assert whole["answers"] == {
            "Q1": "Our answer to Q1.",
            "Q2": "Our answer to Q2.",
            "Q3": "Our answer to Q3.",
        }
        assert sealed.submitted_at == make_bids.BEFORE
        again = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert again == blob


@pytest.mark.parametrize(
    "gap",
    [
        {"answers": {"Q1": " \n "}},
        {"answers": {"Q1": "word " * 101}},
        {"gates": {"G1": {"passes": None, "evidence": "Yes."}}},
        {"gates": {"G1": {"passes": True, "evidence": " "}}},
        {"price": ""},
    ],
)
def test_an_incomplete_bid_is_not_submitted(prepared: Prepared, gap: dict[str, Any]) -> None:
    house, tender_id = prepared(make_bids.published)
    provider = make.provider()
    with clock.at(make_bids.BEFORE):
        with make.writing(house.id):
            tender = _tender(tender_id)
            bids.save_draft(provider.actor, tender, make_bids.answered(tender))
            db.session.flush()
            bids.save_draft(provider.actor, tender, gap)
        refused = _try(house, tender_id, lambda tender: bids.submit_bid(provider.actor, tender))
    assert "complete" in refused.message
    with tenant(house.id):
        assert db.session.scalars(select(Submission)).all() == []


def test_a_nil_price_is_taken_only_where_the_rule_says_so(quick_app: Flask) -> None:
    house, provider = make.house(), make.provider()
    tender_id = make_specification.ready_tender(house)
    with make.writing(house.id), clock.at(make.START):
        facts = replace(make_specification.PRICE, nil_price="full")
        specifications.put_price(house.lead.actor, _tender(tender_id), facts)
        db.session.flush()
        make_specification.publish(house.lead.actor, _tender(tender_id))
    make_bids.submitted_bid(tender_id, provider, price="0")
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        assert list(prices_of(_tender(tender_id)).values()) == [0]


def test_a_submitted_bid_changes_only_after_it_is_withdrawn(app: Flask) -> None:
    house, provider = make.house(), make.provider()
    tender_id = make_bids.published_tender(house)
    first = make_bids.submitted_bid(tender_id, provider)
    with clock.at(make_bids.BEFORE + SECOND):
        for act in (
            lambda tender: bids.save_draft(provider.actor, tender, {"price": "7"}),
            lambda tender: bids.submit_bid(provider.actor, tender),
        ):
            assert "submitted" in _try(house, tender_id, act).message
        with make.writing(house.id):
            bids.withdraw_bid(provider.actor, _tender(tender_id))
        _try(house, tender_id, lambda tender: bids.withdraw_bid(provider.actor, tender))
    second = make_bids.submitted_bid(tender_id, provider, price="700000")
    assert first != second
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        assert list(prices_of(_tender(tender_id)).values()) == [700000]


def test_a_bid_at_the_last_second_is_in_and_one_at_the_deadline_is_late(app: Flask) -> None:
    house, early, late = make.house(), make.provider("Early"), make.provider("Late")
    tender_id = make_bids.published_tender(house)
    for provider in (early, late):
        with clock.at(make_bids.BEFORE), make.writing(house.id):
            tender = _tender(tender_id)
            bids.save_draft(provider.actor, tender, make_bids.answered(tender))
    with clock.at(DEADLINE - SECOND), make.writing(house.id):
        bids.submit_bid(early.actor, _tender(tender_id))
    with clock.at(DEADLINE):
        refused = _try(house, tender_id, lambda tender: bids.submit_bid(late.actor, tender))
        assert "deadline" in refused.message
        assert refused.record is not None
        with make.writing(house.id):
            refused.record()
        for act in (
            lambda tender: bids.save_draft(late.actor, tender, {"price": "1"}),
            lambda tender: bids.withdraw_bid(early.actor, tender),
        ):
            assert "deadline" in _try(house, tender_id, act).message
    with tenant(house.id):
        assert len(db.session.scalars(select(Submission)).all()) == 1
        mine = select(Event.name).where(Event.log_id == tender_id).order_by(Event.number)
        assert db.session.scalars(mine).all()[-2:] == ["bid:submitted", "bid:refused-late"]


def test_bids_are_opened_after_the_deadline_and_only_once(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    make_bids.submitted_bids(tender_id, 2)

    def begin(tender: Tender) -> None:
        code = make_openers.private_of(RECOVERY, tender_id)
        bring_share(house.lead.actor, tender, RECOVERY, code)

    with clock.at(DEADLINE - SECOND):
        assert "deadline" in _try(house, tender_id, begin).message
    with tenant(house.id):
        assert db.session.scalars(select(Bid)).all() == []
    make_bids.opened_bids(house, tender_id)
    with clock.at(DEADLINE + SECOND):
        _try(house, tender_id, begin)
