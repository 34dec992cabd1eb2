"""The register of contracts, and when it is time to begin again (P27)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, PARTICIPATION
from portal.core.database import db
from portal.monitoring.models import RegisteredContract
from portal.monitoring.operations import enter_contract
from portal.monitoring.queries import months_before
from portal.outcomes.contracting.models import Contract
from tests import make
from tests.client import Client
from tests.make import client_of
from tests.story_monitoring import FACTS

CLOSE = {
    "title": "=Short breaks",
    "provider_name": "Tollerby Trust",
    "starts_on": ["1", "4", "2024"],
    "ends_on": ["31", "3", "2027"],
}


def test_months_are_counted_back_to_a_day_that_is_there() -> None:
    assert months_before(date(2028, 8, 31), 18) == date(2027, 2, 28)
    assert months_before(date(2027, 3, 31), 18) == date(2025, 9, 30)
    assert months_before(date(2027, 1, 15), 1) == date(2026, 12, 15)


def test_p27_a_contract_that_ends_soon_asks_to_begin_again(quick_app: Flask) -> None:
    house = make.house()
    client, path = client_of(quick_app, house.lead), f"/{house.slug}/contracts/"
    assert "No contract is here yet" in client.get(path).text
    wrong = client.submit(f"{path}new", CLOSE | {"ends_on": ["1", "3", "2024"]})
    assert "must not be before the first" in wrong.text
    assert client.submit(f"{path}new", CLOSE).status_code == 303
    far = CLOSE | {"title": "Youth clubs", "ends_on": ["31", "3", "2040"]}
    assert client.submit(f"{path}new", far).status_code == 303
    page = client.get(path).text
    assert page.index("Time to begin") < page.index("=Short breaks") < page.index("Youth clubs")
    assert "Begin on 30 September 2038" in page
    assert "1 contract: begin again now" in client.get("/home").text
    table = client.get(f"{path}contracts.csv").text
    assert "'=Short breaks" in table
    assert "2038-09-30" in table
    with make.looking(house.id):
        row = db.session.scalars(
            select(RegisteredContract).where(RegisteredContract.title.startswith("="))
        ).one()
    young = client_of(quick_app, house.staff[PARTICIPATION])
    assert young.get(f"{path}{row.id}").status_code == 404
    assert young.submit(f"{path}{row.id}/begin", {"words": "Ask."}).status_code == 303
    assert "Time to begin" not in young.get(path).text
    seen = client_of(quick_app, house.staff[APPROVER])
    assert "Ask." in seen.get(path).text
    other = make.house("elsewhere")
    assert client_of(quick_app, other.lead).get(path).status_code == 404
    _its_own_contract_waits_to_be_put_in(house, path, client)
    assert client.submit(f"{path}{row.id}/remove", {}).status_code == 303
    assert "=Short breaks" not in client.get(path).text


def _its_own_contract_waits_to_be_put_in(house: make.House, path: str, client: Client) -> None:
    tender_id = make.tender(house, title="Family hubs")
    signed = date(2026, 11, 2)
    with make.writing(house.id):
        enter_contract(house.lead.actor, FACTS, None)
        db.session.add(
            Contract(
                tender_id=tender_id,
                signed_on=signed,
                starts_on=signed,
                ends_on=date(2031, 3, 31),
                recorded_by=house.lead.actor.person_id,
                recorded_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
            )
        )
    assert "not in the register yet" in client.get(path).text
    page = client.get(f"{path}new?tender={tender_id}").text
    assert 'value="Family hubs"' in page
    assert 'value="2031"' in page
    own = CLOSE | {"title": "Family hubs", "ends_on": ["31", "3", "2031"]}
    assert client.submit(f"{path}new?tender={tender_id}", own).status_code == 303
    assert "not in the register yet" not in client.get(path).text
    assert client.get(f"{path}new?tender={tender_id}").status_code == 404
