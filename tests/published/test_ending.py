"""A published tender ends without a contract: once, with a reason, and all are told together."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.published.ending.operations import end_tender
from portal.record.checks_contracting import ends
from portal.tenders.models import Notice, Tender
from portal.tenders.stages import is_at_least, stage_of
from tests import make, make_bids, make_openers

TYPED = {"kind": "cancelled", "reason": "The money was taken back.", "is_sure": "y"}


def _row(house: make.House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def test_r29_a_lead_cancels_an_open_tender_and_no_bid_is_ever_opened(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    (member,) = make_bids.submitted_bids(tender_id, 1)
    lead, path = make.client_of(quick_app, house.lead), f"/ambleford/tenders/{tender_id}"
    with clock.at(make_bids.BEFORE):
        page = lead.get(f"{path}/end").text
        assert "Withdraw the notice" in page
        assert "never opened" in page
        unsure = lead.submit(f"{path}/end", TYPED | {"is_sure": ""})
        assert "Tick that you know" in unsure.text
        assert TYPED["reason"] in unsure.text
        assert lead.submit(f"{path}/end", TYPED).status_code == 303
        assert "was cancelled" in lead.get(f"{path}/end").text
        visitor = make.client_of(quick_app)
        assert TYPED["reason"] in visitor.get(f"/notices/{tender_id}").text
        assert "Support for young carers" not in visitor.get("/notices").text
        assert "Support for young carers" in visitor.get("/notices?show=ended").text
        said = visitor.get(f"/notices/{tender_id}/ocds.json").json["releases"][-1]
        assert (said["tag"], said["tender"]["status"]) == (["tenderCancellation"], "cancelled")
        provider = make.client_of(quick_app, member)
        assert "Ended without a contract" in provider.get("/home").text
        assert "Ended without a contract" in lead.get(f"{path}/").text
        assert lead.submit(f"{path}/end", TYPED).status_code == 403
    with make.looking():
        told = db.session.scalars(select(Mail.to).order_by(Mail.to)).all()
        assert len(told) == 2  # its office and its member, both at once
    after = make_bids.BEFORE + timedelta(days=30)
    with clock.at(after), make.writing(house.id), pytest.raises(Refused):
        make_openers.open_bids(house, tender_id)
    with tenant(house.id), clock.at(after):
        assert stage_of(_row(house, tender_id)) == "ended"
        assert not is_at_least(_row(house, tender_id), "closed")
        assert list(ends(tender_id)) == []


def test_r4_an_end_stays_and_the_database_holds_it(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    with clock.at(make_bids.BEFORE), make.writing(house.id):
        end_tender(house.lead.actor, _row(house, tender_id), "withdrawn", "A mistake.")
    with make.writing(house.id), pytest.raises(Refused):
        end_tender(house.lead.actor, _row(house, tender_id), "cancelled", "Again.")
    for change in ("ended_at = null", "stage = 'closed'"):
        with pytest.raises(IntegrityError), make.writing(house.id):
            db.session.execute(text(f"update tender set {change}"))
    with make.looking():
        found = db.session.get_one(Notice, tender_id)
        assert found.end
        assert found.end.kind == "withdrawn"


def test_each_way_to_end_has_its_stage(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    for kind in ("abandoned", "withdrawn"):
        after = make_bids.BEFORE + timedelta(days=30)
        with clock.at(after), make.writing(house.id), pytest.raises(Refused) as refused:
            end_tender(house.lead.actor, _row(house, tender_id), kind, "Why.")
        assert refused.value.field == "kind"
