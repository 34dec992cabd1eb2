"""How places and panels end, and what who has left still hears (P5, P20, R18)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.participation.panels import leaving
from portal.participation.panels.models import GROUNDS, Member, Need, Panel, PanelInvitation
from portal.participation.panels.operations import write_need
from portal.participation.panels.policy import is_agreed
from portal.participation.panels.queries import member_by_id, place_of
from tests import make, make_panels

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)


def test_the_lead_ends_a_place_on_a_published_ground_and_the_member_reads_why(
    quick_app: Flask,
) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    human = made.members[0]
    with make.writing(house.id):
        write_need(human.actor, make_panels.place(made.id, human), "Large print.")
    lead, client = (
        make.client_of(quick_app, house.staff[PARTICIPATION]),
        make.client_of(quick_app, human),
    )
    theirs = f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}/end"
    assert "Choose a ground" in lead.submit(theirs, {"reason": "We asked you twice."}).text
    told = {"ground": "away", "reason": "We wrote in May and in June."}
    assert lead.submit(theirs, told).status_code == 303
    assert client.get(f"/ambleford/panel/{made.id}").status_code == 404
    assert "Panels that you were on" in client.get("/home").text
    assert "The panel of young carers" in client.get("/ambleford/after").text
    page = client.get(f"/ambleford/panel/{made.id}/after").text
    assert "We heard nothing from you" in page
    assert "We wrote in May and in June." in page
    assert "We wrote in May" in client.get("/about-me").text
    with make.looking(house.id):
        assert db.session.scalars(select(Need.id)).all() == []
        facts = db.session.scalars(select(Event).where(Event.name == "place:ended")).one().facts
        assert facts == {"panel": str(made.id)}


def test_the_grounds_are_read_before_joining_and_on_ones_own_page(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    code = make_panels.code_for(house, made.id)
    new, member = make.client_of(quick_app), make.client_of(quick_app, made.members[0])
    for page in (new.get(f"/join/{code}/stays"), member.get(f"/ambleford/panel/{made.id}")):
        assert page.text.count("<li>We heard nothing from you for half a year") == 1
    assert len(GROUNDS) == 4


def test_who_has_left_chooses_to_go_on_hearing_in_the_way_they_like(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    client = make.client_of(app, made.members[0])
    at = f"/ambleford/panel/{made.id}"
    assert client.get(f"{at}/after").status_code == 404
    left = client.submit(f"{at}/leave")
    assert left.headers["Location"] == f"{at}/after"
    assert "You left." in client.get(f"{at}/after").text
    said = {"told_afterwards": "yes", "tell_by": "letter"}
    assert client.submit(f"{at}/after", said).status_code == 303
    with make.looking(house.id):
        member = member_by_id(made.member_ids[0])
        assert member
        assert (is_agreed(member, "told_afterwards"), member.tell_by) == (True, "letter")
        last = db.session.scalars(
            select(Event).where(Event.name == "consent:noted").order_by(Event.number.desc())
        ).first()
        assert last
        assert last.actor_role == "young_panel_member"  # so it has a day and no time
    other = make.client_of(app, made.members[1])
    assert other.get(f"{at}/after").status_code == 404


def test_a_panel_that_ends_ends_its_places_and_codes_and_says_why(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    make_panels.code_for(house, made.id)
    lead, at = make.client_of(quick_app, house.staff[PARTICIPATION]), f"/ambleford/panels/{made.id}"
    assert lead.submit(f"{at}/end", {"reason": "The work is done."}).status_code == 303
    for path in ("/invite", "/change", "/rules", "/end"):
        assert lead.get(f"{at}{path}").status_code == 403
    assert "The work is done." in lead.get(at).text
    member = make.client_of(quick_app, made.members[0])
    assert "The work is done." in member.get(f"/ambleford/panel/{made.id}/after").text
    with make.looking(house.id):
        assert db.session.scalars(select(PanelInvitation.id)).all() == []
        assert {each.ended_for for each in db.session.scalars(select(Member))} == {"panel"}


def test_a_month_before_its_end_a_member_and_the_lead_are_reminded_once(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(NOW):
        made = make_panels.panel(house, members=1)
    with make.looking(house.id):
        member = member_by_id(made.member_ids[0])
        assert member
        ends = member.term_ends_on
    soon = datetime(ends.year, ends.month, ends.day, 9, tzinfo=UTC) - timedelta(days=30)
    with clock.at(soon - timedelta(days=1)), make.writing(house.id):
        assert leaving.remind() == 0
    with clock.at(soon):
        for reminded in (1, 0):
            with make.writing(house.id):
                assert leaving.remind() == reminded
    with make.looking(house.id):
        subjects = [each.subject for each in db.session.scalars(select(Mail))]
        assert "Memberships of a panel end soon" in subjects


@pytest.mark.parametrize(("days", "ended_for"), [(29, None), (30, "term")])
def test_a_place_ends_by_itself_a_month_after_its_term(
    quick_app: Flask, days: int, ended_for: str | None
) -> None:
    house = make.house()
    with clock.at(NOW):
        made = make_panels.panel(house, members=1)
    with make.looking(house.id):
        place = make_panels.place(made.id, made.members[0])
        ends = datetime(*place.term_ends_on.timetuple()[:3], 9, tzinfo=UTC)
    with clock.at(ends + timedelta(days=days)), make.writing(house.id):
        leaving.end_old_places()
    with make.looking(house.id):
        person_id = made.members[0].actor.person_id
        assert person_id
        found = place_of(made.id, person_id)
        assert found
        assert found.ended_for == ended_for


def test_somebody_who_comes_back_begins_anew(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    human = made.members[0]
    lead = house.staff[PARTICIPATION].actor
    assert human.actor.person_id
    with make.writing(house.id):
        leaving.end_place(lead, make_panels.place(made.id, human), "area", "You moved.")
    make_panels.join(house, made.id, human.actor.person_id)
    with make.looking(house.id):
        member = make_panels.place(made.id, human)
        assert (member.ended_at, member.ended_for, member.end_reason) == (None, None, "")
        assert db.session.get_one(Panel, (house.id, made.id)).ended_at is None
