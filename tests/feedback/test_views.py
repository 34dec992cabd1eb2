"""The lead writes and tells, members read and ask, everybody reads; nobody learns a name (R19)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.core import clock
from portal.core.database import db
from portal.feedback import queries as ask_for
from portal.participation.panels.operations import write_need
from portal.participation.panels.queries import member_by_id
from portal.record.about_me.pages import held_about
from portal.record.erasure.operations import erase
from tests import make
from tests import make_feedback as feedback
from tests.client import Client
from tests.make_writing import Written, tender_of
from tests.pages import plainly
from tests.papers import wrong_with
from tests.shelf import Prepared
from tests.statements import statements_at

LATE = make.START + timedelta(days=30)


def _lead(app: Flask, made: Written) -> Client:
    return make.client_of(app, made.house.staff[PARTICIPATION])


def _member(app: Flask, made: Written, who: int = 0) -> Client:
    return make.client_of(app, made.panel.members[who])


def _public(made: Written) -> str:
    return f"/notices/{made.tender_id}/you-said-we-did"


def _fields(**more: str) -> dict[str, object]:
    usual = {
        "who": "young",
        "said": "Buses stop at nine.",
        "outcome": "not_taken_up",
        "did": "",
        "possible": "The council doesn’t run the buses.",
        "place": "",
        "promise": "",
    }
    return {**usual, **more}


def test_a_lead_drafts_edits_and_publishes_and_everybody_reads_it(
    made: Written, quick_app: Flask
) -> None:
    lead = _lead(quick_app, made)
    assert lead.submit(made.path("telling/draft")).status_code == 303
    assert "Listening" in lead.get(made.path("telling")).text
    assert lead.submit(made.path("telling/lines/new"), _fields()).status_code == 303
    decider = str(made.house.lead.actor.person_id)
    sent = {"why": "Buses are new.", "decider": decider, "reply_days": "10"}
    assert lead.submit(made.path("telling/publish"), sent).status_code == 303
    page = make.client_of(quick_app).get(_public(made)).text
    for words in ("Buses stop at nine.", "The council doesn’t run", "Buses are new.", "Clubs end"):
        assert words in page
    assert "1 September 2026" in make.client_of(quick_app).get(f"{_public(made)}?version=1").text
    assert make.client_of(quick_app).get(f"{_public(made)}?version=9").status_code == 404


@pytest.mark.parametrize("where", ["said", "did", "possible", "place", "promise"])
def test_a_line_that_names_somebody_is_looked_at_first(
    made: Written, quick_app: Flask, where: str
) -> None:
    lead, name = _lead(quick_app, made), made.panel.members[1].name
    sent = _fields(**{where: f"{name} asked."})
    page = lead.submit(made.path("telling/lines/new"), sent).text
    assert "This may tell who somebody is" in page
    assert name in page


def test_what_only_one_member_is_known_for_is_pointed_out_to_who_knows_it(
    made: Written, quick_app: Flask
) -> None:
    _writes_a_need(made)
    sent = _fields(said="Somebody with a wheelchair asked for later buses.")
    page = _lead(quick_app, made).submit(made.path("telling/lines/new"), sent).text
    assert "This may tell who somebody is" in page


def _writes_a_need(made: Written) -> None:
    with make.writing(made.house.id):
        member = member_by_id(made.panel.member_ids[0])
        assert member
        write_need(made.panel.members[0].actor, member, "A wheelchair ramp.")


def test_a_line_can_be_taken_out_and_a_version_keeps_it(made: Written, quick_app: Flask) -> None:
    with make.looking(made.house.id):
        line = ask_for.drafts_of(tender_of(made.house, made.tender_id))[0].id
    lead = _lead(quick_app, made)
    assert lead.submit(made.path(f"telling/lines/{line}/remove")).status_code == 303
    assert "There is no line yet" in lead.get(made.path("telling")).text
    assert "Clubs end too early." in make.client_of(quick_app).get(_public(made)).text


def test_a_member_reads_asks_once_and_gets_a_reply(made: Written, quick_app: Flask) -> None:
    member, here = _member(quick_app, made), made.path("together/you-said-we-did")
    page = plainly(member.get(here).text)
    assert "Clubs end too early." in page
    assert "One club is open until eight." in page
    approver = made.house.staff[APPROVER]
    assert f"<bdi>{approver.name}</bdi> has to reply to you within 14 days" in page
    assert member.submit(f"{here}/1", {"words": "Which days?"}).status_code == 303
    assert member.get(f"{here}/1").status_code == 403
    with clock.at(LATE):
        asker = _member(quick_app, made)
        assert "Late by 16 days" in asker.get(here).text
        client = make.client_of(quick_app, approver)
        assert "Reply to a question by 15 September 2026: late by 16" in client.get("/home").text
        assert "Which days?" in client.get(made.path("telling/questions/1")).text
        sent = client.submit(made.path("telling/questions/1/reply"), {"words": "Tuesdays."})
        assert sent.status_code == 303
        assert "Tuesdays." in asker.get(here).text
    other = _member(quick_app, made, 1).get(here).text
    assert "Which days?" not in other
    assert "Tuesdays." not in other


def test_nobody_on_the_buying_side_reads_who_asked(made: Written, quick_app: Flask) -> None:
    feedback.ask(made)
    for role in (PARTICIPATION, APPROVER, AUDITOR):
        client = make.client_of(quick_app, made.house.staff[role])
        page = client.get(made.path("telling/questions/1")).text
        assert "Somebody who took part asks" in page
        assert made.panel.members[0].name not in page


def test_a_question_is_handed_on_by_the_lead(made: Written, quick_app: Flask) -> None:
    feedback.ask(made)
    lead, to = _lead(quick_app, made), made.house.lead
    sent = {"decider": str(to.actor.person_id)}
    path = made.path("telling/questions/1/hand-on")
    assert lead.submit(path, sent).status_code == 303
    assert "somebody else" in lead.submit(path, sent).text
    assert "Reply" in make.client_of(quick_app, to).get(made.path("telling/questions/1")).text


def test_who_is_told_how_the_participation_lead_alone_reads_and_ticks_off(
    made: Written, quick_app: Flask
) -> None:
    lead = _lead(quick_app, made)
    page = lead.get(made.path("telling/to-tell")).text
    assert made.panel.members[0].name in page
    path = re.search(r'href="([^"]*to-tell/[^"]*)"', page)
    assert path
    day = {"told_on": ["1", "9", "2026"]}
    assert lead.submit(path[1], day).status_code == 303
    assert "Told on 1 September 2026" in lead.get(made.path("telling/to-tell")).text
    for role in (APPROVER, AUDITOR):
        client = make.client_of(quick_app, made.house.staff[role])
        assert client.get(made.path("telling/to-tell")).status_code == 404


def test_a_day_that_isnt_kept_is_late_for_members_and_leads(
    made: Written, quick_app: Flask
) -> None:
    lead = _lead(quick_app, made)
    day = {"day": ["28", "9", "2026"], "reason": "The award comes first."}
    with clock.at(make.START + timedelta(minutes=5)):
        assert lead.submit(made.path("telling/day"), day).status_code == 303
        assert "We tell you what became of it by 28" in _member(quick_app, made).get("/home").text
    with clock.at(LATE):
        assert "Late by 3 days" in _member(quick_app, made).get("/home").text
        assert "late by 3 days" in _lead(quick_app, made).get("/home").text
        assert "late by 3 days" in make.client_of(quick_app, made.house.lead).get("/home").text


def test_a_promise_shows_how_it_stands_and_how_late_it_is(made: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, made.house.lead)
    sent = {"state": "in_contract", "expected_on": ["20", "9", "2026"], "words": "In part 3."}
    assert client.submit(made.path("telling/promises/1"), sent).status_code == 303
    with clock.at(LATE):
        page = _member(quick_app, made).get(made.path("together/you-said-we-did")).text
        assert "In the contract" in page
        assert "Late by 11 days" in page
        assert "1 promise is late" in _member(quick_app, made).get("/home").text
        assert "1 promise is late" in make.client_of(quick_app, made.house.lead).get("/home").text
    with clock.at(LATE + timedelta(days=365)):
        assert "This day has passed" in make.client_of(quick_app).get(_public(made)).text
    assert "This day has passed" not in make.client_of(quick_app).get(_public(made)).text
    assert "In part 3." not in make.client_of(quick_app).get(_public(made)).text


def test_the_poster_says_what_the_page_says(made: Written, quick_app: Flask) -> None:
    answer = make.client_of(quick_app).get(f"{_public(made)}/poster.pdf")
    assert answer.mimetype == "application/pdf"
    paper = PdfReader(BytesIO(answer.data))
    assert len(paper.pages) == 1
    assert wrong_with(answer.data) == []
    words = " ".join(paper.pages[0].extract_text().split())
    page = make.client_of(quick_app).get(_public(made)).text
    for said in (feedback.LINE.said, feedback.LINE.did):
        assert said in words
        assert said in page
    assert _public(made) in words.replace(" ", "")


def test_my_words_are_followed_to_the_end(made: Written, quick_app: Flask) -> None:
    feedback.draft(made)
    feedback.tell(made, "With the answers.")
    page = plainly(_member(quick_app, made).get(made.path("together/mine")).text)
    assert "All who bid answer it now: Q1 Listening" in page
    assert "It isn’t decided yet who will do it." in page
    assert "What we told you all about it" in page


def test_erasure_forgets_whom_a_tick_was_about_and_about_me_tells_of_it(
    made: Written, quick_app: Flask
) -> None:
    feedback.ask(made)
    feedback.tick_off(made, 0, date(2026, 9, 1))
    person = made.panel.members[0].actor.person_id
    assert person
    told = str(held_about(person)["logs"])
    assert "told you what became of what your panel said" in told
    assert "When exactly?" in told
    db.session.remove()
    erase(feedback.lead_of(made), person, "told")
    assert "told you what became" not in str(held_about(person)["logs"])
    with make.looking(made.house.id):
        found = ask_for.question_of(tender_of(made.house, made.tender_id), 1)
        assert found.words == "When exactly?"


@pytest.mark.parametrize("page", ["telling", "together/mine", "together/you-said-we-did", "/home"])
def test_more_lines_and_questions_ask_the_database_no_more_often(
    prepared: Prepared, quick_app: Flask, page: str
) -> None:
    made = prepared(feedback.told)
    with clock.at(make.START):
        feedback.ask(made)
        before = _statements(quick_app, made, page)
        for place in range(4):
            feedback.add_line(made, replace(feedback.LINE, said=f"Line {place}."))
        feedback.tell(made, "More.")
        for place in range(2, 5):
            feedback.ask(made, 0, place)
        assert _statements(quick_app, made, page) == before


def _statements(app: Flask, made: Written, page: str) -> int:
    path = page if page == "/home" else made.path(page)
    is_lead = page == "telling"
    human = made.house.staff[PARTICIPATION] if is_lead else made.panel.members[0]
    client = make.client_of(app, human)
    client.get(path)
    return statements_at(client, path)
