"""Panels, places on them, consents and terms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from portal.accounts import operations as accounts
from portal.accounts.links import TOKEN, find_invitation
from portal.accounts.models import APPROVER, PANEL, PARTICIPATION, Invitation, Person, Role
from portal.audit.models import Event, SealedFact
from portal.core import clock
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.participation.panels import consents, forgetting, joining, leaving
from portal.participation.panels import operations as act
from portal.participation.panels import queries as ask
from portal.participation.panels.models import (
    Consent,
    Member,
    Need,
    Panel,
    PanelInvitation,
    TermsIdea,
)
from portal.participation.panels.policy import NO_ADULT, NOT_ACCEPTED, may_act
from portal.record.erasure.operations import erase
from tests import make, make_panels

CHILD: dict[str, Any] = {"age_band": "13_to_15", "turns_16_on": date(2027, 5, 4)}


def why_not(member_id: object) -> str:
    """The sentence that somebody reads who may not act."""
    member = db.session.scalars(select(Member).where(Member.id == member_id)).one()
    return str(getattr(may_act(member), "why", ""))


def test_members_of_a_made_panel_may_act(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    with make.looking(house.id):
        assert [bool(may_act(each)) for each in ask.members_of_panel(made.id)] == [True, True]
        assert made.members[0].actor.role == PANEL
        assert made.members[0].actor.title == "young_panel_member"


def test_under_16_an_adult_says_yes_too_and_the_last_word_counts(app: Flask) -> None:
    house = make.house()
    with clock.at(datetime(2026, 9, 1, 9, tzinfo=UTC)):
        made = make_panels.panel(house, members=1, **CHILD)
        for is_given, why in ((None, NO_ADULT), (True, ""), (False, NO_ADULT)):
            if is_given is not None:
                make_panels.adult_says(house, made.member_ids[0], is_given=is_given)
            with make.looking(house.id):
                assert why_not(made.member_ids[0]) == why
    with make.looking(house.id):
        words = [(c.version, c.route, c.is_given) for c in _consents(made.member_ids[0])]
        assert words == [(1, "own", True), (2, "parent", True), (3, "parent", False)]


def _consents(member_id: object) -> list[Consent]:
    wanted = select(Consent).where(Consent.member_id == member_id).order_by(Consent.version)
    return list(db.session.scalars(wanted))


def test_a_consent_is_never_changed(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    with pytest.raises(DBAPIError), make.writing(house.id):
        _consents(made.member_ids[0])[0].is_given = False
        db.session.flush()


def test_a_birthday_in_the_middle_is_forgotten_and_nobody_else_is_asked(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1, **CHILD)
    for day, why, left in (
        (date(2027, 5, 3), NO_ADULT, date(2027, 5, 4)),
        (date(2027, 5, 4), "", None),
    ):
        with clock.at(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
            with make.writing(house.id):
                forgetting.let_birthdays_pass()
            with make.looking(house.id):
                member = ask.member_by_id(made.member_ids[0])
                assert member
                assert (why_not(member.id), member.turns_16_on) == (why, left)


def test_new_terms_are_accepted_before_the_next_task(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    lead = house.staff[PARTICIPATION].actor
    with make.writing(house.id):
        panel = db.session.get_one(Panel, (house.id, made.id))
        assert act.write_terms(lead, panel, "We listen.").version == 2
    with make.looking(house.id):
        assert why_not(made.member_ids[0]) == NOT_ACCEPTED
    with make.writing(house.id):
        act.accept_terms(made.members[0].actor, make_panels.place(made.id, made.members[0]))
    with make.looking(house.id):
        assert why_not(made.member_ids[0]) == ""
    with pytest.raises(Refused, match="stand already"), make.writing(house.id):
        act.write_terms(lead, db.session.get_one(Panel, (house.id, made.id)), "We listen.")


def test_who_leaves_loses_the_role_and_what_they_needed_is_destroyed(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    human = made.members[0]
    with make.writing(house.id):
        act.write_need(human.actor, make_panels.place(made.id, human), "Large print")
    with make.writing(house.id):
        leaving.leave(human.actor, make_panels.place(made.id, human))
    with make.looking(house.id):
        assert ask.places_of(made.members[0].actor.person_id) == []  # type: ignore[arg-type]
        assert db.session.scalars(select(Need.id)).all() == []
        assert db.session.get_one(Role, human.role_id).ended_at
        assert len(_consents(made.member_ids[0])) == 1


def test_who_left_can_come_back_by_a_new_code(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    human = made.members[0]
    with make.writing(house.id):
        leaving.leave(human.actor, make_panels.place(made.id, human))
    assert human.actor.person_id
    assert make_panels.join(house, made.id, human.actor.person_id) == made.member_ids[0]
    with pytest.raises(Refused, match="belong to this panel already"):
        make_panels.join(house, made.id, human.actor.person_id)


def test_a_member_has_no_other_part_in_tenders(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    person_id = made.members[0].actor.person_id
    with pytest.raises(Refused, match="belongs to a panel"), make.writing(house.id):
        person = db.session.get_one(Person, person_id)
        accounts.grant_role(SYSTEM, person, APPROVER, house.id)
    with pytest.raises(Refused, match="belongs to a panel"), make.writing():
        person = db.session.get_one(Person, person_id)
        accounts.register_provider(person, make.provider_facts())
    for other in (house.lead, make.provider()):
        assert other.actor.person_id
        with pytest.raises(Refused, match="free of both"):
            make_panels.join(house, made.id, other.actor.person_id)


def test_new_words_end_what_was_there_and_open_nothing_else(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    client = make.client_of(quick_app, made.members[0])
    code = make_code(house, made)
    with make.writing(house.id):
        joining.choose_words(
            find_invitation(code), make_panels.place(made.id, made.members[0]), make.HASH
        )
    assert client.get("/home").status_code == 302
    with make.looking(house.id):
        assert "I met her." in _sealed("panel:code-made", "checked")
    other = make.house("northmere")
    with make.writing(other.id):
        person = db.session.get_one(Person, made.members[0].actor.person_id)
        accounts.grant_role(SYSTEM, person, APPROVER, other.id)
    with pytest.raises(Refused, match="signs in to Evenhand for something else"):
        make_code(house, made)


def make_code(house: make.House, made: make_panels.MadePanel) -> str:
    """A code for new words for the panel's first member."""
    with make.writing(house.id):
        member = make_panels.place(made.id, made.members[0])
        lead = house.staff[PARTICIPATION].actor
        return act.make_code_for_words(lead, member, "I met her.", TOKEN)


