"""What was sent twice is there once, and what somebody needs until its day (P6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.participation.panels import forgetting
from portal.participation.panels import operations as act
from portal.participation.panels.models import (
    Need,
)
from tests import make, make_panels


def test_who_pressed_twice_put_a_sentence_forward_or_made_a_code_once(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    human = made.members[0]
    for twice in (False, True):
        with make.writing(house.id):
            place = make_panels.place(made.id, human)
            if not twice:
                act.put_forward(human.actor, place, "Nobody interrupts.")
                continue
            with pytest.raises(Refused, match="just this already today"):
                act.put_forward(human.actor, place, "Nobody interrupts.")
    make_panels.code_for(house, made.id)
    make_panels.code_for(house, made.id, why="Another of that name.")
    with pytest.raises(Refused, match="made a code for this person already"):
        make_panels.code_for(house, made.id)


def test_what_somebody_needs_is_destroyed_after_the_day_they_said(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    today = clock.today()
    for human, until in zip(made.members, (today + timedelta(days=9), None), strict=True):
        with make.writing(house.id):
            place = make_panels.place(made.id, human)
            for wrong in (today - timedelta(days=1), place.term_ends_on + timedelta(days=1)):
                with pytest.raises(Refused, match="Choose a day"):
                    act.write_need(human.actor, place, "A lift.", wrong)
            act.write_need(human.actor, place, "A lift.", until)
    with clock.at(clock.now() + timedelta(days=9)), make.writing(house.id):
        assert forgetting.destroy_old_needs() == 0
    with clock.at(clock.now() + timedelta(days=10)), make.writing(house.id):
        assert forgetting.destroy_old_needs() == 1
    with make.looking(house.id):
        assert [each.member_id for each in db.session.scalars(select(Need))] == made.member_ids[1:]
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    page = f"/{house.slug}/panels/{made.id}/members/{made.member_ids[1]}"
    assert "It is deleted after" in lead.get(page).text
    assert lead.submit(f"{page}/needs/destroy", at=page).status_code == 303
    assert "Nothing written." in lead.get(page).text
    with make.looking(house.id):
        gone = select(Event).where(Event.name == "need:destroyed")
        assert len(db.session.scalars(gone).all()) == 2
