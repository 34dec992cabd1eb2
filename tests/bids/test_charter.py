"""A participation charter: published, accepted with each bid, a condition of the contract (P17)."""

from __future__ import annotations

import json

from flask import Flask

from portal.bids.queries import draft_of
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.record.bundle.queries import blobs_of
from portal.specifications.charter import accepted_in_bid
from portal.tenders.models import Notice, Tender
from tests import make, make_bids, make_specification


def test_p17_every_bidder_accepts_the_charter_with_its_bid(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    at = f"/{house.slug}/tenders/{tender_id}"
    lead = make.client_of(quick_app, house.lead)
    with clock.at(make.START):
        answer = lead.submit(f"{at}/specification/charter", {"words": "We ask.", "plain_words": ""})
        assert "both kinds of words" in answer.text
        words = {"words": "We ask you.", "plain_words": "You are asked."}
        lead.submit(f"{at}/specification/charter", words)
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            make_specification.publish(house.lead.actor, tender)
    said = db.session.get_one(Notice, tender_id).document["specification"]
    assert (said["charter"], said["plain_charter"]) == tuple(words.values())
    provider = make.provider()
    bidder = make.client_of(quick_app, provider)
    with clock.at(make_bids.BEFORE):
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            make_bids.bids.save_draft(provider.actor, tender, make_bids.answered(tender))
        assert "We ask you." in bidder.get(f"{at}/bid/check").text
        answer = bidder.submit(f"{at}/bid/submit", {"confirm": "y"}, at=f"{at}/bid/check")
        assert "Tick that your organisation accepts" in answer.text
        with tenant(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            draft = draft_of(tender, provider.actor.provider_id)
            assert draft, "nothing was sealed"
        ticked = {"confirm": "y", "accepts_charter": "y"}
        answer = bidder.submit(f"{at}/bid/submit", ticked, at=f"{at}/bid/check")
        assert answer.status_code == 303
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        told = accepted_in_bid(tender)["charter_sha256"]
        (submission,) = blobs_of(tender).values()
        assert json.loads(submission.blob)["charter_sha256"] == told
