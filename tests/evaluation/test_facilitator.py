"""Who leads the talks: named by the lead, steers the rounds, and marks and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from portal.accounts.models import APPROVER, FACILITATOR, Person
from portal.audit.models import Event
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.evaluation.seats.operations import give_seat
from portal.specifications.queries import criteria_of, groups_of
from tests import make
from tests.make_moderation import Panel, moderating_tender
from tests.make_room import laid, opened
from tests.pages import plainly

Prepared = Callable[..., Any]


@pytest.fixture
def made(prepared: Prepared) -> Panel:
    found: Panel = prepared(moderating_tender, n=1)
    return found


def test_the_lead_names_somebody_independent(quick_app: Flask, made: Panel) -> None:
    lead = make.client_of(quick_app, made.house.lead)
    page = made.path("moderation/facilitators")
    assert f'href="{page}"' in lead.get(made.path("moderation/sessions")).text
    evaluator, bidder = made.people["young"][0], made.members[0]
    for human in (made.house.staff[APPROVER], evaluator, bidder):
        wrong = lead.submit(page, {"account": human.account, "name": ""}).text
        assert 'id="account-error"' in wrong, human.name
    new = {"account": "robin@talks.example", "name": ""}
    assert "Enter the person’s name to add them" in plainly(lead.submit(page, new).text)
    assert "needs an e-mail" in lead.submit(page, {"account": "robin", "name": "Robin"}).text
    assert lead.submit(page, new | {"name": "Robin Hale"}).status_code == 303
    assert "Robin Hale" in lead.get(page).text
    with make.looking(made.house.id):
        mails = db.session.query(Mail).filter_by(to="robin@talks.example").all()
        robin = db.session.query(Person).filter_by(name="Robin Hale").one()
    assert len(mails) == 1
    with made.writing(), pytest.raises(Refused):
        tender = made.tender()
        group = next(each for each in groups_of(tender) if each.kind == "professional")
        robin = db.session.merge(robin)
        give_seat(made.house.lead.actor, tender, robin, group, criteria_of(tender))
    end = re.search(r'href="([^"]*/people/[^"]*/end)"', lead.get(page).text)
    assert end
    assert lead.submit(end[1]).status_code == 303
    assert "Nobody yet." in lead.get(page).text


def test_they_steer_the_rounds_and_mark_and_write_nothing(quick_app: Flask, made: Panel) -> None:
    human = make.staff(made.house, FACILITATOR, tender_id=made.id)
    opened(made, [(made.labels[0], "Q1")])
    laid(made, made.labels[0], "Q1", "young")
    client = make.client_of(quick_app, human)
    home = client.get("/home").text
    assert made.path("") in home
    tender = client.get(made.path("")).text
    assert "The room is open: go in" in plainly(tender)
    page = client.get(made.path("moderation/table")).text
    main = page.partition("<main")[2]
    assert "Young people" in main
    assert main.count("A reason for Q1.") == 3
    assert "Professionals" not in main
    assert set(re.findall('action="[^"]*/([a-z]+)"', main)) == {"lay", "end"}
    for hidden in ("Who is here", "Write down", "on the wall"):
        assert hidden not in main
    assert not [each.name for each in made.everybody() if each.name in main]
    table, together = made.path("moderation/table"), {"label": made.labels[0], "code": "Q1"}
    assert client.submit(made.path("moderation/lay"), together, at=table).status_code == 303
    with make.looking(made.house.id):
        events = db.session.query(Event).filter_by(log_id=made.id)
        last = events.order_by(Event.number.desc()).first()
        assert last
        assert (last.name, last.actor_role) == ("moderation:laid", FACILITATOR)
    together = client.get(made.path("moderation/table")).text.partition("<main")[2]
    assert together.count("A reason for Q1.") == 2
    assert "stay on their own devices" in together
    sessions = client.get(made.path("moderation/sessions")).text
    assert "Session 1" in sessions
    for hidden in (f"moderation/{made.labels[0]}/Q1", "moderation", "moderation/minutes"):
        assert f'href="{made.path(hidden)}"' not in sessions + page
        assert client.get(made.path(hidden)).status_code == 404
    assert client.submit(made.path("moderation/sessions/1/end"), at=table).status_code == 303
    opening = made.path("moderation/sessions/1/open")
    assert client.submit(opening, at=made.path("moderation/sessions")).status_code in (403, 404)
    for other in ("compliance/prices", "result", "trail", f"bids/{made.labels[0]}", "seats"):
        assert client.get(made.path(other)).status_code == 404
