"""Three clarifications, an amendment, a bid in the time that it gave, and a late attempt."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids import operations as bids
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.client import Client, token_of
from tests.published.test_amendments import NEW, TYPED

AFTER_THE_OLD = datetime(2026, 10, 20, 9, tzinfo=UTC)
AFTER_THE_NEW = datetime(2026, 10, 26, 12, tzinfo=UTC)


def _write(house: make.House, member: make.Human) -> None:
    with make.writing(house.id):
        row = db.session.scalars(select(Tender)).one()
        bids.save_draft(member.actor, row, make_bids.answered(row))


def _submit(client: Client, path: str) -> int:
    answer = client.submit(f"{path}/bid/submit", {"confirm": "y"}, at=f"{path}/bid/check")
    return int(answer.status_code)


def test_r4_r29_from_questions_over_an_amendment_to_a_late_attempt(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    members = make.providers(["Tollerby Trust", "Ash Trust"])
    first, second = (make.client_of(quick_app, each) for each in members)
    lead, path = make.client_of(quick_app, house.lead), f"/ambleford/tenders/{tender_id}"
    with clock.at(make_bids.BEFORE):
        for number, (client, words) in enumerate(
            [(first, "How many carers?"), (second, "Where?"), (second, "From which day?")], 1
        ):
            client.submit(f"{path}/ask", {"words": words})
            reply = {"wording": words, "words": f"Answer {number}.", "to": "all"}
            assert lead.submit(f"{path}/questions/{number}", reply).status_code == 303
        assert lead.submit(f"{path}/questions", {}).status_code == 303
        public = make.client_of(quick_app).get(f"/notices/{tender_id}").text
        assert [f"Answer {number}." in public for number in (1, 2, 3)] == [True] * 3
        assert lead.submit(f"{path}/amend", TYPED | NEW | {"is_sure": "y"}).status_code == 303
        for member in members:
            _write(house, member)
    with clock.at(AFTER_THE_OLD):
        assert "26 October 2026 at midday" in first.get(f"{path}/bid").text
        assert _submit(first, path) == 303
        assert lead.get(f"{path}/opening").status_code == 200
        assert "can be opened from 26 October" in lead.get(f"{path}/opening").text
        sent = {"csrf_token": token_of(second.get(f"{path}/bid/check")), "confirm": "y"}
    with clock.at(AFTER_THE_NEW):
        late = second.post(f"{path}/bid/submit", data=sent)
        assert "That you tried is recorded" in late.text
    with tenant(house.id):
        names = db.session.scalars(select(Event.name).order_by(Event.number)).all()
        for name, count in (
            ("clarification:asked", 3),
            ("clarification:released", 1),
            ("tender:amended", 1),
            ("bid:submitted", 1),
            ("bid:refused-late", 1),
        ):
            assert names.count(name) == count, name
