"""The pages of the desk, and what waits for it; its lists ask as often for many as for few."""

from __future__ import annotations

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from portal.accounts.models import APPROVER, OFFICER, Role
from portal.bids.desk import operations as desk
from portal.bids.desk import views
from portal.bids.desk.queries import needs_desk
from portal.bids.queries import bid_by_label, bids_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.seats import operations as seats
from portal.tenders.models import Tender
from tests import make, make_panels, make_specification
from tests.client import Client, token_of
from tests.make_desk import (
    MadeDesk,
    begin,
    full_of_names,
    go_through,
    opened_for_desk,
    results_for,
    tender_of,
)
from tests.make_files import png
from tests.shelf import Prepared
from tests.statements import statements_at


@pytest.fixture
def made(quick_app: Flask, prepared: Prepared) -> MadeDesk:
    """An opened tender with a bid full of names, on SQLite alone."""
    return prepared(full_of_names)


def _client(made: MadeDesk, human: make.Human) -> Client:
    return make.client_of(current_app._get_current_object(), human)  # type: ignore[attr-defined]


def test_marking_waits_for_the_desk(made: MadeDesk) -> None:
    lead = _client(made, made.house.lead)
    base = f"/{made.house.slug}/tenders/{made.tender_id}"
    page = lead.get(f"{base}/start-marking").text
    assert "The desk is through with the bids" in page
    assert lead.get(f"{base}/bids/{made.label}").status_code == 403
    opening = lead.get(f"{base}/opening").text
    assert "The desk reads them first" in opening
    assert f"bids/{made.label}" not in opening
    gate = f"{base}/gates/{made.label}/G1"
    assert lead.get(f"{base}/gates").status_code == lead.get(gate).status_code == 403
    with make.writing(made.house.id), pytest.raises(Refused):
        seats.start_marking(made.house.lead.actor, tender_of(made))
    with make.writing(made.house.id):
        go_through(made.officer.actor, tender_of(made))
    assert "through with the bids" not in lead.get(f"{base}/start-marking").text
    read = lead.get(f"{base}/bids/{made.label}").text
    assert "Tollerby" not in read
    assert "Insured as [taken out]" in read
    assert "Insured as [taken out]" in lead.get(gate).text
    assert "[taken out]" in read
    file = lead.get(f"{base}/bids/{made.label}/Q1/files/1/1")
    assert "File 1, page 1 of 1" in file.text
    assert "Tollerby" not in file.text
    picture = lead.get(f"{base}/bids/{made.label}/Q1/files/1/1.webp")
    assert picture.data[8:12] == b"WEBP"
    assert lead.get(f"{base}/bids/{made.label}/Q1/files/1/2").status_code == 404


