"""Everybody who took part may question an answer: who left, and who marks, too (P20)."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import APPROVER, EVALUATOR, Person, Role
from portal.audit.models import Event
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.queries import criteria_marked_by
from portal.feedback.models import LineQuestion
from portal.participation.panels import leaving
from portal.participation.panels.queries import member_by_id
from portal.record.about_me.pages import held_about
from portal.record.erasure.texts import texts_written
from portal.specifications.queries import criteria_of, groups_of
from tests import make
from tests import make_feedback as feedback
from tests.client import Client
from tests.make_writing import Written, tender_of

ASKED = {"words": "Which days?"}


def _leave(made: Written, who: int = 0) -> str:
    """Somebody leaves; the page on which they read what became of it."""
    with make.writing(made.house.id):
        member = member_by_id(made.panel.member_ids[who])
        assert member
        leaving.leave(made.panel.members[who].actor, member)
    return f"/{made.house.slug}/panel/{made.panel.id}/after/you-said-we-did"


def _seated(made: Written, member: make.Human | None = None) -> make.Human:
    """A professional with a seat, or a member of the panel who got one too."""
    kind = "young" if member else "professional"
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        group = next(each for each in groups_of(tender) if each.kind == kind)
        marked = criteria_marked_by(group, criteria_of(tender))
        person = (
            db.session.get_one(Person, member.actor.person_id)
            if member
            else make.new_person("evaluator")
        )
        seats.give_seat(made.house.lead.actor, tender, person, group, marked)
        db.session.flush()
        wanted = select(Role.id).where(Role.person_id == person.id, Role.name == EVALUATOR)
        actor = Actor(person.id, EVALUATOR, made.house.id, tender.id, kind=kind)
        return make.Human(person.name, "", actor, db.session.scalars(wanted).one())


def _asks_once(client: Client, here: str) -> None:
    """The page, a question, its place on the page, and no second one."""
    assert f'href="{here}/1"' in client.get(here).text
    assert "Write what is missing" in client.submit(f"{here}/1", {"words": ""}).text
    assert client.submit(f"{here}/1", ASKED).location == here
    page = client.get(here).text
    assert "Which days?" in page
    assert "replies by" in page
    assert client.get(f"{here}/1").status_code == 403


def test_who_has_left_asks_where_they_look_back_and_reads_the_reply(
    made: Written, quick_app: Flask
) -> None:
    after = _leave(made)
    client = make.client_of(quick_app, made.panel.members[0])
    assert f'href="{after}"' in client.get(after.removesuffix("/you-said-we-did")).text
    here = f"{after}/{made.tender_id}"
    assert f'href="{here}"' in client.get(after).text
    _asks_once(client, here)
    feedback.reply(made, 1, "Tuesdays.")
    assert "Tuesdays." in client.get(here).text
    other = make.client_of(quick_app, made.panel.members[1])  # who goes on has another door
    assert other.get(here).status_code == 404
    assert other.get(after).status_code == 404
    with make.looking(made.house.id):
        asked = select(Event).where(Event.name == "line:questioned")
        assert [each.actor_role for each in db.session.scalars(asked)] == ["young_panel_member"]


def test_a_tender_that_their_panel_never_wrote_with_isnt_there_for_who_left(
    made: Written, quick_app: Flask
) -> None:
    after = _leave(made)
    client = make.client_of(quick_app, made.panel.members[0])
    for other in (make.tender(made.house), made.house.id):
        assert client.get(f"{after}/{other}").status_code == 404
        assert client.get(f"{after}/{other}/1").status_code == 404


def test_who_marks_without_a_panel_asks_from_the_tenders_page(
    made: Written, quick_app: Flask
) -> None:
    human = _seated(made)
    client, here = make.client_of(quick_app, human), made.path("you-said-we-did")
    assert f'href="{here}"' in client.get(made.path("")).text
    _asks_once(client, here)
    approver = make.client_of(quick_app, made.house.staff[APPROVER])
    page = approver.get(made.path("telling/questions/1")).text
    assert "Somebody who took part asks" in page
    assert human.name not in page
    sent = approver.submit(made.path("telling/questions/1/reply"), {"words": "Tuesdays."})
    assert sent.status_code == 303
    assert "Tuesdays." in client.get(here).text
    with make.looking(made.house.id):
        question = db.session.scalars(select(LineQuestion)).one()
        assert question.member_id is None
        texts = texts_written(tender_of(made.house, made.tender_id))
        (text,) = [each for each in texts if each.kind == "line_question"]
        assert text.by == human.actor.person_id  # so that a name in it can be taken out
    assert human.actor.person_id
    assert "Which days?" in str(held_about(human.actor.person_id))


def test_who_has_no_seat_has_no_such_page(made: Written, quick_app: Flask) -> None:
    unseated = make.staff(made.house, EVALUATOR, tender_id=made.tender_id, kind="young")
    for human in (unseated, made.house.lead, made.panel.members[0]):
        client = make.client_of(quick_app, human)
        for page in ("you-said-we-did", "you-said-we-did/1"):
            assert client.get(made.path(page)).status_code == 404


def test_one_person_questions_a_line_once_through_whichever_door(
    made: Written, quick_app: Flask
) -> None:
    member = made.panel.members[0]
    _seated(made, member)
    feedback.ask(made, 0)
    after = f"{_leave(made)}/{made.tender_id}"
    client = make.client_of(quick_app, member)
    assert "When exactly?" in client.get(after).text
    assert client.submit(f"{after}/1", ASKED, at=after).status_code == 403


def test_a_question_comes_from_a_panel_or_from_a_seat(made: Written) -> None:
    feedback.ask(made, 0)
    with pytest.raises(IntegrityError), make.writing(made.house.id):
        asked = db.session.scalars(select(LineQuestion)).one()
        nobody = {"number": 2, "words": "Why?", "asked_at": asked.asked_at}
        db.session.add(LineQuestion(line_id=asked.line_id, tender_id=asked.tender_id, **nobody))
        db.session.flush()
