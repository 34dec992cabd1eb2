"""Mixed moderation tells who hasn't done the course for staff, and the record says so (P28)."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from sqlalchemy import func, select

from portal.audit.models import Event
from portal.core.database import db
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.staff_course import without_course
from portal.participation.training import operations as act
from portal.participation.training.courses import step_slugs
from tests import make
from tests.make_moderation import Panel, moderating_tender, record_all

NAME = "moderation:without-course"


def told(made: Panel) -> int:
    """How often the record says that somebody hadn't done the course."""
    with make.looking(made.house.id):
        wanted = select(func.count()).select_from(Event).where(Event.name == NAME)
        return db.session.scalar(wanted) or 0


def learn(made: Panel, human: make.Human) -> None:
    """A professional does the course for staff."""
    with make.writing(made.house.id):
        for slug in step_slugs("staff"):
            act.do_step(human.actor, "staff", slug)


def test_the_lead_sees_which_professionals_are_not_trained_and_goes_on_all_the_same(
    quick_app: Flask,
) -> None:
    made = moderating_tender(make.house(), 1, professional=2, young=1)
    first, second = made.people["professional"]
    learn(made, first)
    page = make.client_of(quick_app, made.house.lead).get(made.path("moderation")).text
    assert "Not everybody is trained yet" in page
    assert f"<li><bdi>{second.name}</bdi></li>" in page
    assert f"<li><bdi>{first.name}</bdi></li>" not in page
    assert (
        "Do the short course" in make.client_of(quick_app, second).get(made.path("moderation")).text
    )
    for human in (first, made.people["young"][0]):
        page = make.client_of(quick_app, human).get(made.path("moderation")).text
        assert "Do the short course" not in page
        assert "Not everybody is trained" not in page
    assert told(made) == 0
    record_all(made)
    assert told(made) == 1


def test_where_groups_do_not_sit_together_nobody_is_asked(quick_app: Flask) -> None:
    made = moderating_tender(make.house(), 1, professional=1, young=1)
    with make.looking(made.house.id):
        tender = made.tender()
        panel = panel_of(tender)
        alone = without_course(tender, panel)
        seats = {id_: seat for id_, seat in panel.seats.items() if seat.person_id in alone}
        assert len(seats) == 1
        assert without_course(tender, replace(panel, seats=seats)) == []


def test_when_all_are_trained_nothing_is_said(quick_app: Flask) -> None:
    made = moderating_tender(make.house(), 1, professional=1, young=1)
    learn(made, made.people["professional"][0])
    assert (
        "Not everybody"
        not in make.client_of(quick_app, made.house.lead).get(made.path("moderation")).text
    )
    record_all(made)
    assert told(made) == 0
