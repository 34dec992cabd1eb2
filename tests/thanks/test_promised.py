"""Thanks are promised before people join, noted when given, and late when they don't come (P23)."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, PARTICIPATION
from portal.audit.journal import record
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.participation.panels.queries import member_by_id, panel_by_id
from portal.participation.thanks import promising as act
from portal.participation.thanks.models import PromisedThanks
from portal.participation.thanks.promising import PromiseFacts
from portal.record.about_me.hours import hours_in
from tests import make, make_panels
from tests.make_panels import MadePanel
from tests.statements import statements_at

NOW, PAST = datetime(2026, 9, 1, 9, tzinfo=UTC), datetime(2026, 10, 2, 9, tzinfo=UTC)
DUE = date(2026, 10, 1)
BUS = PromiseFacts("Your bus or train is paid.", "each time you come", DUE)
TOLD = f"{BUS.words} (each time you come, by 1 October 2026)"
Made = tuple[make.House, MadePanel]


@pytest.fixture
def made(quick_app: Flask) -> Made:
    house = make.house()
    with clock.at(NOW):
        return house, make_panels.panel(house, members=2)


def promise(made: Made, facts: PromiseFacts = BUS, kind: str = "travel") -> None:
    house, group = made
    with make.writing(house.id):
        panel = panel_by_id(group.id)
        assert panel
        act.promise_thanks(house.staff[PARTICIPATION].actor, panel, kind, facts)


def note(made: Made, day: date, who: int = 0) -> None:
    house, group = made
    with make.writing(house.id):
        member = member_by_id(group.member_ids[who])
        assert member
        line = act.promised_to([group.id])[group.id][0]
        act.note_given(house.staff[PARTICIPATION].actor, [member], line, day)


def says(made: Made, *, has_come: bool) -> None:
    house, group = made
    with make.writing(house.id):
        given = act.given_to([group.member_ids[0]])[0]
        act.say_it_came(group.members[0].actor, given, has_come=has_come)


def late(made: Made) -> set[uuid.UUID]:
    house, group = made
    with make.looking(house.id):
        return {member.id for member, _line in act.late_on([group.id])}


def test_what_is_promised_is_read_before_joining_and_on_my_panel(
    quick_app: Flask, made: Made
) -> None:
    house, group = made
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    here = f"/{house.slug}/panels/{group.id}/thanks"
    with clock.at(NOW):
        sent = {"words": BUS.words, "often": BUS.often, "due_on": ["1", "10", "2026"]}
        assert lead.submit(f"{here}/travel", sent).status_code == 303
        assert "Write when or how often" in lead.submit(f"{here}/hours", {"words": "x"}).text
        code = make_panels.code_for(house, group.id)
        assert TOLD in make.client_of(quick_app).get(f"/join/{code}/meaning").text
        member, mine = make.client_of(quick_app, group.members[0]), f"/ambleford/panel/{group.id}"
        assert "What you get for taking part" in member.get(mine).text
        assert BUS.words in member.get(f"{mine}/thanks").text


def test_a_promise_is_taken_back_with_a_reason_and_stays_in_the_rows(
    quick_app: Flask, made: Made
) -> None:
    house, group = made
    with clock.at(NOW):
        promise(made)
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        back = f"/ambleford/panels/{group.id}/thanks/travel/take-back"
        assert lead.submit(back, {"why": "There is no money left."}).status_code == 303
        assert lead.get(back).status_code == 404
        member = make.client_of(quick_app, group.members[0])
        page = member.get(f"/ambleford/panel/{group.id}/thanks").text
    assert "There is no money left." in page
    assert "You don’t get this any more." in page
    with make.looking(house.id):
        rows = db.session.scalars(select(PromisedThanks.version)).all()
    assert sorted(rows) == [1, 2]


def test_what_doesnt_come_by_its_day_is_late_for_member_and_lead(
    quick_app: Flask, made: Made
) -> None:
    house, group = made
    with clock.at(NOW):
        promise(made)
        assert late(made) == set()
    with clock.at(PAST):
        assert late(made) == set(group.member_ids)
        member = make.client_of(quick_app, group.members[0])
        assert "Something that we promised you is late" in member.get("/home").text
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        assert "2 promised thanks are late" in lead.get("/home").text
        note(made, DUE)
        assert "Something that we promised" not in member.get("/home").text


def test_not_yet_keeps_it_late_until_it_came(made: Made) -> None:
    _house, group = made
    with clock.at(NOW):
        promise(made)
    with clock.at(PAST):
        note(made, DUE)
        assert late(made) == set(group.member_ids[1:])
        says(made, has_come=False)
        assert late(made) == set(group.member_ids)
        says(made, has_come=True)
        assert late(made) == set(group.member_ids[1:])


def test_who_joined_after_the_day_waits_for_nothing(made: Made) -> None:
    house, group = made
    with clock.at(NOW):
        promise(made)
    with clock.at(PAST):
        make_panels.more(house, group.id)
        assert late(made) == set(group.member_ids)


def test_the_lead_notes_and_the_member_alone_says_what_came(quick_app: Flask, made: Made) -> None:
    house, group = made
    here, mine = f"/ambleford/panels/{group.id}/thanks", f"/ambleford/panel/{group.id}/thanks"
    with clock.at(NOW):
        promise(made)
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        given = {"kind": "travel", "members": [str(group.member_ids[0])]}
        later = lead.submit(f"{here}/given", given | {"given_on": ["2", "9", "2026"]})
        assert "The day can’t be after today" in later.text
        sent = lead.submit(f"{here}/given", given | {"given_on": ["1", "9", "2026"]})
        assert sent.status_code == 303
        with make.looking(house.id):
            row = act.given_to([group.member_ids[0]])[0].id
        member, other = (make.client_of(quick_app, each) for each in group.members)
        assert member.submit(f"{mine}/{row}", {"said": "not"}, at=mine).status_code == 303
        assert "You said: not yet." in member.get(mine).text
        assert "They say: not yet." in lead.get(here).text
        assert "What we gave you" not in other.get(mine).text
        assert other.submit(f"{mine}/{row}", {"said": "got"}, at=mine).status_code == 404
        approver = make.client_of(quick_app, house.staff[APPROVER])
        assert approver.get(here).status_code == 404


def test_a_promise_has_a_time_and_no_day_that_is_past(made: Made) -> None:
    for facts in (PromiseFacts("A voucher."), PromiseFacts("A voucher.", "", date(2026, 8, 1))):
        with clock.at(NOW), pytest.raises(Refused):
            promise(made, facts)


def test_who_was_given_what_is_no_open_fact_and_goes_with_the_person(
    quick_app: Flask, made: Made
) -> None:
    house, group = made
    person_id = group.members[0].actor.person_id
    assert person_id
    with clock.at(NOW):
        promise(made)
        note(made, date(2026, 9, 1))
        says(made, has_come=True)
        member = make.client_of(quick_app, group.members[0])
        assert "What you were given" in member.get("/about-me").text
    with make.looking(house.id):
        events = db.session.scalars(select(Event).where(Event.name.like("thanks:%")))
        facts = [set(each.facts) for each in events]
    assert sorted(facts, key=len)[:2] == [{"panel"}, {"panel"}]
    with make.writing(house.id):
        act.forget_thanks(person_id)
        record("panel:tidied", house.lead.actor, codes=0)
    assert hours_in(house.id, person_id) == []


@pytest.mark.parametrize("page", ["panels/{}/thanks", "panels/{}/thanks/given", "panel/{}/thanks"])
def test_more_members_ask_no_more_often(quick_app: Flask, made: Made, page: str) -> None:
    house, group = made
    human = house.staff[PARTICIPATION] if page.startswith("panels") else group.members[0]
    client, at = make.client_of(quick_app, human), f"/ambleford/{page.format(group.id)}"
    with clock.at(NOW):
        promise(made)
        note(made, date(2026, 9, 1))
        client.get(at)
        before = statements_at(client, at), statements_at(client, "/home")
        make_panels.more(house, group.id, 3)
        promise(made, PromiseFacts("A voucher.", "at the end"), "voucher")
        note(made, date(2026, 9, 1), 1)
        note(made, date(2026, 9, 1))
        assert (statements_at(client, at), statements_at(client, "/home")) == before