def _sealed(event: str, name: str) -> str:
    wanted = (
        select(SealedFact.value)
        .join(Event, SealedFact.event_id == Event.id)
        .where(Event.name == event, SealedFact.name == name)
    )
    return " ".join(db.session.scalars(wanted))


def test_nothing_of_a_member_stands_in_an_open_fact_or_in_a_mail(quick_app: Flask) -> None:
    house = make.house()
    with make.writing(house.id):
        lead = house.staff[PARTICIPATION].actor
        panel = act.create_panel(lead, make_panels.panel_facts())
        db.session.flush()
        why = "She is a care leaver."
        act.invite_member(lead, panel, "Robin Quill", "robin@people.example", why, TOKEN)
    made = make_panels.panel(house, members=1, say_name="ROBIN", represents="Zorbs", **CHILD)
    human = made.members[0]
    with make.writing(house.id):
        place = make_panels.place(made.id, human)
        act.write_need(human.actor, place, "Zorbs need large print")
        act.put_forward(human.actor, place, "Zorbs first")
        consents.ask_adult(lead, place, "Rosa Quill", "rosa@people.example", TOKEN)
    make_panels.adult_says(house, made.member_ids[0])
    with make.looking(house.id):
        told = " ".join(f"{each.actor} {each.facts}" for each in db.session.scalars(select(Event)))
        mails = " ".join(f"{mail.subject} {mail.body}" for mail in db.session.scalars(select(Mail)))
    ids = (human.actor.person_id, made.member_ids[0])
    for secret in ("Quill", "care leaver", "ROBIN", "Zorbs", human.name, *map(str, ids)):
        assert secret not in told, secret
        assert secret not in mails, secret
    assert "The panel of young carers" not in mails


def test_codes_too_old_go_with_why_somebody_was_asked(quick_app: Flask) -> None:
    house = make.house()
    make_panels.code_for(house, make_panels.panel(house, members=0).id)
    with clock.at(clock.now() + timedelta(days=15)), make.writing(house.id):
        assert forgetting.tidy_codes() == 1
    with make.looking(house.id):
        assert db.session.scalars(select(PanelInvitation.id)).all() == []
        assert (
            db.session.scalars(select(Invitation.name).where(Invitation.role == PANEL)).all() == []
        )


def test_erasing_a_member_destroys_all_that_tells_who_they_were(app: Flask) -> None:
    house = make.house()
    told: dict[str, Any] = {"say_name": "ROBIN", "brings": "representing", "represents": "Zorbs"}
    made = make_panels.panel(house, members=2, **told, **CHILD)
    human, lead = made.members[0], house.staff[PARTICIPATION].actor
    with make.writing(house.id):
        place = make_panels.place(made.id, human)
        act.put_forward(human.actor, place, "Zorbs first")
        consents.ask_adult(lead, place, "Rosa Quill", "rosa@people.example", TOKEN)
    make_panels.adult_says(house, made.member_ids[0])
    assert human.actor.person_id
    db.session.remove()
    erase(lead, human.actor.person_id, "told")
    with make.looking(house.id):
        member = db.session.scalars(select(Member).where(Member.id == made.member_ids[0])).one()
        assert (member.say_name, member.represents, member.why_invited) == ("", "", "")
        assert (member.age_band, member.turns_16_on) == (None, None)
        assert [each.route for each in _consents(member.id)] == ["own"]
        assert db.session.scalars(select(TermsIdea.id)).all() == []
        assert "rosa" not in " ".join(db.session.scalars(select(Mail.to)))
        sealed = " ".join(db.session.scalars(select(SealedFact.value)))
        for secret in ("Quill", "rosa@", "Zorbs", str(human.actor.person_id), '"parent"'):
            assert secret not in sealed, secret
        noted = db.session.scalars(select(Event).where(Event.name == "consent:noted")).all()
        assert len(noted) == 3, "that consents were given stays"
        assert db.session.scalars(select(Member.say_name)).all().count("ROBIN") == 1
    verified = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert verified.exit_code == 0, verified.output


def test_the_daily_command_forgets_birthdays_and_codes(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1, **CHILD)
    make_panels.code_for(house, made.id)
    with clock.at(datetime(2027, 5, 4, 9, tzinfo=UTC)):
        done = quick_app.test_cli_runner().invoke(args=["panels", "birthdays"])
    said = "Turned 16: 1. Old codes gone: 1. Needs destroyed: 0. Terms over: 0. Reminded: 0.\n"
    assert done.output == said
