"""An evaluator sends words of their own to the safeguarding lead; they leave the record (R31)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import SAFEGUARDING
from portal.audit.models import Event, Pseudonym
from portal.core.database import db
from portal.evaluation.models import Draft, Mark
from portal.safety import operations as safety
from portal.safety.queries import access_of, numbers, store_of
from tests import make
from tests.client import Client, token_of
from tests.make_bids import label_of
from tests.make_evaluation import Marking, mark_all
from tests.make_lifting import BEFORE, DISCLOSED, MARKER, marking_with_store, told_in_marking
from tests.make_safety import opened
from tests.shelf import Prepared
from tests.statements import statements_at

OUT = "[taken out]"


def place(made: Marking, code: str = "Q1") -> tuple[str, str]:
    """The pages of one question, and of sending its words."""
    label = label_of(made.house, made.id, made.bidders[0])
    mark = f"{made.path}/marking/{label}/{code}"
    return mark, f"{mark}/safety"


def young_client(app: Flask, made: Marking) -> Client:
    """The first young person."""
    return make.client_of(app, made.evaluators["young"][0])


def key_of(page: str, words: str) -> str:
    """The choice that stands above these words."""
    return re.findall(r'name="words"[^>]*value="(\w+)"', page.partition(words)[0])[-1]


def hand_over(client: Client, path: str, words: str) -> str:
    """Choose words, read what happens, and send them; answers where it led."""
    page = client.get(path).text
    sent = {"words": key_of(page, words)} if "Choose one" in page else {}
    check = client.submit(path, sent).text if sent else page
    assert words in check
    chosen = re.search(r'name="words" value="(\w+)"', check)
    assert chosen
    answer = client.submit(path, {"words": chosen[1], "sure": "yes"})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def store_read(app: Flask, made: Marking) -> str:
    """What the safeguarding lead reads."""
    return opened(make.client_of(app, made.house.staff[SAFEGUARDING]))


def redactions(made: Marking) -> list[Event]:
    """What the tender's log says was taken out."""
    return list(db.session.scalars(select(Event).where(Event.name == "text:redacted")))


def test_words_of_a_reason_go_and_the_mark_stays(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_marking)
    client, (mark, path) = young_client(quick_app, made), place(made)
    sheet = mark.rpartition("/")[0]
    assert f'href="{path}"' in client.get(sheet).text
    assert hand_over(client, path, MARKER) == mark
    young = made.evaluators["young"][0]
    with make.looking(made.house.id):
        kept = db.session.scalars(select(Mark).order_by(Mark.version.desc())).first()
        assert kept
        assert (kept.reason, kept.mark, kept.is_pass) == (OUT, 2, False)
        (event,) = redactions(made)
        called = select(Pseudonym.name).where(Pseudonym.person_id == young.actor.person_id)
        assert event.actor == db.session.scalar(called.where(Pseudonym.log_id == made.id))
    shown = client.get(mark).text
    assert "We have your words. It was right to tell us." in shown
    assert OUT in shown
    read = store_read(quick_app, made)
    for words in (DISCLOSED, f"Written by {young.name}", "“Listening”"):
        assert words in read
    for page in (mark, sheet, "/about-me"):
        assert MARKER not in client.get(page, follow_redirects=True).text
    database = Path(str(db.engine.url.database))
    for file in database.parent.glob(f"{database.name}*"):
        assert MARKER.encode() not in file.read_bytes(), file.name


def test_another_reason_can_be_written_and_the_sheet_sent(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_marking)
    client, (mark, path) = young_client(quick_app, made), place(made)
    hand_over(client, path, MARKER)
    typed = {"mark": "3", "reason": "It names people.", "seen": "3", "do": "save"}
    assert client.submit(mark, typed).status_code == 303
    sheet = mark.rpartition("/")[0]
    assert client.submit(sheet).status_code == 303
    assert "It names people." in client.get(sheet).text


