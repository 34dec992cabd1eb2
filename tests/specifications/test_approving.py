"""Two people stand behind what is published: one asks, another approves exactly that (R4)."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from portal.accounts.models import APPROVER
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications import operations as specifications
from portal.specifications.approving import operations as act
from portal.specifications.approving.models import APPROVED, RETURNED
from portal.specifications.approving.problems import MISSING, OTHER, WAITS, approval_problems
from portal.specifications.queries import sections_of
from portal.tenders.models import Tender
from tests import make, make_agreeing, make_approving, make_specification
from tests.make import House


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _ready(house: House) -> uuid.UUID:
    tender_id = make_specification.ready_tender(house)
    make_agreeing.explained(house, tender_id)
    return tender_id


def _problems(house: House, tender_id: uuid.UUID) -> list[str]:
    with tenant(house.id):
        return [each.message for each in approval_problems(_tender(house, tender_id))]


def test_r4_nothing_is_published_that_nobody_else_approved(quick_app: Flask) -> None:
    house = make.house()
    tender_id = _ready(house)
    lead = house.lead.actor
    assert _problems(house, tender_id) == [MISSING]
    with pytest.raises(Refused), make.writing(house.id), clock.at(make.START):
        specifications.publish(lead, _tender(house, tender_id))
    make_approving.approved(house, tender_id)
    assert _problems(house, tender_id) == []
    with make.writing(house.id), clock.at(make.START):
        tender = _tender(house, tender_id)
        specifications.name_section(lead, tender, "Another title", sections_of(tender)[0])
    assert _problems(house, tender_id) == [OTHER]
    make_approving.approved(house, tender_id)
    with make.writing(house.id), clock.at(make.START):
        specifications.publish(lead, _tender(house, tender_id))
    with tenant(house.id):
        assert _tender(house, tender_id).stage == "open"


def test_r4_nobody_approves_what_they_asked_for_or_publishes_what_they_approved(
    quick_app: Flask,
) -> None:
    house = make.house()
    tender_id = _ready(house)
    lead = house.lead.actor
    with make.writing(house.id), clock.at(make.START):
        act.ask_approval(lead, _tender(house, tender_id), "")
    with pytest.raises(Refused, match="yourself"), make.writing(house.id), clock.at(make.START):
        act.answer(lead, _tender(house, tender_id), APPROVED, "")
    with make.writing(house.id), clock.at(make.START):
        act.answer(house.staff[APPROVER].actor, _tender(house, tender_id), APPROVED, "")
    with pytest.raises(Refused, match="yourself"), make.writing(house.id), clock.at(make.START):
        specifications.publish(house.staff[APPROVER].actor, _tender(house, tender_id))


def test_an_unfinished_draft_isnt_sent_to_anybody(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    client = make.client_of(quick_app, house.lead)
    path = f"/ambleford/tenders/{tender_id}/before-publication"
    assert "mended before you can ask" in client.get(path).text
    assert "mended before anybody" in client.submit(f"{path}/ask", {"words": ""}).text
    with pytest.raises(Refused), make.writing(house.id):
        act.answer(house.staff[APPROVER].actor, _tender(house, tender_id), APPROVED, "")


def test_an_approver_sends_it_back_with_what_has_to_change(quick_app: Flask) -> None:
    house = make.house()
    tender_id = _ready(house)
    path = f"/ambleford/tenders/{tender_id}/before-publication"
    with clock.at(make.START):
        lead = make.client_of(quick_app, house.lead)
        assert lead.submit(f"{path}/ask", {"words": "Look at Q2."}).status_code == 303
        approver = make.client_of(quick_app, house.staff[APPROVER])
        tasks = approver.get(f"/ambleford/tenders/{tender_id}/").text
        assert "Read it, then approve it or send it back" in tasks
        assert "Look at Q2." in approver.get(path).text
        assert "Who" in approver.get(f"{path}/answer").text
        read = _read(approver.get(f"{path}/answer").text)
        answer = approver.submit(f"{path}/answer", {"step": RETURNED, "read": read})
        assert "Say what has to change." in answer.text
        typed = {"step": RETURNED, "read": read, "words": "Q2 is too long."}
        assert approver.submit(f"{path}/answer", typed).status_code == 303
        assert _problems(house, tender_id) == [WAITS[RETURNED]]
        assert "Sent back" in lead.get(f"/ambleford/tenders/{tender_id}/").text
        assert lead.submit(f"{path}/ask", {"words": ""}).status_code == 303
        unread = {"step": APPROVED, "read": "something else"}
        assert "has changed since" in approver.submit(f"{path}/answer", unread).text
        typed = {"step": APPROVED, "read": read}
        assert approver.submit(f"{path}/answer", typed).status_code == 303
        assert _problems(house, tender_id) == []


def _read(page: str) -> str:
    return page.partition('name="read"')[2].partition('value="')[2].partition('"')[0]
