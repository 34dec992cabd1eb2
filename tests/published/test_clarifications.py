"""Providers ask until a published moment; all have the answers at one moment (R4, R29)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.published.clarifications.models import Clarification, ClarificationAnswer
from portal.record.checks_published import answers_out, questions
from tests import make, make_bids
from tests.client import Client
from tests.shelf import Prepared


@dataclass
class Scene:
    """A published tender, its lead, and two providers."""

    house: make.House
    path: str
    notice: str
    lead: Client
    asker: Client
    other: Client
    visitor: Client


@pytest.fixture
def scene(quick_app: Flask, prepared: Prepared) -> Iterator[Scene]:
    """A day on which questions may be asked."""
    house, tender_id = prepared(make_bids.published)
    first, second = make.providers(["Quillfeather Trust", "Tollerby Trust"])
    with clock.at(make_bids.BEFORE):
        yield Scene(
            house,
            f"/ambleford/tenders/{tender_id}",
            f"/notices/{tender_id}",
            make.client_of(quick_app, house.lead),
            make.client_of(quick_app, first),
            make.client_of(quick_app, second),
            make.client_of(quick_app),
        )


def _mails() -> int:
    with make.looking():
        return len(db.session.scalars(select(Mail.id)).all())


def test_r4_all_have_the_answers_at_one_moment_and_nobody_learns_who_asked(scene: Scene) -> None:
    asked = {"words": "We at Quillfeather have twelve staff. Is that enough?"}
    assert scene.asker.submit(f"{scene.path}/ask", asked).status_code == 303
    assert scene.other.submit(f"{scene.path}/ask", {"words": "Where is it?"}).status_code == 303
    assert "2 questions to answer" in scene.lead.get(f"{scene.path}/").text
    page = scene.lead.get(f"{scene.path}/questions").text
    assert "2 questions wait for an answer before the deadline" in page
    assert "Tollerby" not in page
    form = scene.lead.get(f"{scene.path}/questions/1").text
    assert "This tells who asks: Quillfeather" in form
    reply = {"wording": asked["words"], "words": "Yes.", "to": "all"}
    refused = scene.lead.submit(f"{scene.path}/questions/1", reply)
    assert "Take it out, or say below" in refused.text
    reworded = reply | {"wording": "A provider has twelve staff. Is that enough?"}
    assert scene.lead.submit(f"{scene.path}/questions/1", reworded).status_code == 303
    second = {"wording": "Where is it?", "words": "In Ambleford.", "to": "all"}
    assert scene.lead.submit(f"{scene.path}/questions/2", second).status_code == 303
    assert "2 answers to let all have" in scene.lead.get(f"{scene.path}/").text
    assert "In Ambleford." not in scene.visitor.get(scene.notice).text
    assert "Not answered yet" in scene.asker.get(f"{scene.path}/ask").text
    before = _mails()
    assert scene.lead.submit(f"{scene.path}/questions", {}).status_code == 303
    public = scene.visitor.get(scene.notice).text
    for words in ("A provider has twelve staff", "In Ambleford.", "Question 2"):
        assert words in public
    assert "Quillfeather" not in public
    assert _mails() == before + 4  # two offices and two members
    assert scene.lead.submit(f"{scene.path}/questions/1", reworded).status_code == 200
    with tenant(scene.house.id):
        kept = db.session.scalars(select(Clarification).order_by(Clarification.number)).all()
        assert kept[0].words == asked["words"]
        for check in (questions, answers_out):
            assert list(check(kept[0].tender_id)) == []


def test_an_answer_for_one_alone_needs_a_reason_that_stays_on_record(scene: Scene) -> None:
    asked = {"words": "May our patented method be used?", "asks_for_one": "y"}
    scene.asker.submit(f"{scene.path}/ask", asked)
    reply = {"wording": "A method.", "words": "Yes, it may.", "to": "one", "reason": ""}
    refused = scene.lead.submit(f"{scene.path}/questions/1", reply)
    assert "Say why the others" in refused.text
    scene.lead.submit(f"{scene.path}/questions/1", reply | {"reason": "It is a trade secret."})
    before = _mails()
    scene.lead.submit(f"{scene.path}/questions", {})
    assert _mails() == before + 2
    assert "Yes, it may." in scene.asker.get(f"{scene.path}/ask").text
    for client in (scene.visitor, scene.other):
        assert "Yes, it may." not in client.get(scene.notice).text
    assert "Yes, it may." not in scene.other.get(f"{scene.path}/ask").text
    with tenant(scene.house.id):
        assert db.session.scalars(select(ClarificationAnswer.reason)).all() == [
            "It is a trade secret."
        ]


def test_r29_a_question_after_its_time_is_refused_recorded_and_not_lost(scene: Scene) -> None:
    until = {"day": ["3", "10", "2026"], "clock": "12:00"}
    assert scene.lead.submit(f"{scene.path}/questions/until", until).status_code == 303
    assert "3 October 2026 at midday" in scene.visitor.get(scene.notice).text
    late = {"day": ["12", "10", "2026"], "clock": "13:00"}
    assert "before the deadline" in scene.lead.submit(f"{scene.path}/questions/until", late).text
    with clock.at(make_bids.BEFORE + timedelta(days=3)):
        page = scene.asker.submit(f"{scene.path}/ask", {"words": "Is it too late?"})
        assert page.status_code == 200
        assert "That you tried is recorded" in page.text
        assert "Is it too late?" in page.text
        assert "That time is over" in scene.asker.get(f"{scene.path}/ask").text
    with tenant(scene.house.id):
        names = db.session.scalars(select(Event.name)).all()
        assert names.count("clarification:refused-late") == 1
        assert db.session.scalars(select(Clarification)).all() == []
