"""A word of redaction or erasure covers what may go, and nothing else (R26)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.journal import record
from portal.audit.models import Event, SealedFact
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.errors import HouseRule
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.record.erasure.redaction import destroy
from tests.audit.tampering import change, number_of, verify
from tests.stages import Stages
from tests.story import Story

DELETE = (
    "delete from sealed_fact where name = :name and event_id ="
    " (select id from event where log_id = :log and number = :number)"
)


def _take(app: Flask, made: Any, kind: str, name: str) -> tuple[int, Any]:
    """Delete a sealed fact of the first event of a kind; its number, and what it was."""
    number = number_of(made, kind)
    with tenant(made.house.id):
        value = db.session.scalars(
            select(SealedFact.value)
            .join(Event, SealedFact.event_id == Event.id)
            .where(Event.log_id == made.id, Event.number == number, SealedFact.name == name)
        ).one()
    change(app, DELETE, log=made.id, number=number, name=name)
    return number, json.loads(value)


def _tell(made: Any, name: str, /, **facts: Any) -> int:
    """Write an event into the tender's log, as the portal would."""
    with tenant(made.house.id), transaction():
        record(name, SYSTEM, made.id, **facts)
    return number_of(made, name)


def test_a_mark_that_a_word_of_redaction_replaces(stages: Stages) -> None:
    with stages.at("moderating") as story:
        number, _mark = _take(stages.app, story, "mark:recorded", "mark")
        by = _tell(story, "text:redacted", event=number, name="mark", text="0")
        change(stages.app, "update mark set mark = '0' where not is_pass")
        status, said = verify(stages.app)
    assert status == 4
    assert f"event {by}: it tells that the “mark” of event {number} went, which must stay" in said
    assert f"event {number}: the value of its “mark” is gone, and nothing says why" in said


@pytest.mark.parametrize(
    ("kind", "name"),
    [("mark:recorded", "reason"), ("bids:opened", "origins"), ("bid:submitted", "provider")],
)
def test_what_no_erasure_of_a_person_may_take(stages: Stages, kind: str, name: str) -> None:
    with stages.at("moderating") as story:
        number, _value = _take(stages.app, story, kind, name)
        told = {"cause": "asked", "pseudonym": None, "events": [number], "names": [name]}
        by = _tell(story, "person:erased", **told)
        status, said = verify(stages.app)
    assert status == 4
    assert f"event {by}: it tells that the “{name}” of event {number} went" in said


def test_other_marks_in_the_replacement_of_a_record(stages: Stages) -> None:
    with stages.at("moderating") as story:
        number, agreed = _take(stages.app, story, "moderation:recorded", "record")
        agreed["agreed"] = dict.fromkeys(agreed["agreed"], "0")
        _tell(story, "text:redacted", event=number, name="record", text=agreed)
        change(stages.app, "update agreed_mark set mark = '0'")
        status, said = verify(stages.app)
    assert status == 4
    assert f"event {number}: its agreed record in the database differs: agreed" in said


def test_a_value_behind_a_name_that_reads_like_two(stages: Stages) -> None:
    """A row whose name holds the text of another's seal kept the count right."""
    with stages.at("moderating") as story:
        number = number_of(story, "mark:recorded")
        _mask(stages.app, story, number)
        status, said = verify(stages.app)
    assert status == 4
    assert f"event {number}: its “" in said


def _mask(app: Flask, story: Story, number: int) -> None:
    with tenant(story.house.id):
        wanted = select(Event).where(Event.log_id == story.id, Event.number == number)
        seals = db.session.scalars(wanted).one().seals
    name = f'mark":"{seals["mark"]}","reason'
    change(
        app,
        "update sealed_fact set name = :masked, salt = (select salt from sealed_fact s where"
        " s.event_id = sealed_fact.event_id and s.name = 'reason'), value = (select value from"
        " sealed_fact s where s.event_id = sealed_fact.event_id and s.name = 'reason')"
        " where name = 'mark' and event_id ="
        " (select id from event where log_id = :log and number = :number)",
        masked=name,
        log=story.id,
        number=number,
    )


def test_the_portal_itself_destroys_no_mark(stages: Stages) -> None:
    with stages.at("moderating") as story, tenant(story.house.id):
        wanted = select(Event.id).where(Event.name == "mark:recorded")
        event_id = db.session.scalars(wanted).first()
        assert event_id
        with pytest.raises(HouseRule, match="stays for good"), transaction():
            destroy(event_id, "mark")


def test_a_plain_record_has_no_such_word(stages: Stages) -> None:
    with stages.at("moderating"):
        status, said = verify(stages.app)
    assert status == 0, said
