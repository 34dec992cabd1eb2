"""Each person is told of an answer in the way they asked for, by a day that is watched (P20)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.feedback.owed import owed_of
from portal.participation.panels import leaving
from portal.participation.panels.queries import member_by_id
from portal.specifications.cowriting import operations_rounds as rounds_act
from portal.specifications.cowriting.operations_telling import note_answers_told
from portal.specifications.cowriting.queries import answers_owed, rounds_of
from portal.specifications.cowriting.queries_telling import ToTell, told_of_answers
from tests import make
from tests.make_feedback import agree_to_be_told
from tests.make_writing import CLOSES, Written, tender_of

TODAY = date(2026, 9, 1)
USUAL = CLOSES + timedelta(weeks=4)


@pytest.fixture
def answered(writing: Written) -> Written:
    """Three wrote or agreed, and asked for a mail, a call and nothing at all; one answer."""
    agree_to_be_told(writing, 0, by="email")
    agree_to_be_told(writing, 1, by="call")
    for who in range(3):
        writing.suggest(who, words=f"Will you listen to {who}?")
    writing.answer(1, 2, 3)
    return writing


def _mails() -> list[Mail]:
    with make.looking():
        return list(db.session.scalars(select(Mail).where(Mail.subject == "News for you")))


def _told(made: Written) -> list[ToTell]:
    return told_of_answers(tender_of(made.house, made.tender_id))


def _call(made: Written) -> ToTell:
    return next(each for each in _told(made) if each.how == "call")


def test_each_person_is_told_of_an_answer_in_the_way_they_asked_for(answered: Written) -> None:
    assert [each.to for each in _mails()] == [answered.panel.members[0].account]
    assert "listen" not in _mails()[0].body
    with make.looking(answered.house.id):
        assert {each.how: each.open for each in _told(answered)} == {"email": 0, "call": 1}
        assert owed_of([answered.tender_id])[answered.tender_id].to_tell == 1


def test_who_asked_for_a_call_is_ticked_off_once_with_the_day(answered: Written) -> None:
    lead = answered.house.staff[PARTICIPATION].actor
    with make.writing(answered.house.id):
        tender, call = tender_of(answered.house, answered.tender_id), _call(answered)
        for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
            with pytest.raises(Refused, match="Choose a day"):
                note_answers_told(lead, tender, call, day)
        note_answers_told(lead, tender, call, TODAY)
    with make.looking(answered.house.id):
        call = _call(answered)
        assert (call.open, call.told_on) == (0, TODAY)
        with pytest.raises(Refused, match="noted already"):
            note_answers_told(lead, tender_of(answered.house, answered.tender_id), call, TODAY)
        assert owed_of([answered.tender_id])[answered.tender_id].to_tell == 0


def test_the_participation_lead_alone_has_the_list(answered: Written, quick_app: Flask) -> None:
    lead = make.client_of(quick_app, answered.house.staff[PARTICIPATION])
    page = lead.get(answered.path("telling/to-tell")).text
    name = answered.panel.members[1].name
    assert f"<b>{name}</b>" in page
    assert "1 answer to tell" in page
    assert "1 person to tell" in lead.get("/home").text
    form = next(url for url in re.findall(r'href="([^"]+)"', page) if "/to-tell/answers/" in url)
    day = {"told_on": ["1", "9", "2026"]}
    assert lead.submit(form, {"told_on": ["", "", ""]}).status_code == 200
    assert lead.submit(form, day).location == answered.path("telling/to-tell")
    assert lead.get(form).status_code == 404, "it is done"
    assert "Who is told of the answers" in lead.get(answered.path("suggestions")).text
    other = make.client_of(quick_app, answered.house.lead)
    assert other.get(form).status_code == 404
    assert "Who is told of the answers" not in other.get(answered.path("suggestions")).text


def test_who_left_and_asked_to_hear_is_told_and_reads_what_their_words_changed(
    writing: Written, quick_app: Flask
) -> None:
    agree_to_be_told(writing, 0, by="here")
    human = writing.panel.members[0]
    number = writing.suggest(0)
    with make.writing(writing.house.id):
        member = member_by_id(writing.panel.member_ids[0])
        assert member
        leaving.leave(human.actor, member)
    writing.answer(number)
    with make.looking(writing.house.id):
        assert [(each.how, each.open) for each in _told(writing)] == [("letter", 1)]
    after = f"/{writing.house.slug}/panel/{writing.panel.id}/after"
    here = f"{after}/what-my-words-changed/{writing.tender_id}"
    client = make.client_of(quick_app, human)
    assert f'href="{here}"' in client.get(f"{after}/you-said-we-did").text
    page = client.get(here).text
    assert "Will somebody listen to us?" in page
    assert "You are right: it was missing." in page
    assert "This doesn’t answer it" not in page
    other = make.client_of(quick_app, writing.panel.members[1])
    assert other.get(here).status_code == 404, "who goes on has another door"


def test_a_round_has_a_day_for_its_answers_that_leads_may_choose(writing: Written) -> None:
    lead = writing.house.staff[PARTICIPATION].actor
    with make.looking(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        each = rounds_of(tender)[0]
        assert each.answered_by == USUAL
        with pytest.raises(Refused, match="after the last day"):
            rounds_act.move_answers(lead, tender, each, CLOSES, "Sooner.")
        with pytest.raises(Refused, match="this day already"):
            rounds_act.move_answers(lead, tender, each, USUAL, "The same.")
    with make.writing(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        day = date(2026, 9, 10)
        rounds_act.close_round(lead, tender, rounds_of(tender)[0], "All have written.", day)
    with make.looking(writing.house.id):
        assert rounds_of(tender_of(writing.house, writing.tender_id))[0].answered_by == day


def test_the_day_of_answers_is_watched_by_leads_and_members(
    writing: Written, quick_app: Flask
) -> None:
    writing.suggest(0)
    lead = make.client_of(quick_app, writing.house.lead)
    member = make.client_of(quick_app, writing.panel.members[0])
    assert "1 suggestion to answer by 18 October 2026" in lead.get("/home").text
    words = "You have your answers by 18 October 2026."
    for page in ("/home", writing.path("together"), writing.path("together/mine")):
        assert words in member.get(page).text
    with make.looking(writing.house.id):
        assert answers_owed([writing.tender_id], [writing.others.id]) == {}
    with clock.at(make.START + timedelta(days=50)):
        lead = make.client_of(quick_app, writing.house.lead)
        member = make.client_of(quick_app, writing.panel.members[0])
        assert "late by 3 days" in lead.get("/home").text
        assert "Late by 3 days" in lead.get(writing.path("writing-rounds")).text
        assert "Late by 3 days" in member.get("/home").text
        assert "Late by 3 days" in member.get(writing.path("together/mine")).text
