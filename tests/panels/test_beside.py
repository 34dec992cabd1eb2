"""Helpers read and type and never decide; mentors see nothing private (P8, P25, R18)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.journal import record
from portal.audit.models import Event, SealedFact
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import day
from portal.participation.beside import operations as act
from portal.participation.beside import policy as rules
from portal.participation.beside import queries as ask
from portal.participation.panels import consents, forgetting, leaving
from portal.participation.panels.models import Helper, Member
from portal.participation.panels.queries import member_by_id
from tests import make, make_panels, make_writing
from tests.make_panels import MadePanel

CHILD: dict[str, Any] = {"age_band": "13_to_15", "turns_16_on": date(2027, 5, 4)}
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
ADULT = consents.Word("parent", "Rosa Quill, mother")


def helps(made: MadePanel, place: int = 0) -> bool:
    """Whether a member has a helper now."""
    member = member_by_id(made.member_ids[place])
    assert member
    return rules.helper_of(member) is not None


def test_a_helper_helps_once_the_member_said_yes_and_no_longer_than_they_do(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    make_panels.helper(house, made.member_ids[0], agrees=False)
    with make.looking(house.id):
        assert not helps(made)
    for is_given in (True, False):
        make_panels.says_about_helper(house, made.member_ids[0], consents.OWN, is_given=is_given)
        with make.looking(house.id):
            assert helps(made) is is_given
    with make.looking(house.id):
        assert db.session.scalars(select(Helper)).one().ended_at is not None


def test_under_16_an_adult_says_yes_to_this_helper_too_and_a_no_ends_it(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(NOW):
        made = make_panels.panel(house, members=1, **CHILD)
        make_panels.helper(house, made.member_ids[0])
        with make.looking(house.id):
            assert not helps(made)
        for is_given in (True, False):
            make_panels.says_about_helper(house, made.member_ids[0], ADULT, is_given=is_given)
            with make.looking(house.id):
                assert helps(made) is is_given


def test_a_yes_is_to_one_helper_and_not_to_the_next(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(NOW):
        made = make_panels.panel(house, members=1)
        make_panels.helper(house, made.member_ids[0])
    with clock.at(datetime(2026, 10, 1, tzinfo=UTC)):
        with make.writing(house.id):
            member = member_by_id(made.member_ids[0])
            assert member
            act.end_helper(house.staff[PARTICIPATION].actor, member)
        make_panels.helper(house, made.member_ids[0], agrees=False)
        with make.looking(house.id):
            assert not helps(made)


def test_a_helper_cant_decide_for_a_member(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1, accepts=False)
    client, at = make.client_of(quick_app, made.members[0]), f"/ambleford/panel/{made.id}"
    assert "I chose this myself" not in client.get(f"{at}/rules").text
    make_panels.helper(house, made.member_ids[0])
    assert "I chose this myself" in client.get(f"{at}/rules").text
    refused = client.submit(f"{at}/rules/accept", at=f"{at}/rules")
    assert refused.status_code == 200
    assert "Only you can choose" in refused.text
    said = {"taking_part": "no"}
    assert "Only you can choose" in client.submit(f"{at}/consent", said).text
    own = {"chose_myself": "y"}
    assert client.submit(f"{at}/rules/accept", own, at=f"{at}/rules").status_code == 303
    assert client.submit(f"{at}/consent", said | own).status_code == 303


def test_what_a_helper_typed_says_so_and_not_who_it_was(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    make_panels.helper(house, made.member_ids[0])
    at = f"/ambleford/panel/{made.id}/rules"
    for human, words in zip(made.members, ("We listen well.", "No rush."), strict=True):
        client = make.client_of(quick_app, human)
        told = {"words": words, "through_helper": "y"}
        assert client.submit(f"{at}/idea", told, at=at).status_code == 303
    with make.looking(house.id):
        events = db.session.scalars(
            select(Event).where(Event.name == "terms:suggested").order_by(Event.number)
        )
        assert [each.facts["through_helper"] for each in events] == [True, False]
        sealed = [each.value for each in db.session.scalars(select(SealedFact))]
        assert not any("Sam Reed" in str(value) for value in sealed)


def test_the_lead_names_and_ends_a_helper_and_the_member_reads_the_limits(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    member = make.client_of(quick_app, made.members[0])
    theirs = f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}"
    told = {"name": "Sam Reed", "who": "aunt", "checked": "I met her."}
    assert lead.submit(f"{theirs}/helper", told).status_code == 303
    page = member.get(f"/ambleford/panel/{made.id}/helper").text
    assert "<bdi>Sam Reed</bdi> could help you: aunt." in page
    assert "Choose for you" in page
    assert "I met her." not in page
    assert member.submit(f"/ambleford/panel/{made.id}/helper").status_code == 303
    assert (
        "<bdi>Sam Reed</bdi> is your helper"
        in member.get(f"/ambleford/panel/{made.id}/helper").text
    )
    assert "I met her." in lead.get(theirs).text
    assert "Sam Reed" in member.get("/about-me").text
    assert lead.submit(f"{theirs}/helper/end", at=theirs).status_code == 303
    assert member.get(f"/ambleford/panel/{made.id}/helper").status_code == 403


def test_a_mentor_and_a_newcomer_learn_no_more_than_a_name_and_both_agree(
    quick_app: Flask,
) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    make_panels.asked_to_mentor(house, made.member_ids[0], made.member_ids[1])
    mentor, newcomer = (make.client_of(quick_app, each) for each in made.members)
    at = f"/ambleford/panel/{made.id}/mentor"
    with make.looking(house.id):
        found = ask.mentorings_of([made.member_ids[0]])[0]
    assert made.members[1].name not in mentor.get(at).text
    assert made.members[0].name not in newcomer.get(at).text
    assert newcomer.submit(f"{at}/{found.id}/yes", at=at).status_code == 404
    assert mentor.submit(f"{at}/{found.id}/yes", at=at).status_code == 303
    assert made.members[1].name not in mentor.get(at).text
    assert f"<bdi>{made.members[0].name}</bdi> would look after you" in newcomer.get(at).text
    make_panels.helper(house, made.member_ids[1])
    page = newcomer.submit(f"{at}/{found.id}/yes", at=at)
    assert "Only you can choose" in page.text
    yes = {"chose_myself": "y"}
    assert newcomer.submit(f"{at}/{found.id}/yes", yes, at=at).status_code == 303
    assert f"You look after <bdi>{made.members[1].name}</bdi>" in mentor.get(at).text
    assert "Their school knows them." not in mentor.get(at).text
    assert newcomer.submit(f"{at}/{found.id}/end", at=at).status_code == 303
    assert made.members[1].name not in mentor.get(at).text
    today = day(clock.now())
    told = f"To have a peer mentor: asked {today}, your yes {today}, ended {today}"
    assert told in newcomer.get("/about-me").text


@pytest.mark.parametrize("bands", [("18_to_24", "13_to_15"), ("16_to_17", "18_to_24")])
def test_no_adult_is_alone_with_a_child_as_a_mentor(
    quick_app: Flask, bands: tuple[str, str]
) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    with make.writing(house.id):
        for member_id, band in zip(made.member_ids, bands, strict=True):
            member = member_by_id(member_id)
            assert member
            member.age_band = band
        db.session.info["changed"] = set()
        db.session.flush()
        record("panel:tidied", house.lead.actor, codes=0)
    with pytest.raises(Refused):
        make_panels.asked_to_mentor(house, made.member_ids[0], made.member_ids[1])


def test_who_leaves_or_is_erased_has_nobody_beside_them(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    make_panels.helper(house, made.member_ids[0])
    make_panels.asked_to_mentor(house, made.member_ids[0], made.member_ids[1])
    human = made.members[0]
    with make.writing(house.id):
        leaving.leave(human.actor, make_panels.place(made.id, human))
    with make.looking(house.id):
        assert not helps(made)
        assert ask.mentorings_of(made.member_ids) == []
    with make.writing(house.id):
        assert human.actor.person_id
        forgetting.forget_person(human.actor.person_id)
        record("panel:tidied", house.lead.actor, codes=0)
    with make.looking(house.id):
        assert db.session.scalars(select(Helper.id)).all() == []
        assert len(db.session.scalars(select(Member.id)).all()) == 2


def test_an_idea_that_a_helper_typed_says_so_to_whoever_reads_it(quick_app: Flask) -> None:
    house = make.house()
    made = make_writing.written(house)
    at = f"/ambleford/tenders/{made.tender_id}"
    with clock.at(make.START):
        make_panels.helper(house, made.panel.member_ids[0])
        for place, offered in ((0, True), (1, False)):
            client = make.client_of(quick_app, made.panel.members[place])
            form = f"{at}/together/suggest/question"
            assert ("My helper typed this" in client.get(form).text) is offered
            told = {"words": "Who do I call at night?", "through_helper": "y", "step": "send"}
            assert client.submit(form, told).status_code == 303
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        page = lead.get(f"{at}/suggestions").text
    assert page.count("A helper typed this.") == 1
    assert "Sam Reed" not in page
    with make.looking(house.id):
        events = db.session.scalars(select(Event).where(Event.name == "suggestion:made"))
        assert sorted(each.facts["through_helper"] for each in events) == [False, True]
