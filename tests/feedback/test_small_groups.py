"""What a panel of nine, and one of four, shows to everybody: no names, no numbers (R19)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from portal.core import clock
from portal.core.database import db
from portal.feedback.models import LineQuestion, Promise, Telling, ToldNotice
from tests import make
from tests import make_feedback as feedback
from tests.make_writing import Written
from tests.shelf import Prepared


def of_nine(house: make.House) -> Written:
    """Nine suggest the same thing, and all are told."""
    return feedback.told(house, 9)


def of_four(house: make.House) -> Written:
    """So do four."""
    return feedback.told(house, 4)


def _published(app: Flask, made: Written) -> str:
    with clock.at(make.START):
        feedback.draft(made)
        feedback.tell(made, "With the answers.")
        page = make.client_of(app).get(f"/notices/{made.tender_id}/you-said-we-did").text
    return re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main")])


@pytest.mark.parametrize(("builder", "many"), [(of_nine, True), (of_four, False)])
def test_everybody_learns_that_many_said_it_only_from_five_on(
    prepared: Prepared, quick_app: Flask, builder: object, many: bool
) -> None:
    made = prepared(builder)
    page = _published(quick_app, made)
    assert ("many of you" in page) is many
    assert "Will somebody listen to us?" not in page
    assert not [human.name for human in made.panel.members if human.name in page]
    days = re.sub(r"\d+ [A-Z][a-z]+ 20\d\d|Q1|A4", "", page)
    assert re.findall(r"\d", days) == []


def test_what_is_out_stays_as_it_was(app: Flask) -> None:
    made = feedback.told(make.house())
    with clock.at(make.START):
        feedback.ask(made)
        feedback.reply(made)
        feedback.tick_off(made, 0, date(2026, 9, 1))
        client = make.client_of(app, made.panel.members[0])
        assert client.get(made.path("together/you-said-we-did")).status_code == 200
        lead = make.client_of(app, made.house.staff["participation_lead"])
        assert lead.get(made.path("telling")).status_code == 200
        assert lead.get("/home").status_code == 200
    for model, column in ((Telling, "why"), (Promise, "words"), (LineQuestion, "words")):
        with pytest.raises(DatabaseError, match="only ever added to"), make.writing(made.house.id):
            db.session.execute(update(model).values({column: "Other."}))
    with pytest.raises(DatabaseError, match="only ever added to"), make.writing(made.house.id):
        db.session.execute(delete(ToldNotice))