def test_the_officer_works_through_a_bid_on_pages(
    made: MadeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_clean", lambda here, label: _results(made))
    client = _client(made, made.officer)
    home = client.get("/home").text
    assert "Support for young carers" in home
    assert made.label in client.get(made.path()).text
    page = client.get(made.path(f"/{made.label}"))
    assert "Tollerby Bridge Trust" in page.text
    assert client.submit(made.path(f"/{made.label}")).status_code == 303
    page = client.get(made.path(f"/{made.label}")).text
    assert "<mark>01632 960 123</mark>" in page
    assert "Insured as <mark>Tollerby Bridge Trust</mark>" in page
    assert "What supports the answer to G1" in page
    assert "who made it and when" in page
    answer = client.submit(made.path(f"/{made.label}/findings/1"), {"outcome": "stands"})
    assert "Say why it can stand" in answer.text
    answer = client.submit(
        made.path(f"/{made.label}/findings/1"), {"outcome": "stands", "why": "ordinary"}
    )
    assert answer.headers["Location"].endswith("/findings/2")
    look = client.submit(made.path(f"/{made.label}/look-for"), {"words": "not there"})
    assert "don’t stand in this bid" in look.text
    at = made.path(f"/{made.label}")
    page = client.get(at).text
    paper = page.split("/pages/")[1].split('"')[0]
    picture = client.get(f"{at}/pages/{paper}.webp")
    assert picture.mimetype == "image/webp"
    box = {"left": "10", "top": "20", "right": "5", "bottom": "30"}
    assert "must lie to the right" in client.submit(f"{at}/pages/{paper}", box).text
    assert client.submit(f"{at}/pages/{paper}", box | {"right": "50"}).status_code == 303
    assert "from 10 to 50 across" in client.get(f"{at}/pages/{paper}").text
    token = token_of(client.get(f"{at}/look-for"))
    for press in ("take-out", "read"):
        assert client.post(f"{at}/{press}", data={"csrf_token": token}).status_code == 303
    assert "This bid is read." in client.get(at).text
    late = client.post(f"{made.path()}/all/release", data={"csrf_token": token})
    assert "Not every bid is read" in late.text
    other = next(each for each in _labels(made) if each != made.label)
    monkeypatch.setattr(views, "_clean", lambda here, label: {})
    client.submit(made.path(f"/{other}"))
    for press in ("take-out", "read"):
        client.post(made.path(f"/{other}/{press}"), data={"csrf_token": token})
    assert client.submit(f"{made.path()}/all/release", at=made.path()).status_code == 303
    assert "The evaluators can have the bids since" in client.get(made.path()).text
    after = client.post(f"{at}/take-out", data={"csrf_token": token})
    assert after.status_code == 403


def _labels(made: MadeDesk) -> list[str]:
    with tenant(made.house.id):
        return [bid.label for bid in bids_of(tender_of(made))]


def _results(made: MadeDesk) -> dict[object, object]:
    return dict(results_for(bid_by_label(tender_of(made), made.label)))


def test_pages_of_many_bids_files_and_findings_ask_as_often_as_of_few(quick_app: Flask) -> None:
    counts = []
    for slug, files, others in (("ambleford", (png(),), 1), ("northmere", (png("red"), png()), 4)):
        made = opened_for_desk(make.house(slug), *files, others=others)
        with make.writing(made.house.id):
            tender = tender_of(made)
            bid = bid_by_label(tender, made.label)
            begin(made.officer.actor, tender, bid)
            if others > 1:
                desk.find_words(made.officer.actor, tender, bid, "Our answer")
        client = _client(made, made.officer)
        pages = (made.path(), made.path(f"/{made.label}"))
        for page in pages:
            client.get(page)  # what the first visit remembers
        counts.append([statements_at(client, page) for page in pages])
    assert counts[0] == counts[1]


def test_the_lead_names_somebody_for_the_desk_of_one_tender(quick_app: Flask) -> None:
    house = make.house()
    here, other = (make_specification.published_tender(house) for _n in range(2))
    bidder = make.provider()
    page = f"/{house.slug}/tenders/{here}/desk-officer"
    lead = make.client_of(quick_app, house.lead)
    assert f'href="{page}"' in lead.get(f"/{house.slug}/tenders/{here}/opening").text
    asked = make_panels.panel(house, members=1).members[0].account
    for account in ("", "nobody@a.example", house.staff[APPROVER].account, asked, bidder.account):
        wrong = lead.submit(page, {"account": account}).text
        assert 'id="account-error"' in wrong, account
    elsewhere = make.staff(make.house("northmere"), OFFICER)
    assert lead.submit(page, {"account": elsewhere.account}).status_code == 303
    assert f"{elsewhere.name}, for this tender" in lead.get(page).text
    with make.looking(house.id):
        role = db.session.scalars(select(Role).where(Role.tender_id == here)).one()
    officer = make.Human(
        elsewhere.name,
        elsewhere.account,
        Actor(elsewhere.actor.person_id, OFFICER, house.id, here),
        role.id,
    )
    client = make.client_of(quick_app, officer)
    assert client.get(f"/{house.slug}/tenders/{here}/").status_code == 200
    assert client.get(f"/{house.slug}/tenders/{other}/").status_code == 404
    assert client.get("/home").status_code == 200
    with make.looking(house.id):
        assert [needs_desk(db.session.get_one(Tender, (house.id, t))) for t in (here, other)] == [
            True,
            False,
        ]
    end = f"/{house.slug}/people/{officer.role_id}/end"
    assert f'href="{end}"' in lead.get(page).text
    assert lead.submit(end).status_code == 303
    assert "Nobody yet." in lead.get(page).text
