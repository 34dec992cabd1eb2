"""What an evaluator marks in an answer, and tells the lead of it: theirs alone, never lost, never a
mark."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import func, select, text

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking.operations import close_marking
from portal.evaluation.models import Draft
from portal.evaluation.reading.models import Flag, Highlight
from portal.lifting.queries_reading import words_of_flag
from portal.record.checks_panel import marks
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import Marking
from tests.shelf import Prepared

SCRIPTED = {"do": "good", "lit_start": "0", "lit_end": "3", "lit_note": "Near us", "seen": "0"}


def _young(app: Flask, made: Marking, which: int = 0) -> tuple[Client, str]:
    client = make.client_of(app, made.evaluators["young"][which])
    found = re.search(r'href="([^"]+/marking/[A-Z]+)/Q1"', client.get(f"{made.path}/marking").text)
    assert found
    return client, found[1]


def _count(made: Marking, model: type) -> int:
    with tenant(made.house.id):
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_words_are_marked_with_a_script_or_without_and_what_is_typed_stays(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client, bid = _young(quick_app, made)
    page = f"{bid}/Q1"
    sent = client.submit(page, SCRIPTED | {"reason": "Mine.", "mark": "2"})
    assert sent.headers["Location"] == f"{page}#lit-0"
    shown = client.get(page).text
    assert 'class="lit lit-good" id="lit-0"' in shown
    assert re.search(r'<b class="lit-word"> ?Good 1</b>', shown)
    assert "Mine.</textarea>" in shown
    notes = client.get(f"{page}/notes").text
    sentence = re.findall(r'name="words" value="(\d+-\d+)"', notes)[-1]
    wrong = client.submit(f"{page}/notes", {"do": "mark", "note": "Kept words"})
    assert "Choose a sentence" in wrong.text
    assert "Kept words" in wrong.text
    form = {"do": "mark", "words": sentence, "kind": "worry", "note": "Who pays?"}
    client.submit(f"{page}/notes", form)
    assert "Who pays?" in client.get(page).text
    begun = client.submit(page, {"do": "begin", "reason": "Mine.", "mark": "2"})
    assert begun.headers["Location"] == f"{page}#reason"
    with tenant(made.house.id):
        draft = db.session.scalars(select(Draft)).one()
    assert draft.reason == "Mine.\nWorry: “Our answer to Q1.” Near us Who pays?"


def test_marks_in_an_answer_change_go_and_end_with_the_sheet(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client, bid = _young(quick_app, made)
    page = f"{bid}/Q1"
    client.submit(page, SCRIPTED)
    client.submit(page, SCRIPTED | {"lit_start": "1", "lit_end": "10", "do": "question"})
    with tenant(made.house.id):
        only = db.session.scalars(select(Highlight)).one()
        assert (only.kind, only.note) == ("question", "Near us")
        at = f"{only.starts_at}-{only.ends_at}"
    notes = f"{page}/notes"
    client.submit(notes, {"do": "change", "at": at, "note": "Better", "kind": "good"})
    assert "Better" in client.get(notes).text
    too_long = client.submit(notes, {"do": "change", "at": at, "note": "x" * 501, "kind": "good"})
    assert "up to 500" in too_long.text
    assert "x" * 501 in too_long.text
    assert "Choose words" in client.submit(page, SCRIPTED | {"lit_start": "7", "lit_end": "7"}).text
    other, _bid = _young(quick_app, made, 1)
    assert "Better" not in other.get(notes).text
    client.submit(page, SCRIPTED | {"lit_start": "11", "lit_end": "13"})
    client.submit(notes, {"do": "unlight", "at": at})
    assert "Better" not in client.get(page).text
    for code in ("Q1", "Q2"):
        client.submit(f"{bid}/{code}", {"mark": "2", "reason": "Good.", "do": "save"})
    assert _count(made, Highlight) == 1
    assert client.submit(bid).status_code == 303
    assert _count(made, Highlight) == 0


def test_the_lead_hears_answers_and_learns_neither_who_nor_what_mark(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R18: label, question and words; a provider's name is kept nowhere (R10)."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    client, bid = _young(quick_app, made)
    page, lead = f"{bid}/Q1", make.client_of(quick_app, made.house.lead)
    client.submit(page, {"do": "save", "mark": "3", "reason": "A secret thought.", "seen": "0"})
    asked = client.submit(page, {"do": "flag", "mark": "1", "reason": "Kept."})
    assert asked.headers["Location"] == f"{page}/tell"
    assert "Choose what you want" in client.submit(f"{page}/tell", {"words": "Hm"}).text
    assert "Say in a sentence" in client.submit(f"{page}/tell", {"kind": "other"}).text
    client.submit(f"{page}/tell", {"kind": "names", "words": "It is Acme"})
    client.submit(f"{page}/tell", {"kind": "unclear", "words": "What is a KPI?"})
    assert "No answer yet." in client.get(page).text
    told = lead.get(f"{made.path}/flags").text
    assert "It names the provider" in told
    assert "What is a KPI?" in told
    young = made.evaluators["young"][0]
    for secret in ("Acme", "A secret thought", young.name):
        assert secret not in told
    assert "the desk can’t change their words" in lead.get(f"{made.path}/flags/1").text
    assert "Write an answer" in lead.submit(f"{made.path}/flags/2", {"words": " "}).text
    lead.submit(f"{made.path}/flags/2", {"words": "A number that shows how it goes."})
    assert "answered already" in lead.submit(f"{made.path}/flags/2", {"words": "Again."}).text
    assert "A number that shows" in client.get(page).text
    assert "The lead answered" in client.get(f"{made.path}/marking").text
    assert "A number that shows" in client.get(bid).text
    assert "1 waits for an answer" in lead.get(f"{made.path}/").text
    with made.writing() as tender:
        flag = db.session.scalars(select(Flag).where(Flag.number == 2)).one()
        found = [each.words for each in words_of_flag(made.house.lead.actor, tender, flag)]
    assert found == ["What is a KPI?", "A number that shows how it goes."]


def test_the_lead_and_the_auditor_read_how_a_reason_came_about_and_its_group_does_not(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R12, R19: and a row that says otherwise than its event is found."""
    made = prepared(make_evaluation.marking_tender, bids=1, professional=1, young=2)
    client, bid = _young(quick_app, made)
    helped = {"do": "save", "mark": "2", "reason": "My own.", "helped": "y", "seen": "0"}
    client.submit(f"{bid}/Q1", helped)
    chosen = helped | {"reason": "", "helped": "", "sentences": "mark-0"}
    del chosen["helped"]
    client.submit(f"{bid}/Q2", chosen)
    shown = client.get(f"{bid}/Q2").text
    assert "Words of the marks" in shown
    client.submit(bid)
    for human in made.everybody:
        if human is not made.evaluators["young"][0]:
            make_evaluation.mark_all(made, human)
    with made.writing() as tender:
        close_marking(made.house.lead.actor, tender)
    where = f"{made.path}/moderation/{bid[-1]}"
    lead = make.client_of(quick_app, made.house.lead)
    assert "written with a helper" in lead.get(f"{where}/Q1").text
    assert "chosen from sentences" in lead.get(f"{where}/Q2").text
    other = make.client_of(quick_app, made.evaluators["young"][1])
    assert "written with a helper" not in other.get(f"{where}/Q1").text
    with tenant(made.house.id):
        assert list(marks(made.id)) == []
        with_no_trace = "drop trigger refuse_update_mark"
        db.session.execute(text(with_no_trace))
        db.session.execute(text("update mark set way = 'typed' where way = 'helper'"))
        assert [each.what for each in marks(made.id)] == ["its mark in the database differs: way"]
        db.session.rollback()
