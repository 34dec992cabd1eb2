"""Two members of one provider who act at the same moment leave one bid, and no broken draft."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from portal.bids import operations as bids
from portal.bids.models import BidDraft, BidEntry, Submission
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import open_provider, tenant
from portal.tenders.models import Tender
from tests import make, make_bids


def _at_once(app: Flask, house: make.House, acts: list[Callable[[Tender], object]]) -> list[str]:
    """What each act was refused with; all begin together."""
    refused: list[str] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[Tender], object]) -> None:
        with app.app_context(), clock.at(make_bids.BEFORE):
            gate.wait()
            try:
                with make.writing(house.id):
                    act(db.session.scalars(select(Tender)).one())
            except Refused as refusal:
                refused.append(refusal.message)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def _published(house: make.House) -> uuid.UUID:
    return make_bids.published_tender(house)


def test_two_submits_at_once_leave_one_bid(app: Flask) -> None:
    house, member = make.house(), make.provider()
    tender_id = _published(house)
    with clock.at(make_bids.BEFORE), make.writing(house.id):
        tender = db.session.scalars(select(Tender)).one()
        bids.save_draft(member.actor, tender, make_bids.answered(tender))
    refused = _at_once(
        app, house, [lambda tender: bids.submit_bid(member.actor, tender) for _ in range(3)]
    )
    assert len(refused) == 2
    with tenant(house.id):
        assert len(db.session.scalars(select(Submission)).all()) == 1
        assert tender_id


def test_first_drafts_written_at_once_are_both_kept(app: Flask) -> None:
    house, member = make.house(), make.provider()
    _published(house)
    parts = [{"answers": {"Q1": "One"}}, {"answers": {"Q2": "Two"}}, {"price": "5"}]
    refused = _at_once(
        app,
        house,
        [lambda tender, part=part: bids.save_draft(member.actor, tender, part) for part in parts],
    )
    assert refused == []
    with tenant(house.id):
        draft = db.session.scalars(select(BidDraft)).one()
        assert draft.content["answers"] == {"Q1": "One", "Q2": "Two"}
        assert draft.content["price"] == "5"
        assert member.actor.provider_id
        open_provider(member.actor.provider_id)
        assert len(db.session.scalars(select(BidEntry)).all()) == 1
