"""A diary of hours is its writer's alone, and their certificate tells what they chose (P23)."""

from __future__ import annotations

import io
import uuid
from datetime import date

import pypdf
import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.journal import record
from portal.audit.models import Event
from portal.core.database import db
from portal.core.errors import Refused
from portal.participation.panels.queries import member_by_id
from portal.participation.thanks import operations as act
from portal.participation.thanks import queries as ask
from portal.participation.thanks.certificate import time_in_words
from portal.participation.thanks.operations import Hours
from portal.record.about_me.hours import hours_in
from tests import make
from tests.make_panels import MadePanel, panel
from tests.pages import plainly
from tests.papers import wrong_with

LINE = {"day": ["3", "2", "2026"], "what": "Read the bids", "hours": "1", "minutes": "30"}


@pytest.fixture
def made(quick_app: Flask) -> tuple[make.House, MadePanel]:
    house = make.house()
    return house, panel(house)


def path(house: make.House, group: MadePanel, page: str) -> str:
    return f"/{house.slug}/panel/{group.id}/{page}"


def test_a_member_writes_down_hours_and_takes_them_out(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    assert "Nothing is in it yet" in client.get(path(house, group, "hours")).text
    assert client.submit(path(house, group, "hours"), LINE).status_code == 303
    client.submit(path(house, group, "hours"), {**LINE, "hours": "2", "minutes": ""})
    page = client.get(path(house, group, "hours")).text
    assert "3 February 2026" in page
    assert "3 hours 30 minutes" in page
    with make.looking(house.id):
        entry = ask.diary_of(group.member_ids[0])[0].id
    client.submit(path(house, group, f"hours/{entry}/delete"), at=path(house, group, "hours"))
    with make.looking(house.id):
        assert len(ask.diary_of(group.member_ids[0])) == 1


def test_nobody_else_reads_or_changes_a_diary(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    make.client_of(quick_app, group.members[0]).submit(path(house, group, "hours"), LINE)
    with make.looking(house.id):
        entry = ask.diary_of(group.member_ids[0])[0].id
    other = make.client_of(quick_app, group.members[1])
    assert "Read the bids" not in other.get(path(house, group, "hours")).text
    away = path(house, group, f"hours/{entry}/delete")
    assert other.submit(away, at=path(house, group, "hours")).status_code == 404
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    assert lead.get(path(house, group, "hours")).status_code == 404
    with make.looking(house.id):
        assert [each.id for each in ask.diary_of(group.member_ids[0])] == [entry]


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        (Hours(date(2026, 2, 3), "Read", 0), "hours"),
        (Hours(date(2026, 2, 3), "Read", 1441), "hours"),
        (Hours(date(2150, 2, 3), "Read", 10), "day"),
    ],
)
def test_a_line_has_a_time_within_a_day_that_has_been(
    made: tuple[make.House, MadePanel], hours: Hours, field: str
) -> None:
    house, group = made
    with make.looking(house.id):
        member = member_by_id(group.member_ids[0])
        assert member
        with pytest.raises(Refused) as refused:
            act.write_down(member, hours)
    assert refused.value.field == field


def test_a_member_shares_the_total_alone_and_takes_it_back(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client, lead = (
        make.client_of(quick_app, each) for each in (group.members[0], house.staff[PARTICIPATION])
    )
    diary, theirs = path(house, group, "hours"), f"/{house.slug}/panels/{group.id}/thanks"
    assert "Write something in your diary first" in client.submit(f"{diary}/share", at=diary).text
    client.submit(diary, LINE)
    assert "Nobody shares theirs" in lead.get(theirs).text
    assert client.submit(f"{diary}/share", at=diary).status_code == 303
    client.submit(diary, {**LINE, "what": "Wrote a question", "hours": "2"})
    page = lead.get(theirs).text
    assert "1 hour 30 minutes" in page  # as it was when they shared it
    assert "Read the bids" not in page
    assert "4 hours" not in page
    assert "Your diary says 4 hours now." in client.get(diary).text
    assert "Hours that you told who leads your panel" in plainly(client.get("/about-me").text)
    client.submit(f"{diary}/share", at=diary)
    assert "4 hours" in lead.get(theirs).text
    client.submit(f"{diary}/take-back", at=diary)
    assert "Nobody shares theirs" in lead.get(theirs).text
    assert "aren’t shared" in client.submit(f"{diary}/take-back", at=diary).text
    with make.looking(house.id):
        events = db.session.scalars(select(Event).where(Event.name.like("diary:%"))).all()
        assert [each.name for each in events] == [
            "diary:shared",
            "diary:shared",
            "diary:taken-back",
        ]
        assert {tuple(each.facts) for each in events} == {("panel",)}


def text_of(made: bytes) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text().split())


def test_a_certificate_has_the_name_and_hours_that_its_owner_chose(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    client.submit(path(house, group, "hours"), LINE)
    where = path(house, group, "certificate")
    told = client.submit(where, {"name": "Ŵyn #Łuka", "hours": "with"})
    assert told.mimetype == "application/pdf"
    assert "attachment; filename=certificate.pdf" in told.headers["Content-Disposition"]
    assert wrong_with(told.data) == []
    words = text_of(told.data)
    assert "Ŵyn #Łuka" in words
    assert "1 hour 30 minutes" in words
    silent = text_of(client.submit(where, {"name": "W", "hours": "without"}).data)
    assert "minutes" not in silent
    page = client.submit(where, {"name": "Ŵyn #Łuka", "hours": "with", "as_page": "yes"})
    assert page.mimetype == "text/html"
    for said in ("Ŵyn #Łuka", "1 hour 30 minutes", "took part in", "Take it with you (PDF)"):
        assert said in page.text
    assert "Write the name" in client.submit(where, {"name": "", "hours": "with"}).text


def test_the_log_knows_that_a_certificate_was_made_and_not_its_name(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    client.submit(path(house, group, "certificate"), {"name": "Secret Name", "hours": "with"})
    with make.looking(house.id):
        events = db.session.scalars(select(Event).where(Event.name == "certificate:made")).all()
        assert [set(event.facts) for event in events] == [{"panel"}]


def test_about_me_tells_the_diary_and_erasure_takes_it(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    person_id = group.members[0].actor.person_id
    assert isinstance(person_id, uuid.UUID)
    client = make.client_of(quick_app, group.members[0])
    diary = path(house, group, "hours")
    client.submit(diary, LINE)
    client.submit(f"{diary}/share", at=diary)
    assert "Read the bids (1 hour 30 minutes)" in plainly(client.get("/about-me").text)
    with make.writing(house.id):
        act.forget_diaries(person_id)
        record("panel:tidied", house.lead.actor, codes=0)
    assert hours_in(house.id, person_id) == []


def test_time_is_told_in_words(quick_app: Flask) -> None:
    with quick_app.test_request_context():
        assert [time_in_words(each) for each in (0, 1, 60, 150)] == [
            "0 minutes",
            "1 minute",
            "1 hour",
            "2 hours 30 minutes",
        ]
