"""Before the opening the buying side learns nothing of bids; after it, labels alone."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta

from flask import Flask

from portal.core import clock
from tests import make, make_bids, make_openers
from tests.client import Client
from tests.shelf import Prepared

DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHANGING = re.compile(r'value="[^"]{60,}"')  # the tokens of forms


def _path(tender_id: uuid.UUID) -> str:
    return f"/ambleford/tenders/{tender_id}"


def _seen(client: Client, tender_id: uuid.UUID) -> list[tuple[str, int, str]]:
    here = _path(tender_id)
    paths = [
        f"{here}/opening",
        f"{here}/trail",
        f"{here}/",
        "/home",
        f"{here}/bids/A",
        f"/notices/{tender_id}",
    ]
    answers = [(path, client.get(path)) for path in paths]
    return [(path, page.status_code, CHANGING.sub("", page.text)) for path, page in answers]


def test_the_buying_side_sees_the_same_pages_with_bids_and_without(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(make_bids.published)
    for at in (make_bids.BEFORE + HOUR, DEADLINE + HOUR):
        clients = [make.client_of(quick_app, human) for human in house.staff.values()]
        with clock.at(at):
            before = [_seen(client, tender_id) for client in clients]
        if at < DEADLINE:
            make_bids.submitted_bids(tender_id, 3)
        with clock.at(at):
            assert [_seen(client, tender_id) for client in clients] == before


def test_before_the_deadline_the_lead_reads_only_when_bids_can_be_opened(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(make_bids.published)
    make_bids.submitted_bids(tender_id, 2)
    client = make.client_of(quick_app, house.lead)
    with clock.at(DEADLINE - HOUR):
        page = client.get(f"{_path(tender_id)}/opening")
        assert "12 October 2026 at midday" in page.text
        assert 'name="phrase"' not in page.text
        officer = make.client_of(quick_app, house.staff["approver"])
        answer = officer.post(f"{_path(tender_id)}/opening")
        assert answer.status_code == 403
        assert "before the deadline" in answer.text


def test_two_open_the_bids_and_the_lead_reads_them_by_label_alone(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(make_bids.published)
    members = [make.provider(f"Zyxmark{number} House") for number in range(3)]
    for number, member in enumerate(members):
        make_bids.submitted_bid(tender_id, member, price=str(777001 + number))
    client, here = make.client_of(quick_app, house.lead), _path(tender_id)
    with clock.at(DEADLINE + HOUR):
        make_openers.open_on_pages(quick_app, house, here)
        page = client.get(f"{here}/opening")
        labels = re.findall(r"/bids/([A-Z])\"", page.text)
        assert len(labels) == 3
        assert labels == sorted(labels)
        assert "There are 3 bids" in page.text
        pages = [page, *(client.get(f"{here}/bids/{label}") for label in labels)]
        assert "Our answer to Q1." in pages[1].text
        assert "Yes, for G1." in pages[1].text
        for each in pages:
            for hidden in ("Zyxmark", "77700", "777,00", "provider.example", "GB-CHC"):
                assert hidden not in each.text
        assert client.get(f"{here}/bids/AA").status_code == 404


def test_bids_are_read_by_nobody_else_before_the_decision(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(make_bids.published)
    _, members = make_bids.opened_tender(house, tender_id, 1)
    label = make_bids.label_of(house, tender_id, members[0])
    with clock.at(DEADLINE + HOUR):
        for human in [*list(house.staff.values())[1:], members[0]]:
            client = make.client_of(quick_app, human)
            assert client.get(f"{_path(tender_id)}/bids/{label}").status_code == 404
            opening = client.get(f"{_path(tender_id)}/opening")
            assert opening.status_code == 404 or f"Bid {label}" not in opening.text


def test_opening_twice_is_refused_with_a_sentence(quick_app: Flask, prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    make_bids.opened_tender(house, tender_id, 1)
    with clock.at(DEADLINE + HOUR):
        officer = make.client_of(quick_app, house.staff["approver"])
        answer = officer.post(f"{_path(tender_id)}/opening")
    assert answer.status_code == 403
    assert "open already" in answer.text


def test_a_tender_without_bids_says_what_that_means(quick_app: Flask, prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    client = make.client_of(quick_app, house.lead)
    with clock.at(DEADLINE + HOUR):
        make_openers.open_on_pages(quick_app, house, _path(tender_id))
        assert "There are no bids" in client.get(f"{_path(tender_id)}/opening").text
