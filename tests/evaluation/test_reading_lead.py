"""The lead decides on the order of reading, and warns before what is hard to read."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Sheet
from tests import make, make_evaluation, make_reading
from tests.shelf import Prepared


def test_the_order_is_decided_before_marking_recorded_and_then_stands(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.seated_tender, bids=1)
    lead, path = make.client_of(quick_app, made.house.lead), f"{made.path}/marking-order"
    assert "Bid by bid: all questions" in lead.get(f"{made.path}/start-marking").text
    assert lead.submit(path, {"order": "question"}).status_code == 303
    assert lead.submit(path, {"order": "question"}).status_code == 303
    assert lead.submit(path, {"order": "by price"}).status_code == 200
    assert "Question by question: one" in lead.get(f"{made.path}/start-marking").text
    with tenant(made.house.id):
        said = select(Event).where(Event.name == "marking:order-set")
        assert [event.facts for event in db.session.scalars(said)] == [{"order": "question"}]
    make_reading.started(made)
    assert lead.get(path).status_code == 403
    with tenant(made.house.id):
        began = db.session.scalars(select(Event).where(Event.name == "marking:started")).one()
    assert began.facts["order"] == "question"


def test_question_by_question_save_leads_to_the_next_bid(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R14: in the order that was drawn for the person; no bid is first at every question."""
    made = prepared(make_reading.by_question_tender)
    client = make.client_of(quick_app, made.evaluators["young"][0])
    home = f"{made.path}/marking"
    listed = client.get(home).text
    assert "question by question" in listed
    labels = re.findall(r'id="bid-([A-Z]+)-status"', listed)
    page = f"{home}/{labels[0]}/Q1"
    assert f'href="{made.path}/next-to-mark" role="button"' in listed
    assert client.get(f"{made.path}/next-to-mark").headers["Location"].endswith(page)
    seen = []
    saved = {"mark": "2", "reason": "Good.", "seen": "0", "do": "save"}
    while "/Q" in page:
        seen.append(page.removeprefix(f"{home}/"))
        page = client.submit(page, saved).headers["Location"]
    first, second, third = labels
    assert seen == [
        *(f"{label}/Q1" for label in (first, second, third)),
        *(f"{label}/Q2" for label in (second, third, first)),
    ]
    assert page == home
    shown = client.get(f"{home}/{second}/Q1").text
    assert f"Question 1 of 2 · Bid {second}, 2 of 3" in shown
    assert "Back to the bid before" in shown
    mine = shown.partition("My marks so far on this question")[2].partition("</details>")[0]
    assert re.findall(r"Bid ([A-Z]+):", mine) == [first, third]


def test_a_warning_stands_before_the_text_and_can_be_taken_back(
    quick_app: Flask, prepared: Prepared
) -> None:
    """P25: why, before a word of it is read; the text is folded, and one may pass."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    lead = make.client_of(quick_app, made.house.lead)
    with tenant(made.house.id):
        assert db.session.scalars(select(Sheet)).first()
    all_answers = lead.get(f"{made.path}/hard-passages").text
    found = re.search(rf"{made.path}/hard-passages/([A-Z]+)/Q1", all_answers)
    assert found
    path, young = found[0], make.client_of(quick_app, made.evaluators["young"][0])
    page = f"{made.path}/marking/{found[1]}/Q1"
    assert "Say why it may be hard" in lead.submit(path, {"paragraph": "all"}).text
    lead.submit(path, {"paragraph": "all", "words": "It tells of a death."})
    shown = young.get(page).text
    before, _folded, text = shown.partition('<details class="govuk-details folded">')
    assert "It tells of a death." in before
    assert "You can pass." in before
    assert "/safety/help" in before or "Talk to somebody" in before
    assert "data-at" not in before
    assert "data-at" in text
    assert "It tells of a death." in young.get(f"{page}/notes").text
    young.submit(page, {"do": "later", "mark": "2", "reason": "Hm."})
    assert '<details class="govuk-details folded" open>' in young.get(page).text
    lead.submit(path, {"paragraph": "1", "words": "This part tells of a death."})
    shown = young.get(page).text
    assert "this part may be hard to read." in shown
    assert "Show me this part" in shown
    assert 'folded" open' not in shown
    lead.submit(path, {"do": "take-back"})
    assert "hard to read" not in young.get(page).text
    assert "There is no warning here" in lead.submit(path, {"do": "take-back"}).text
    assert lead.submit(path, {"paragraph": "99", "words": "x"}).status_code == 200
