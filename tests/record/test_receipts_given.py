"""What holders get: a promise while a size would tell something, then a proof, always the same."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode

import pytest
from flask import Flask

from portal.audit.checkpoints import sign_what_grew
from portal.audit.merkle import leaf_hash
from portal.audit.models import Event
from portal.audit.receipt_texts import Promise, Proof, read_receipt
from portal.core import clock
from portal.core.database import db
from tests import make, make_bids
from tests import make_outcomes as outcomes
from tests.make_evaluation import MARKING, Marking, mark_all, marking_tender
from tests.receipts import letter_of, on_page, sheet_of, shown, taken
from tests.shelf import Prepared
from tests.stages import Stages
from tests.story import MARKER, Story

PROMISE = re.compile(
    r"evenhand promise v1\n127\.0\.0\.1/log/[0-9a-f-]{36}\nleaf [\w+/]{43}=\ntime (.*)\n"
    r"\n— 127\.0\.0\.1/log [\w+/]{91}=\n"
)
"""All that a promise holds, and nothing else."""


def more_happens(story: Story) -> None:
    """Two more providers bid, and the daily checkpoint is signed."""
    for member in make.providers(["Newcomer", "Another"]):
        make_bids.submitted_bid(story.id, member)
    with make.writing(story.house.id):
        sign_what_grew()


def test_until_the_opening_a_bid_has_a_promise_that_tells_nothing_of_other_bids(
    stages: Stages,
) -> None:
    with stages.at("open") as story:
        client, page = stages.client("winner"), story.path("bid/receipt")
        before = shown(client, page)
        promised = taken(client, f"{page}.txt")
        found = PROMISE.fullmatch(promised)
        assert found
        assert found[1] == "2026-10-01T09:00:00Z"
        assert on_page(client, page) == promised
        assert "tlog-proof" not in before
        more_happens(story)
        assert shown(client, page) == before
        assert taken(client, f"{page}.txt") == promised
    with stages.at("closed") as story:
        assert taken(stages.client("winner"), story.path("bid/receipt.txt")) == promised


def test_from_the_opening_on_a_bid_has_its_proof_and_it_stays_the_same(stages: Stages) -> None:
    with stages.at("closed") as story:
        promise = read_receipt(taken(stages.client("winner"), story.path("bid/receipt.txt")))
    with stages.at("opened") as story:
        client = stages.client("winner")
        text = taken(client, story.path("bid/receipt.txt"))
        assert on_page(client, story.path("bid/receipt")) == text
        sealed = client.get(story.path("bid/bid.json")).data
    proof = read_receipt(text)
    assert isinstance(promise, Promise)
    assert isinstance(proof, Proof)
    assert proof.holds()
    assert proof.leaf == promise.leaf == leaf_hash(proof.contents.encode())
    assert proof.origin == promise.origin
    facts = proof.event["facts"]
    assert facts.keys() == {"bid_sha256", "box_sha256", "received_at"}
    assert facts["bid_sha256"] == hashlib.sha256(sealed).hexdigest()
    with stages.at("released") as story:
        assert taken(stages.client("winner"), story.path("bid/receipt.txt")) == text


def test_the_proof_of_a_bid_tells_the_log_as_the_opening_left_it(stages: Stages) -> None:
    with stages.at("released") as story:
        client = stages.client("winner")
        proof = read_receipt(taken(client, story.path("bid/receipt.txt")))
        assert isinstance(proof, Proof)
        with make.looking(story.house.id):
            opened = db.session.query(Event).filter_by(log_id=story.id, name="bids:opened").one()
        assert proof.said.size == opened.number
        assert proof.event["name"] == "bid:submitted"
        assert proof.event["number"] == proof.index + 1


@pytest.fixture
def marking(prepared: Prepared) -> Marking:
    """A tender in marking, one young person and one professional have sent everything."""
    made: Marking = prepared(marking_tender)
    for kind in ("young", "professional"):
        mark_all(made, made.evaluators[kind][0])
    return made


@pytest.mark.parametrize(
    ("kind", "time"), [("young", "2026-10-14"), ("professional", "2026-10-14T09:00:00Z")]
)
def test_until_marking_closes_sent_marks_have_a_promise_and_a_young_persons_has_the_day_alone(
    quick_app: Flask, marking: Marking, kind: str, time: str
) -> None:
    own, other = (make.client_of(quick_app, human) for human in marking.evaluators[kind])
    label = make_bids.label_of(marking.house, marking.id, marking.bidders[0])
    page, file = f"{marking.path}/marking/{label}", f"{marking.path}/receipts/{label}.txt"
    with clock.at(MARKING):
        before = shown(own, page)
        promised = taken(own, file)
        found = PROMISE.fullmatch(promised)
        assert found
        assert found[1] == time
        assert on_page(own, page) == promised
        assert "<details" in before.partition("Proof for later")[0][-200:], "it is folded away"
        assert other.get(file).status_code == 404, "nothing is sent yet"
        assert "receipt-text" not in other.get(page).text
        mark_all(marking, marking.evaluators[kind][1])
        assert shown(own, page) == before
        assert taken(own, file) == promised
        assert taken(other, file) != promised


def test_from_the_close_of_marking_on_sent_marks_have_their_proof(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender)
    for kind in ("young", "professional"):
        proof = read_receipt(sheet_of(quick_app, made, kind))
        assert isinstance(proof, Proof)
        assert proof.holds()
        assert proof.event["name"] == "sheet:sent"
        assert proof.event["role"] == f"{kind}_evaluator"
        assert set(proof.event["facts"]) == {"label"}
        assert set(proof.event["seals"]) == {"marks"} | ({"at"} if kind == "young" else set())
        with make.looking(made.house.id):
            closed = db.session.query(Event).filter_by(log_id=made.id, name="marking:closed").one()
        assert proof.said.size == closed.number


def test_each_letter_has_the_proof_of_its_own_hash(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    hashes = set()
    for bidder, label in enumerate(made.labels):
        text = letter_of(quick_app, made, bidder)
        client = make.client_of(quick_app, made.members[bidder])
        assert on_page(client, made.path("letter")) == text
        proof = read_receipt(text)
        assert isinstance(proof, Proof)
        assert proof.holds()
        assert proof.event["facts"]["label"] == label
        hashes.add(proof.event["facts"]["letter_sha256"])
        assert len(b64decode(text.split("\n")[3])) == 32
    assert len(hashes) == len(made.labels)
    assert "receipt-text" not in (
        make.client_of(quick_app, made.house.lead).get(made.path(f"letters/{label}")).text
    )


def test_a_receipt_names_nobody(stages: Stages) -> None:
    with stages.at("released") as story:
        with make.looking(story.house.id):
            title, reference = story.tender().title, story.tender().reference
        label = make_bids.label_of(story.house, story.id, story.people["winner"])
        for who, page in (
            ("winner", "bid/receipt.txt"),
            ("winner", "letter/receipt.txt"),
            ("young", f"receipts/{label}.txt"),
        ):
            text = taken(stages.client(who), story.path(page)).lower()
            telling = (title, reference, story.house.slug, story.people[who].name, MARKER)
            assert [each for each in telling if each.lower() in text] == []
