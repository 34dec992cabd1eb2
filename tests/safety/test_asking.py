"""Evaluators ask for help, staff hand over a worry; where nobody reads it nobody has to type."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.accounts.models import AUDITOR, PARTICIPATION, SAFEGUARDING
from portal.safety import operations as act
from portal.safety.queries import access_of, numbers, store_of
from tests import make, make_safety
from tests.client import token_of
from tests.make_safety import PHRASE

HELP, UPSET = "/ambleford/help", "/ambleford/upset"
HAND_OVER = "/ambleford/safety/hand-over"
CALL = {"words": "I can’t sleep.", "reach": "call", "where": "07700 900123"}


@pytest.mark.parametrize("kind", ["young", "parent", "professional"])
def test_every_page_of_an_evaluator_leads_to_help_and_names_who_is_there(
    quick_app: Flask, kind: str
) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house, kind))
    names = " and ".join(human.name for human in list(house.staff.values())[2:])
    for page in ("/home", "/roles", "/password", "/not/a/page"):
        shown = client.get(page).text
        assert f'href="{HELP}"' in shown
        assert f'href="{UPSET}"' in shown
        assert f"{names} are there for you." in shown


def test_nobody_else_is_shown_the_evaluators_ways(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    for human in (house.lead, house.staff[SAFEGUARDING], make.provider(), make.operator()):
        client = make.client_of(quick_app, human)
        assert HELP not in client.get("/home").text
        assert client.get(HELP).status_code == 404


@pytest.mark.parametrize("page", [HELP, UPSET])
def test_what_somebody_writes_arrives_and_they_are_told_who_reads_it(app: Flask, page: str) -> None:
    house = make_safety.house_with_lock()
    young = make_safety.evaluator(house)
    client = make.client_of(app, young)
    answer = client.submit(page, CALL)
    assert answer.location == "/ambleford/help/sent"
    sent = client.get(answer.location).text
    reader = house.staff[SAFEGUARDING].name
    assert f"<bdi>{reader}</bdi> can read it. Nobody else can." in sent
    assert "by the end of the next day" in sent
    assert "0800 1111" in sent
    assert "999" in sent
    opened = make.client_of(app, house.staff[SAFEGUARDING]).submit(
        "/ambleford/safety", {"phrase": PHRASE}
    )
    for words in (young.name, *CALL.values()):
        assert words in opened.text or words == "call"
    assert "Call me" in opened.text


def test_being_called_is_enough_without_any_words(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house))
    assert client.submit(HELP, CALL | {"words": ""}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"words": "x"}, "Choose how we should get in touch with you"),
        ({"reach": "none"}, "Write a few words, or choose how we can reach you"),
        ({"reach": "call"}, "Write the phone number that we can call"),
        ({"reach": "email", "where": " "}, "Write the email address"),
        ({"reach": "meet", "words": "x" * 4001}, "must be 4,000 characters or fewer"),
    ],
)
def test_what_is_missing_is_said_and_the_words_stay(
    quick_app: Flask, typed: dict[str, str], says: str
) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house))
    page = client.submit(HELP, typed)
    assert page.status_code == 200
    assert says in page.text
    assert typed.get("words", "") in page.text


def test_without_a_lock_somebody_is_told_whom_to_talk_to_before_they_type(
    quick_app: Flask,
) -> None:
    house = make.house("ambleford", "procurement_lead")
    client = make.client_of(quick_app, make_safety.evaluator(house))
    page = client.get(HELP).text
    assert "<textarea" not in page
    assert "office@a.example" in page
    assert "0800 1111" in page
    lead = make.staff(house, SAFEGUARDING)
    page = client.get(HELP).text
    assert "<textarea" not in page
    assert lead.account in page


def test_words_are_kept_when_the_last_reader_left_while_they_were_typed(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house))
    form = client.get(HELP)
    with make.writing(house.id):
        store = store_of(house.id)
        access = access_of(store.key, house.staff[SAFEGUARDING].actor.person_id)
        assert access
        act.note_forgotten(access)
    page = client.post(HELP, data=CALL | {"csrf_token": token_of(form)})
    assert "it wasn’t sent. Your words are still on this page" in page.text
    assert CALL["words"] in page.text
    with make.looking(house.id):
        assert numbers().waiting == 0


def test_back_leads_to_the_page_somebody_was_on_and_never_elsewhere(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house))

    def back_from(page: str) -> bool:
        shown = client.get(HELP, headers={"Referer": page}).text
        return "Back to where you were" in shown

    assert back_from("http://localhost/roles")
    for page in ("https://elsewhere.example/roles", "http://localhost/nowhere/at/all", "//x", HELP):
        assert not back_from(page)


def test_staff_hand_over_what_they_found(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    finder = house.staff[PARTICIPATION]
    client = make.client_of(quick_app, finder)
    assert HAND_OVER in client.get("/home").text
    typed = {"about": "A young evaluator", "words": "‘He locks us in.’", "found": "A reason"}
    assert client.submit(HAND_OVER, typed | {"words": ""}).status_code == 200
    assert client.submit(HAND_OVER, typed | {"note": "Please look"}).status_code == 303
    assert (
        "leave it out of notes, mails and minutes"
        in client.get("/ambleford/safety/handed-over").text
    )
    opened = make.client_of(quick_app, house.staff[SAFEGUARDING]).submit(
        "/ambleford/safety", {"phrase": PHRASE}
    )
    for words in (*typed.values(), "Please look", f"Handed over by {finder.name}"):
        assert words in opened.text


def test_another_authority_is_not_there(quick_app: Flask) -> None:
    make_safety.house_with_lock()
    other = make.house("northmere")
    young = make.client_of(quick_app, make_safety.evaluator(other))
    auditor = make.client_of(quick_app, other.staff[AUDITOR])
    assert young.get(HELP).status_code == 404
    assert auditor.get(HAND_OVER).status_code == 404


def test_nobody_buries_the_store_under_messages(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house))
    sent = CALL | {"csrf_token": token_of(client.get(HELP))}
    answers = [client.post(HELP, data=sent).status_code for _ in range(31)]
    assert answers == [303] * 30 + [429]
