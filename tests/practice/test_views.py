"""Getting ready: three steps, a promise, and an invented answer that counts nowhere (P7, R19)."""

from __future__ import annotations

import re

from flask import Flask

from portal.core import clock
from portal.evaluation.seats.operations import start_marking
from tests import make, make_bids, make_evaluation, make_practice
from tests.client import Client
from tests.make_evaluation import Marking
from tests.make_practice import ANSWER, BECAUSE
from tests.shelf import Prepared

TOO_FEW = "Fewer than three people have given a mark so far."


def _practising(house: make.House, young: int = 2) -> Marking:
    made = make_evaluation.seated_tender(house, bids=1, young=young)
    make_practice.write(made)
    return made


def _of_six(house: make.House) -> Marking:
    return _practising(house, young=4)


def _client(app: Flask, made: Marking, kind: str = "young", which: int = 0) -> Client:
    return make.client_of(app, made.evaluators[kind][which])


def _lead(app: Flask, made: Marking) -> Client:
    return make.client_of(app, made.house.lead)


def test_two_who_practised_see_their_own_mark_and_the_note_alone(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_practising)
    client, page = _client(quick_app, made), f"{made.path}/practice/Q1"
    make_practice.tries(made, made.evaluators["young"][1], 1)
    before = client.get(page).text
    assert ANSWER in before
    assert BECAUSE not in before, "first they mark for themselves"
    empty = client.submit(page, {"do": "try"})
    assert empty.status_code == 200
    assert "Choose a mark, or press Pass" in empty.text
    assert client.submit(page, {"do": "try", "mark": "3"}).status_code == 303
    after = client.get(page).text
    assert BECAUSE in after
    assert TOO_FEW in after
    assert "person" not in after.split('id="tried"')[1].split("Ready?")[0].replace("people", "")


def test_six_who_practised_see_how_many_gave_each_mark_and_no_name(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_of_six)
    for human, mark in zip(made.everybody, (1, 2, 2, 2, None, 3), strict=True):
        make_practice.tries(made, human, mark)
    page = _client(quick_app, made, "professional").get(f"{made.path}/practice/Q1").text
    told = page.split('id="spread"')[1].split("</ul>")[0]
    counts = [line.split("</b>:")[1].split("</li>")[0].strip() for line in told.split("<li>")[1:]]
    assert [each for each in counts if not each.startswith("0 ")] == [
        "1 person (you are one of them)",
        "3 people",
        "1 person",
    ]
    assert not any(human.name in page for human in made.everybody[1:])


def test_a_pass_is_honoured_counted_like_a_mark_and_may_be_deleted(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_practising)
    client, page = _client(quick_app, made), f"{made.path}/practice/Q1"
    assert client.submit(page, {"do": "pass"}).status_code == 303
    assert "You passed. That is fine." in client.get(page).text
    assert "You have tried this one already" in client.submit(page, {"do": "pass"}).text
    lead = _lead(quick_app, made)
    listed = lead.get(f"{made.path}/practice-bid").text
    assert "1 person has practised" in listed
    assert made.evaluators["young"][0].name not in listed
    fixed = lead.get(f"{made.path}/practice-bid/Q1").text
    assert "so it stays as it is" in fixed
    assert "You passed" not in fixed
    client.submit(page, {"do": "delete"})
    assert "You passed" not in client.get(page).text
    assert "0 people have practised" in lead.get(f"{made.path}/practice-bid").text