def test_what_stood_there_before_can_go_on_its_own(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_marking)
    client, (mark, path) = young_client(quick_app, made), place(made)
    hand_over(client, path, BEFORE)
    assert MARKER in client.get(mark).text
    assert BEFORE not in client.get(path).text
    assert BEFORE in store_read(quick_app, made)
    answer = client.submit(path, {"words": "nothing"})
    assert "Choose one of the answers on the page" in answer.text


def test_what_is_typed_goes_without_ever_being_recorded(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(marking_with_store)
    client, (mark, path) = young_client(quick_app, made), place(made)
    typed = {"mark": "2", "reason": f" {DISCLOSED}\r\n", "seen": "0", "do": "safety"}
    assert client.submit(mark, typed).location == path
    assert hand_over(client, path, MARKER) == mark
    with make.looking(made.house.id):
        (draft,) = db.session.scalars(select(Draft)).all()
        assert (draft.mark, draft.reason) == ("2", "")  # the mark that was chosen stays
        assert db.session.scalars(select(Mark)).all() == []
        assert redactions(made) == []
    assert MARKER in store_read(quick_app, made)
    assert "No words are left here" in client.get(path).text
    token = token_of(client.get(mark))
    assert "No words are left here" in client.post(path, data={"csrf_token": token}).text


def test_on_postgresql_too_words_go_and_the_mark_stays(postgres_app: Flask) -> None:
    made = told_in_marking(make.house())
    client, (mark, path) = young_client(postgres_app, made), place(made)
    assert hand_over(client, path, MARKER) == mark
    assert MARKER not in client.get(mark).text
    assert MARKER in store_read(postgres_app, made)
    with make.looking(made.house.id):
        assert len(redactions(made)) == 1


def test_after_sending_words_still_go_and_the_sheet_stays_sent(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_marking)
    client, (mark, path) = young_client(quick_app, made), place(made)
    sheet = mark.rpartition("/")[0]
    assert client.submit(sheet).status_code == 303
    assert hand_over(client, path, MARKER) == sheet
    shown = client.get(sheet).text
    assert OUT in shown
    assert "You sent these marks" in shown
    assert MARKER not in shown


def test_without_anybody_who_could_read_it_nothing_is_taken_out(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_marking)
    client, (mark, path) = young_client(quick_app, made), place(made)
    page = client.get(path).text
    with make.writing(made.house.id):
        lead = made.house.staff[SAFEGUARDING]
        access = access_of(store_of(made.house.id).key, lead.actor.person_id)
        assert access
        safety.note_forgotten(access)
    typed = {"words": key_of(page, MARKER), "sure": "yes"}
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = client.post(path, data=typed | {"csrf_token": token[1]})
    assert "it wasn’t sent" in answer.text
    assert lead.account in client.get(path).text
    assert MARKER in client.get(mark).text
    with make.looking(made.house.id):
        assert (redactions(made), numbers().waiting) == ([], 0)


def test_nobody_sends_anothers_words_from_a_sheet(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_marking)
    _mark, path = place(made)
    for human in (made.evaluators["young"][1], made.evaluators["professional"][0]):
        page = make.client_of(quick_app, human).get(path)
        assert page.status_code == 200  # their own sheet on the same bid
        assert MARKER not in page.text
    assert make.client_of(quick_app, made.house.lead).get(path).status_code == 404
    assert young_client(quick_app, made).get(place(made, "Q3")[1]).status_code == 404


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_takes_as_many_statements_however_much_is_written(
    quick_app: Flask, prepared: Prepared, more: int
) -> None:
    made = prepared(told_in_marking)
    client, (_mark, path) = young_client(quick_app, made), place(made)
    client.get(path)  # what was published is read once
    before = statements_at(client, path)
    for mark in range(more):
        for human in made.everybody:
            mark_all(made, human, mark % 3, send=False)
    assert statements_at(client, path) == before
