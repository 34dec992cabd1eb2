"""From a code to a place on a panel, step by step, without an e-mail (P5, P6, R18)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PANEL, SAFEGUARDING, Person, Role
from portal.accounts.passwords import is_right
from portal.core import clock
from portal.core.database import db
from portal.participation.panels import queries as ask
from portal.participation.panels.models import Joining, Member, PanelInvitation
from portal.participation.panels.phrases import draw_words, words
from portal.participation.panels.policy import NO_ADULT, may_act
from tests import make, make_panels
from tests.client import Client, token_of

STEPS: dict[str, dict[str, str]] = {
    "name": {"called": "Wren", "say_name": "REN", "shows_name": "no"},
    "brings": {"brings": "representing", "represents": "Young carers"},
    "age": {"age_band": "13_to_15"},
    "birthday": {"turns_16_on-day": "1"},
    "tell": {"tell_by": "here", "email": ""},
    "consent": {"taking_part": "yes", "photographs": "no"},
}
GROWN = STEPS | {"age": {"age_band": "16_to_17"}}
BIRTHDAY = {"turns_16_on": ["1", "6", "2028"]}


def walk(client: Client, code: str, steps: dict[str, Any], *, until: str = "") -> None:
    """Answer the steps in their order."""
    for step, answers in steps.items():
        if step == until:
            return
        if step == "birthday":
            answers = BIRTHDAY
        answer = client.submit(f"/join/{code}/{step}", answers)
        assert answer.status_code == 303, (step, answer.text)


def grown_steps() -> dict[str, Any]:
    """The answers of somebody who is 16."""
    return {step: answers for step, answers in GROWN.items() if step != "birthday"}


def member_called(house: make.House, name: str) -> Member:
    """The one member of this name."""
    found = db.session.scalars(
        select(Member.id).join(Person, Member.person_id == Person.id).where(Person.name == name)
    ).one()
    member = ask.member_by_id(found)
    assert member
    return member


def test_a_child_without_an_email_joins_with_three_words(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=0)
    code = make_panels.code_for(house, made.id, why="The school asked them.")
    client = make.client_of(app)
    mistyped = client.submit("/join", {"code": f"{code[:-1]}{'b' if code[-1] != 'b' else 'c'}"})
    assert "Check the letters first." in mistyped.text
    assert client.submit("/join", {"code": code.upper()}).status_code == 303
    walk(client, code, STEPS)
    answer = client.submit(
        f"/join/{code}/account", {"email": "blue.otter", "way": "words", "new_password": ""}
    )
    shown = re.findall(r"<strong>([a-z]+ [a-z]+ [a-z]+)</strong>", answer.text)
    assert len(shown) == 1
    assert client.get("/home").status_code == 200
    with make.looking(house.id):
        member = member_called(house, "Wren")
        assert (member.say_name, member.brings, member.represents) == (
            "REN",
            "representing",
            "Young carers",
        )
        assert member.why_invited == "The school asked them."
        assert {each.purpose: each.is_given for each in member.consents} == {
            "taking_part": True,
            "photographs": False,
            "told_afterwards": False,
        }
        assert getattr(may_act(member), "why", "") == NO_ADULT
        assert member.person.email is None
        assert is_right(member.person.password_hash, shown[0])
        assert db.session.scalars(select(Joining.id)).all() == []
        assert db.session.scalars(select(PanelInvitation.id)).all() == []
    again = make.client_of(app)
    typed = {"email": "Blue.Otter", "password": shown[0].replace(" ", "-").upper()}
    assert again.submit("/sign-in", typed).status_code == 303
    assert "This code doesn’t work" in make.client_of(app).get(f"/join/{code}/name").text


def test_the_last_step_sent_again_shows_the_same_words_to_the_same_browser(
    quick_app: Flask,
) -> None:
    house = make.house()
    made = make_panels.panel(house, members=0)
    code = make_panels.code_for(house, made.id)
    client, other = make.client_of(quick_app), make.client_of(quick_app)
    walk(client, code, grown_steps())
    here = f"/join/{code}/account"
    sent = {"email": "blue.otter", "way": "words", "new_password": ""}
    sent["csrf_token"] = token_of(client.get(here))
    strange = sent | {"csrf_token": token_of(other.get(here.replace("account", "name")))}
    before = dict(client._cookies)
    page = client.post(here, data=sent).text
    words = re.findall(r"<strong>([a-z]+ [a-z]+ [a-z]+)</strong>", page)
    client._cookies = before  # the answer was lost on the way, with its cookie
    page = client.post(here, data=sent).text
    assert words == re.findall(r"<strong>([a-z]+ [a-z]+ [a-z]+)</strong>", page)
    assert client.get("/home").status_code == 200
    assert "Ask who leads your panel" in other.post(here, data=strange).text
    with make.looking(house.id):
        assert len(ask.members_of_panel(made.id)) == 1
    with clock.at(clock.now() + timedelta(hours=2)):
        client._cookies = before
        assert "This code doesn’t work" in client.post(here, data=sent).text


def test_what_was_answered_is_there_after_going_back(quick_app: Flask) -> None:
    house = make.house()
    code = make_panels.code_for(house, make_panels.panel(house, members=0).id)
    client = make.client_of(quick_app)
    walk(client, code, STEPS, until="tell")
    elsewhere = make.client_of(quick_app)
    assert 'value="Wren"' in elsewhere.get(f"/join/{code}/name").text
    assert 'value="2028"' in elsewhere.get(f"/join/{code}/birthday").text
    refused = client.submit(f"/join/{code}/tell", {"tell_by": "email", "email": ""})
    assert "Write your email address" in refused.text
    led = client.get(f"/join/{code}/account")
    assert led.location.endswith("/tell")


def test_whoever_says_no_leaves_nothing_behind(quick_app: Flask) -> None:
    house = make.house()
    code = make_panels.code_for(house, make_panels.panel(house, members=0).id)
    client = make.client_of(quick_app)
    walk(client, code, grown_steps(), until="consent")
    assert "That is fine" in client.submit(f"/join/{code}/consent", {"taking_part": "no"}).text
    with make.looking(house.id):
        assert db.session.scalars(select(Joining.id)).all() == []
    assert client.get(f"/join/{code}/meaning").status_code == 200


def test_a_day_that_does_not_fit_the_age_is_asked_again(quick_app: Flask) -> None:
    house = make.house()
    code = make_panels.code_for(house, make_panels.panel(house, members=0).id)
    client = make.client_of(quick_app)
    walk(client, code, STEPS, until="birthday")
    answer = client.submit(f"/join/{code}/birthday", {"turns_16_on": ["1", "6", "2040"]})
    assert "doesn’t fit the age" in answer.text
    assert 'value="2040"' in answer.text


def test_somebody_signed_in_joins_with_their_account(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, "parent", members=0)
    code = make_panels.code_for(house, made.id)
    evaluator = make.staff(house, "evaluator", tender_id=uuid.uuid4(), kind="parent")
    client = make.client_of(quick_app, evaluator)
    told = {
        "name": {"say_name": "", "shows_name": "yes"},
        "brings": {"brings": "unsaid", "represents": ""},
        "tell": {"tell_by": "email"},
        "consent": {"taking_part": "yes"},
    }
    walk(client, code, told)
    assert client.submit(f"/join/{code}/account").location.endswith(f"/panel/{made.id}")
    with make.looking(house.id):
        member = make_panels.place(made.id, evaluator)
        assert member.person.name == evaluator.name
        assert (member.age_band, member.turns_16_on, member.shows_name) == (None, None, True)


def test_staff_and_bidders_are_told_kindly_that_they_cannot_join(quick_app: Flask) -> None:
    house = make.house()
    code = make_panels.code_for(house, make_panels.panel(house, members=0).id)
    for human in (house.lead, make.staff(house, SAFEGUARDING), make.provider()):
        page = make.client_of(quick_app, human).get(f"/join/{code}/meaning")
        assert "You can’t join with this account" in page.text


def test_a_code_into_a_panel_opens_no_other_door(quick_app: Flask) -> None:
    house = make.house()
    code = make_panels.code_for(house, make_panels.panel(house, members=0).id)
    client = make.client_of(quick_app)
    assert client.get(f"/invitations/{code}").location.endswith(f"/join/{code}")
    for page in ("new-words", "answer"):
        assert "This code doesn’t work" in client.get(f"/join/{code}/{page}").text
    assert client.get(f"/join/{code}/elsewhere").status_code == 404
    assert "This code doesn’t work" in client.get("/join/abcd-efgh-jkmn").text


def test_the_words_are_many_and_easy() -> None:
    assert len(set(words())) == len(words()) >= 2000
    assert all(re.fullmatch("[a-z]{3,10}", word) for word in words())
    assert len(draw_words().split()) == 3


def test_the_buying_side_never_lists_members_or_whom_a_panel_invited(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    make_panels.code_for(house, made.id)
    page = make.client_of(quick_app, house.lead).get("/ambleford/people")
    assert made.members[0].name not in page.text
    assert "Somebody new" not in page.text
    role_id = made.members[0].role_id
    client = make.client_of(quick_app, house.lead)
    assert client.get(f"/ambleford/people/{role_id}/end").status_code == 404


def test_a_place_is_a_role_of_the_panels_kind(quick_app: Flask) -> None:
    house = make.house()
    young = make_panels.panel(house, members=1)
    both = make_panels.panel(house, "parent", members=0)
    person_id = young.members[0].actor.person_id
    assert person_id
    make_panels.join(house, both.id, person_id)
    with make.looking(house.id):
        held = db.session.scalars(
            select(Role.kind).where(Role.person_id == person_id, Role.name == PANEL)
        )
        assert sorted(kind or "" for kind in held) == ["parent", "young"]
