"""Moderation in pages: agenda, one bid on one criterion, notes, warnings, signing (R13, R14)."""

from __future__ import annotations

import re
import uuid
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.bids.models import Bid
from portal.bids.queries import bids_of, prices_of
from portal.core.tenancy import tenant
from portal.evaluation.models import Moderation
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import records_of, shuffled
from portal.specifications.queries import criteria_of
from tests import make
from tests.client import Client, token_of
from tests.make_moderation import Panel, moderating_tender, record_all, sign_all
from tests.make_specification import published_tender
from tests.pages import plainly

Standing = tuple[Flask, Panel]
WRITTEN = {
    "points_for": "It names who does what.",
    "points_against": "It gives no dates.",
    "reconciled": "Young people saw less and were persuaded.",
    "reason": "Your answer names a person for each step, and lacks dates.",
    "next_mark": "Dates were needed.",
}


def typed(made: Panel, code: str, mark: int = 2, **more: Any) -> dict[str, Any]:
    """A whole record of the first bid on a criterion, as the form sends it."""
    with tenant(made.house.id):
        panel = panel_of(made.tender())
        bid = next(each for each in bids_of(made.tender()) if each.label == made.labels[0])
        criterion = next(each for each in criteria_of(made.tender()) if each.code == code)
        there = [
            str(seat.id)
            for seat in panel.on(criterion)
            if panel.may_take_part(seat.id, bid, criterion)
        ]
    marks = {"agreed_professional": str(mark), "agreed_young": str(mark)}
    return {**WRITTEN, **marks, "present": there, "seen": "0", "do": "record", **more}


def record_at(made: Panel, code: str) -> Moderation | None:
    """The record that stands for the first bid on a criterion."""
    with tenant(made.house.id):
        rows = records_of(made.tender())
        keys = [
            (bid.id, criterion.id)
            for bid in bids_of(made.tender())
            for criterion in criteria_of(made.tender())
            if (bid.label, criterion.code) == (made.labels[0], code)
        ]
        return rows.get(keys[0])


def test_from_the_first_record_to_the_result_on_postgresql_too(postgres_app: Flask) -> None:
    made = moderating_tender(make.house(), 2)
    client = make.client_of(postgres_app, made.house.lead)
    _records_one(client, made)
    assert "isn’t recorded yet" in _close(client, made).text
    record_all(made)
    _signs_some(make.client_of(postgres_app, made.people["young"][0]), made)
    assert "work out the result" not in client.get(made.path("moderation")).text
    assert "hasn’t signed yet" in _close(client, made).text
    sign_all(made)
    assert "work out the result" in client.get(made.path("moderation")).text
    assert _close(client, made).status_code == 303
    assert "is first, by" in client.get(made.path("result")).text


def _records_one(client: Client, made: Panel) -> None:
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    page = client.get(path).text
    assert "A reason for Q1." in page
    assert "Our answer to Q1." in page
    answer = client.submit(path, typed(made, "Q1"))
    assert answer.status_code == 303
    assert "/moderation/" in answer.headers["Location"]
    record = record_at(made, "Q1")
    assert record is not None
    assert (record.reason, record.version, len(record.agreed)) == (WRITTEN["reason"], 1, 2)
    page = client.get(path).text
    for words in ("the agreed mark is 1 lower", "the agreed mark is the same"):
        assert words in page


def _signs_some(young: Client, made: Panel) -> None:
    agenda = young.get(made.path("moderation")).text
    assert "4 records wait for you" in agenda
    assert "/Q3" not in agenda
    assert young.get(made.path(f"moderation/{made.labels[0]}/Q3")).status_code == 404
    path = made.path("moderation/sign-off")
    page = young.get(path).text
    ids = re.findall(r'name="records"[^>]*value="([^"]+)"', page)
    assert len(ids) == 2  # of one bid; the other one's are a link away (R14)
    names = re.findall(r'<label[^>]*for="sign-[^>]*>(.*?)</label>', page)
    assert len(set(names)) == 2, "each box says what it signs, also where it is heard alone"
    other = re.search(r'href="([^"]+sign-off\?bid=[A-Z]+)"', page)
    assert other
    assert not set(ids) & set(re.findall(r'value="([^"]+)"', young.get(other[1]).text))
    for words in ("What we asked them", "Why this mark", "not what you said? Don’t sign it. Tell"):
        assert words in page
    same = re.search(r'action="([^"]+sign-off\?bid=[A-Z]+)"', page)
    assert same
    path = same[1]
    assert "Tick each record" in young.submit(path, {}).text
    assert young.submit(path, {"records": ids[:1]}).status_code == 303
    assert len(re.findall('name="records"', young.get(path).text)) == 1
    assert young.submit(path, {"records": ids}).status_code == 200  # one is signed already
    young.submit(path, {"records": ids[1:]})
    rest = re.findall(r'name="records"[^>]*value="([^"]+)"', young.get(path).text)
    assert young.submit(path, {"shown": rest, "do": "all"}).status_code == 303
    assert "You have signed everything" in young.get(path).text


def test_notes_are_kept_without_being_recorded(moderating: Standing) -> None:
    app, made = moderating
    client = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    page = client.get(path)
    sent = {"points_for": "Half a thought", "agreed_young": "2", "seen": "0"}
    said = client.post(f"{path}/draft", data=sent | {"csrf_token": token_of(page)})
    assert "saved_at" in said.json
    assert record_at(made, "Q1") is None
    page = client.get(path)
    assert "Half a thought" in page.text
    assert re.search(r'value="2"[^>]*checked', page.text)
    assert "Notes kept" in client.get(made.path("moderation")).text
    assert client.submit(path, sent | {"do": "later", "points_for": "More"}).status_code == 303
    assert "More</textarea>" in client.get(path).text


