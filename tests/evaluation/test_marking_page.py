"""The marking page: both wordings, own marks, ‘not sure yet’, chosen sentences, help."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Draft, Mark
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import Marking
from tests.shelf import Prepared

CHOSEN = "It gives a real example."


def _begun(app: Flask, made: Marking) -> tuple[Client, list[str]]:
    """A young evaluator and their bids, in their order."""
    client = make.client_of(app, made.evaluators["young"][0])
    found = re.findall(r'href="([^"]+/marking/[A-Z]+)/Q1"', client.get(f"{made.path}/marking").text)
    return client, found


def _last(made: Marking) -> Mark:
    with tenant(made.house.id):
        return db.session.scalars(select(Mark).order_by(Mark.recorded_at.desc())).first() or Mark()


def test_the_page_has_both_wordings_how_long_it_takes_and_own_marks_closed(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R14, R28: the other words and one's own marks are a tap away; no other's mark is there."""
    made = prepared(make_evaluation.marking_tender)
    client, (first, second, _third) = _begun(quick_app, made)
    page = client.get(f"{second}/Q1").text
    assert "The same in standard words" in page
    assert "about 1 minute to read" in page
    assert "My marks so far" not in page
    typed = {"mark": "2", "reason": "A secret thought.", "seen": "0", "do": "save"}
    client.submit(f"{first}/Q1", typed)
    page = client.get(f"{second}/Q1").text
    mine = page.partition("My marks so far on this question")[2].partition("</details>")[0]
    assert f"Bid {first[-1]}: <b>2 – " in re.sub(r"\s+", " ", mine)
    assert "never by another bid" in mine
    assert "A secret thought." not in page
    assert "My marks so far" not in client.get(f"{first}/Q1").text
    other = make.client_of(quick_app, made.evaluators["young"][1])
    assert "My marks so far" not in other.get(f"{second}/Q1").text


def test_nothing_is_sent_while_somebody_is_not_sure(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client, (bid,) = _begun(quick_app, made)
    saved = {"mark": "2", "reason": "Good.", "seen": "0", "do": "save"}
    for code in ("Q1", "Q2"):
        client.submit(f"{bid}/{code}", saved)
    unsure = saved | {"seen": "1", "do": "later"}
    assert client.submit(f"{bid}/Q1", unsure).headers["Location"] == bid
    check = client.get(bid).text
    assert "1 question waits for you." in check
    assert "Send my marks" not in check
    assert "Not sure yet" in check
    refused = client.submit(bid)
    assert "You said ‘not sure yet’ about a question." in refused.text
    kept = client.submit(
        f"{bid}/Q1/draft", {"mark": "2", "reason": "Good.", "seen": "1"}, at=f"{bid}/Q1"
    )
    assert kept.status_code == 200
    assert "Send my marks" not in client.get(bid).text
    client.submit(f"{bid}/Q1", saved | {"seen": "1"})
    assert client.submit(bid).status_code == 303


def test_a_reason_is_typed_chosen_or_written_with_help_and_that_is_recorded(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client, (bid,) = _begun(quick_app, made)
    page, saved = f"{bid}/Q1", {"mark": "2", "seen": "0", "do": "save"}
    answer = client.submit(page, {"reason": "Yes.", "sentences": "example", "do": "cards"})
    assert answer.headers["Location"] == page
    assert f"Yes. {CHOSEN}</textarea>" in client.get(page).text
    wrong = client.submit(page, {"reason": "Yes.", "sentences": "example", "do": "save"})
    assert f"Yes. {CHOSEN}</textarea>" in wrong.text
    client.submit(page, saved | {"reason": "", "sentences": "example"})
    assert (_last(made).reason, _last(made).way) == (CHOSEN, "cards")
    client.submit(page, saved | {"reason": "My own words.", "seen": "1"})
    assert _last(made).way == "typed"
    client.submit(
        page, saved | {"reason": "My own words.", "helped": "y", "seen": "2", "do": "later"}
    )
    with tenant(made.house.id):
        assert db.session.scalars(select(Draft.is_helped)).all() == [True]
    client.submit(page, saved | {"reason": "My own words.", "helped": "y", "seen": "2"})
    assert _last(made).way == "helper"
    assert 'name="helped" value="y" checked' in client.get(page).text
    client.submit(page, {"seen": "3", "do": "pass"})
    with tenant(made.house.id):
        told = select(Event).where(Event.name == "mark:recorded").order_by(Event.number)
        ways = [event.facts["way"] for event in db.session.scalars(told)]
    assert ways == ["cards", "typed", "helper", None]
