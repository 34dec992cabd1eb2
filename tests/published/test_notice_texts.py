"""Texts of notices are made of stored facts alone, and say what is missing (R20)."""

from __future__ import annotations

from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.published.ending.operations import end_tender
from portal.tenders.models import Tender
from tests import make, make_bids


def test_r20_texts_say_what_stands_and_what_is_missing(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    lead = make.client_of(quick_app, house.lead)
    texts = f"/ambleford/tenders/{tender_id}/notice-texts"
    with clock.at(make_bids.BEFORE):
        page = lead.get(texts).text
        for words in ("Tender notice", "CYP-014", "CPV codes", "12 October 2026 at midday"):
            assert words in page
        for kind in ("amendment", "end"):
            assert lead.get(f"{texts}/{kind}").status_code == 404
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            end_tender(house.lead.actor, tender, "cancelled", "The money was taken back.")
        file = lead.get(f"{texts}/end/notice.txt")
        assert "Termination notice" in file.text
        assert "The money was taken back." in file.text
