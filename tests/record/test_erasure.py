"""Erasing a person: every trace of who they were goes, what they did stays, and the log says so."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from portal.accounts.models import Person, Role, SignIn
from portal.audit.journal import canonical, seal_of
from portal.audit.models import Event, Pseudonym, SealedFact
from portal.core.database import db
from portal.core.tenancy import INSTALLATION, tenant
from portal.evaluation.models import ConflictDecision, Declaration, Mark, Seat, Sheet
from portal.record.erasure.operations import ERASED, NOBODY, ask_for_erasure, erase
from portal.record.erasure.queries import every_role_of
from tests import make
from tests.stages import Stages
from tests.story import Story

WHO = "kept-from"
NAME, EMAIL = "Kept-From Person", "kept-from@people.example"
SAID = "My aunt works there."


def _id(story: Story, name: str) -> uuid.UUID:
    found = story.people[name].actor.person_id
    assert found
    return found


def _erase(story: Story, name: str, by: str = "participation", cause: str = "asked") -> None:
    db.session.remove()
    erase(story.people[by].actor, _id(story, name), cause)


def _told(log_id: uuid.UUID) -> list[Event]:
    """What a log says of erasure."""
    wanted = select(Event).where(Event.log_id == log_id, Event.name == "person:erased")
    return list(db.session.scalars(wanted.order_by(Event.number)))


def _marks(story: Story, person_id: uuid.UUID) -> list[tuple[Any, ...]]:
    wanted = (
        select(Mark.id, Mark.mark, Mark.reason, Mark.recorded_at)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .where(Seat.person_id == person_id)
        .order_by(Mark.id)
    )
    with tenant(story.house.id):
        return [tuple(row) for row in db.session.execute(wanted)]


def _bytes_of(database: Path) -> bytes:
    """The whole database file, and the write-ahead log beside it."""
    db.session.remove()
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


def test_nothing_of_a_name_is_left_anywhere_in_the_database_file(stages: Stages) -> None:
    with stages.at("released") as story:
        client = stages.client(WHO)
        assert client.get("/home").status_code == 200
        client.post("/sign-in", data={"email": EMAIL, "password": "wrong"})
        before = _bytes_of(stages.database)
        assert all(word.encode() in before for word in (NAME, EMAIL, SAID))
        _erase(story, WHO, cause="retention")
        after = _bytes_of(stages.database)
        for word in (NAME, EMAIL, SAID, "A close relative works there.", EMAIL.upper()):
            assert word.encode() not in after, word
        assert b"Young Person" in after, "another evaluator's name stays"


def test_marks_and_reasons_stay_and_nobody_can_tell_whose_they_were(stages: Stages) -> None:
    with stages.at("released") as story:
        person_id, marks = _id(story, WHO), _marks(story, _id(story, WHO))
        assert marks
        _erase(story, WHO)
        assert _marks(story, person_id) == marks
        with tenant(story.house.id):
            assert (
                db.session.scalars(select(Pseudonym).where(Pseudonym.person_id == person_id)).all()
                == []
            )
            assert db.session.get_one(Person, person_id).name == NOBODY
            others = select(Pseudonym.id).where(Pseudonym.person_id == _id(story, "young"))
            assert db.session.scalars(others).all()


def test_every_destroyed_seal_stands_in_the_log_and_every_other_has_its_value(
    stages: Stages,
) -> None:
    with stages.at("released") as story:
        _erase(story, WHO)
        for owner in (story.house.id, INSTALLATION):
            with tenant(owner):
                told = {
                    (event.log_id, number, name)
                    for event in db.session.scalars(
                        select(Event).where(Event.name == "person:erased")
                    )
                    for number, name in zip(
                        event.facts["events"], event.facts["names"], strict=True
                    )
                }
                values = {
                    (fact.event_id, fact.name): fact
                    for fact in db.session.scalars(select(SealedFact))
                }
                missing = set()
                for event in db.session.scalars(select(Event)):
                    for name, seal in event.seals.items():
                        fact = values.get((event.id, name))
                        if fact is None:
                            missing.add((event.log_id, event.number, name))
                        else:
                            assert seal_of(fact.salt, fact.value) == seal
                assert missing == told
                assert missing, "in the house and in the installation something was sealed"


def test_the_event_names_nobody_and_says_what_went(stages: Stages) -> None:
    with stages.at("released") as story:
        person_id = _id(story, WHO)
        with tenant(story.house.id):
            pseudonym = db.session.scalars(
                select(Pseudonym.name).where(
                    Pseudonym.log_id == story.id, Pseudonym.person_id == person_id
                )
            ).one()
        _erase(story, WHO)
        with tenant(story.house.id):
            (event,) = _told(story.id)
            assert event.seals == {}
            assert (event.facts["cause"], event.facts["pseudonym"]) == ("asked", pseudonym)
            assert {"person", "answers", "at"} == set(event.facts["names"])
            assert {"mark", "marks"} & set(event.facts["names"]) == set()
            marked = select(Event.number).where(
                Event.log_id == story.id, Event.name == "mark:recorded"
            )
            numbers = set(db.session.scalars(marked))
            pairs = zip(event.facts["events"], event.facts["names"], strict=True)
            assert not [n for n, name in pairs if n in numbers and name != "at"]
            assert str(person_id) not in canonical(event.facts)


def test_what_they_declared_goes_and_yes_or_no_stays(stages: Stages) -> None:
    with stages.at("released") as story:
        _erase(story, WHO)
        with tenant(story.house.id):
            (said,) = db.session.scalars(
                select(Declaration).where(Declaration.details == ERASED)
            ).all()
            assert (said.has_used, said.has_interest, said.needs_decision) == (True, True, True)
            decided = db.session.get_one(ConflictDecision, (story.house.id, said.id))
            assert decided.is_kept_from
            assert decided.reason != ERASED, "it explains the record as long as that is kept (R26)"


def test_r26_why_it_was_decided_so_goes_with_the_records_time(stages: Stages) -> None:
    with stages.at("released") as story:
        _erase(story, WHO, cause="retention")
        with tenant(story.house.id):
            (event,) = _told(story.id)
            assert {"person", "answers", "reason", "at"} == set(event.facts["names"])
            reasons = set(db.session.scalars(select(ConflictDecision.reason)))
            assert ERASED in reasons


def test_who_is_erased_cant_sign_in_and_is_signed_out(stages: Stages) -> None:
    with stages.at("released") as story:
        client = stages.client(WHO)
        assert client.get("/home").status_code == 200
        _erase(story, WHO)
        assert client.get("/home").status_code == 302
        with make.looking():
            person = db.session.get_one(Person, _id(story, WHO))
            assert (person.email, person.password_hash) == (None, None)
            assert person.erased_at is not None
            assert (
                db.session.scalars(select(SignIn).where(SignIn.person_id == person.id)).all() == []
            )
            roles = every_role_of(person.id)
            assert roles
            assert all(role.ended_at for role in roles)


def test_doing_it_again_after_it_broke_off_ends_what_is_left(
    stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stages.at("released") as story:

        def break_off(*_args: Any) -> None:
            raise RuntimeError("the power went")

        with monkeypatch.context() as patch:
            patch.setattr("portal.record.erasure.operations._erase_account", break_off)
            with pytest.raises(RuntimeError):
                _erase(story, WHO)
        with make.looking(story.house.id):
            assert db.session.get_one(Person, _id(story, WHO)).name == NAME
            assert _told(story.id) == []
        _erase(story, WHO)
        assert NAME.encode() not in _bytes_of(stages.database)


def test_a_member_of_a_provider_is_erased_by_the_operator_and_the_provider_stays(
    stages: Stages,
) -> None:
    with stages.at("released") as story:
        with make.writing():
            ask_for_erasure(story.people["winner"].actor)
        _erase(story, "winner", by="operator")
        left = _bytes_of(stages.database)
        assert b"winner.member@" not in left
        assert b"Winner quillfeatherson" not in left
        assert b"Quillfeather Winner Trust" in left
        with tenant(story.house.id):
            (event,) = _told(story.id)
            assert (event.actor, event.facts["pseudonym"] is not None) == ("nobody", True)
        assert stages.client("colleague").get(story.path("letter")).status_code == 200


def test_pseudonyms_may_go_and_never_change(app: Flask) -> None:
    house = make.house()
    make.tender(house)
    with pytest.raises(DBAPIError, match="only ever added to"), make.writing(house.id):
        db.session.execute(update(Pseudonym).values(name="another"))
    with tenant(house.id):
        gone = db.session.execute(delete(Pseudonym))
        assert gone.rowcount  # type: ignore[attr-defined]
        db.session.rollback()


def test_erasing_works_on_both_databases(app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    approver = house.staff["approver"]
    person_id = approver.actor.person_id
    assert person_id
    erase(house.lead.actor, person_id, "retention")
    with tenant(house.id):
        (event,) = _told(house.id)
        assert event.facts["names"] == ["person"]
        assert event.actor_role == "procurement_lead"
        assert db.session.get_one(Person, person_id).name == NOBODY
        assert db.session.scalars(select(Role).where(Role.ended_at.is_not(None))).all()
    with tenant(other.id):
        assert _told(other.id) == []