def test_the_three_steps_tell_what_is_left_in_minutes(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(_practising)
    client = _client(quick_app, made)
    home = client.get(f"{made.path}/marking").text
    for words in (
        "1. Say who you know, and promise",
        "2. Practise",
        "3. Mark",
        " for all that you can do now.",
        "You can stop and come back.",
        "You can leave this out",
    ):
        assert words in home, words
    refused = client.submit(f"{made.path}/promise", {})
    assert "Tick the box if you promise" in refused.text
    assert client.submit(f"{made.path}/promise", {"promised": "y"}).status_code == 303
    assert "You promised this on" in client.get(f"{made.path}/promise").text
    for code in ("Q1", "Q2"):
        client.submit(f"{made.path}/practice/{code}", {"do": "ready"})
    client.submit(f"{made.path}/practice/Q1", {"do": "try", "mark": "2"})
    assert "You are ready for all your questions" in client.get(f"{made.path}/practice").text
    make_evaluation.declare(made, made.evaluators["young"][0])
    done = client.get(f"{made.path}/marking").text
    assert done.count(">Done<") == 3
    assert "You can mark as soon as everybody is ready" in done


def test_marking_goes_on_where_nobody_practised(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client = _client(quick_app, made)
    home = client.get(f"{made.path}/marking").text
    assert "2 answers are left." in home
    assert client.get(_question_of(client, made)).status_code == 200
    mine = client.get(f"{made.path}/practice/Q1").text
    assert "invented answer" not in mine


def test_without_the_promise_there_is_no_marking_page_no_draft_and_no_mark(
    quick_app: Flask, prepared: Prepared
) -> None:
    """The page leads to the promise, and from there to the question that was asked for."""
    made = prepared(_not_promised)
    client = _client(quick_app, made)
    page = _question_of(client, made)
    sent = {"mark": "2", "reason": "They ask us.", "seen": "0", "draft_seen": "0"}
    for address in (page, f"{page}/draft", page.rsplit("/", 1)[0]):
        refused = client.submit(address, sent, at=f"{made.path}/marking")
        assert refused.status_code == 403
        assert "First promise" in refused.text, address
    led = client.get(page)
    assert led.status_code == 303
    promise = led.headers["Location"]
    assert promise.startswith(f"{made.path}/promise?")
    assert "waits for you" in client.get(promise).text
    assert "Tick the box if you promise" in client.submit(promise, {}).text
    kept = client.submit(promise, {"promised": "y"})
    assert kept.headers["Location"] == page
    assert client.get(page).status_code == 200
    assert client.submit(page, sent).status_code == 303


def _not_promised(house: make.House) -> Marking:
    made = make_evaluation.seated_tender(house, bids=1, professional=1, young=1)
    for human in made.everybody:
        make_evaluation.declare(made, human)
    with made.writing() as tender:
        start_marking(house.lead.actor, tender)
    return made


def _question_of(client: Client, made: Marking) -> str:
    found = re.search(r'href="([^"]+/marking/[^"/]+/Q1)"', client.get(f"{made.path}/marking").text)
    assert found
    return found[1]


def test_the_lead_writes_with_a_ready_text_until_bids_are_open(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.seated_tender, bids=1)
    late = _lead(quick_app, made)
    assert "the bids are open" in late.get(f"{made.path}/practice-bid/Q2").text
    wanted = {"answer": "x", "mark": "2", "because": "y"}
    assert late.submit(f"{made.path}/practice-bid/Q2", wanted).status_code == 403


def test_before_the_opening_the_lead_takes_a_ready_text_changes_it_and_takes_it_away(
    quick_app: Flask,
) -> None:
    house = make.house()
    tender_id = make_bids.published_tender(house)
    lead, place = make.client_of(quick_app, house.lead), f"/{house.slug}/tenders/{tender_id}"
    page = f"{place}/practice-bid/Q1"
    with clock.at(make_practice.WRITING):
        assert "Last year 31 people did." in lead.get(f"{page}?ready=listening").text
        half = lead.submit(page, {"answer": "We ask, and we listen."})
        assert "Choose the mark that you think is right" in half.text
        assert "We ask, and we listen." in half.text
        whole = {"answer": "We ask, and we listen.", "mark": "2", "because": "It is short."}
        assert lead.submit(page, whole).status_code == 303
        assert "Written" in lead.get(f"{place}/practice-bid").text
        trail = lead.get(f"{place}/trail").text
        assert "wrote an invented answer to practise on Listening." in trail
        assert "We ask, and we listen." not in trail
        assert lead.submit(page, {"do": "remove"}).status_code == 303
        assert "Written" not in lead.get(f"{place}/practice-bid").text
