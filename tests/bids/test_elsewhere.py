"""Bids that come in another system: said before publication, then nobody bids here (R4, R29)."""

from __future__ import annotations

from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Notice, Tender
from tests import make, make_bids, make_specification


def test_r29_where_bids_come_is_published_and_then_they_come_nowhere_else(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    at = f"/{house.slug}/tenders/{tender_id}"
    lead = make.client_of(quick_app, house.lead)
    page = f"{at}/specification/where-bids-come"
    told = {"place": "elsewhere", "system": "ProBid", "where": "Look for CYP-014 on ProBid."}
    with clock.at(make.START):
        answer = lead.submit(page, told | {"system": " "})
        assert "Enter what the other system is called" in answer.text
        assert "Look for CYP-014" in answer.text, "what was typed stays"
        assert lead.submit(page, told).status_code == 303
        assert "In another system: ProBid." in lead.get(f"{at}/specification").text
        assert "one fills the workbook in" in lead.get(f"{at}/openers").text
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            make_specification.publish(house.lead.actor, tender)
        assert lead.get(page).status_code == 403
        assert lead.get(f"{at}/openers").status_code == 200
    notice = db.session.get_one(Notice, tender_id)
    said = notice.document["specification"]["bids_elsewhere"]
    assert said == {"system": "ProBid", "where": "Look for CYP-014 on ProBid."}
    bidder = make.client_of(quick_app, make.provider())
    with clock.at(make_bids.BEFORE):
        public = bidder.get(f"/notices/{tender_id}").text
        assert "Send your bid in ProBid, not here." in public
        assert "Go to your bid" not in public
        assert "We can’t take a bid for this tender here." in bidder.get(f"{at}/bid").text
        assert "bring them here" in lead.get(f"{at}/opening").text