def test_everything_missing_is_named_at_once_and_nothing_is_lost(moderating: Standing) -> None:
    app, made = moderating
    client = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    page = client.submit(path, {"do": "record", "points_for": "Kept words", "seen": "0"})
    assert page.status_code == 200
    assert "Kept words" in page.text
    for field in ("points_against", "reconciled", "reason", "agreed_professional", "present"):
        assert f'href="#{field}"' in page.text, field
    assert record_at(made, "Q1") is None


def test_a_comparison_is_warned_of_and_recorded_when_sent_again(moderating: Standing) -> None:
    app, made = moderating
    client = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    sent = typed(made, "Q1", points_for="Clearer than the other bids.")
    page = client.submit(path, sent)
    assert "compare the bid with another one" in plainly(page.text)
    assert record_at(made, "Q1") is None
    seal = re.search(r'name="read_again"[^>]*value="([^"]+)"', page.text)
    assert seal
    page = client.submit(path, sent | {"read_again": seal[1]})
    assert "Say why these words should stand" in page.text  # R14: kept only with a reason
    assert record_at(made, "Q1") is None
    why = {"overruled": "It says what the answer leaves open."}
    assert client.submit(path, sent | {"read_again": seal[1]} | why).status_code == 303
    record = record_at(made, "Q1")
    assert record
    assert record.overruled
    assert record.overruled.warnings == ["compares:points_for"]
    page = client.get(path)
    assert "A comparison with another bid" in page.text
    assert why["overruled"] in page.text


def test_what_somebody_else_recorded_is_not_overwritten_unread(moderating: Standing) -> None:
    app, made = moderating
    client = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    assert client.submit(path, typed(made, "Q1")).status_code == 303
    page = client.submit(f"{path}", typed(made, "Q1", reason="Mine instead."), at=f"{path}?again=1")
    assert "Somebody recorded this while you were writing" in page.text
    assert "Mine instead." in page.text
    assert client.submit(path, typed(made, "Q1", seen="1"), at=f"{path}?again=1").status_code == 303
    assert "Version 1" in client.get(path).text


def test_only_leads_record_and_only_while_moderation_is_open(deciding: Standing) -> None:
    app, made = deciding
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    page = make.client_of(app, made.house.lead).get(path)
    assert page.status_code == 200
    assert "Write it again" not in page.text
    waits = make.client_of(app, made.house.staff[PARTICIPATION]).get(path)
    assert waits.status_code == 403
    assert "when the names are revealed" in waits.text
    evaluator = make.client_of(app, made.people["young"][1])
    assert evaluator.get(path).status_code == 200
    assert evaluator.get(made.path("moderation/sign-off")).status_code == 403
    token = token_of(evaluator.get(made.path("moderation")))
    assert evaluator.post(path, data={"csrf_token": token}).status_code == 404
    lead = make.client_of(app, made.house.lead)
    token = token_of(lead.get(path))
    assert lead.post(path, data={"csrf_token": token}).status_code == 403


def test_approver_and_auditor_wait_for_the_end_of_moderation(moderating: Standing) -> None:
    app, made = moderating
    path = made.path(f"moderation/{made.labels[0]}/Q1")
    for role in (APPROVER, AUDITOR):
        assert make.client_of(app, made.house.staff[role]).get(path).status_code == 403


def test_approver_and_auditor_read_the_records_and_learn_no_names(deciding: Standing) -> None:
    app, made = deciding
    for role in (APPROVER, AUDITOR):
        client = make.client_of(app, made.house.staff[role])
        page = client.get(made.path(f"moderation/{made.labels[0]}/Q1")).text
        assert "4 people" in page
        assert not [human.name for human in made.everybody() if human.name in page]


def test_no_price_no_provider_no_total_on_any_page_of_moderation(recorded_tender: Standing) -> None:
    app, made = recorded_tender
    with tenant(made.house.id):
        prices = [f"{price:,.0f}" for price in prices_of(made.tender()).values()]
    secrets = [*prices, *(price.replace(",", "") for price in prices)]
    secrets += [f"Provider {number} of 3" for number in (1, 2, 3)]
    for human in (made.house.lead, made.people["young"][0]):
        client = make.client_of(app, human)
        for page in ("moderation", f"moderation/{made.labels[0]}/Q1"):
            words = client.get(made.path(page)).text
            assert not [secret for secret in secrets if secret in words]
    item = make.client_of(app, made.house.lead).get(made.path(f"moderation/{made.labels[0]}/Q1"))
    assert not [label for label in made.labels[1:] if f"Bid {label}" in item.text]


def test_each_criterion_has_an_order_of_its_own_that_stays() -> None:
    bids = [Bid(label=label) for label in "ABCDEFGH"]
    salts = [uuid.uuid4() for _ in range(6)]
    orders = [[bid.label for bid in shuffled(bids, salt)] for salt in salts]
    assert orders == [[bid.label for bid in shuffled(bids[::-1], salt)] for salt in salts]
    assert len({tuple(order) for order in orders}) > 1
    assert all(sorted(order) == list("ABCDEFGH") for order in orders)


def _close(client: Client, made: Panel) -> TestResponse:
    return client.submit(made.path("moderation/close"), {}, at=made.path("moderation"))


def test_a_tender_whose_marking_is_open_has_no_moderation_yet(quick_app: Flask) -> None:
    house = make.house()
    tender_id = published_tender(house)
    client = make.client_of(quick_app, house.lead)
    answer = client.get(f"/{house.slug}/tenders/{tender_id}/moderation")
    assert answer.status_code == 403
    assert "when marking is closed" in answer.text
