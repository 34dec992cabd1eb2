"""Marking opened again out of moderation: a group lost its last person for a bid (R15, R16)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from portal.accounts.queries import person_by_account, roles_of
from portal.accounts.signed_in import actor_of
from portal.audit.models import Event
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models_room import TalkSession
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.operations import void_part
from portal.record.checks import CHECKS
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.bundles import bundle_of, checked
from tests.make_evaluation import MARKING, Marking
from tests.make_moderation import Panel, moderating_tender, record_all, sign_all
from tests.shelf import Prepared


def _talking(house: make.House) -> Panel:
    made = moderating_tender(house, 2, professional=1, young=1)
    record_all(made)
    return made


class _Now(Marking):
    """Everything happens now: after the records."""

    def writing(self, at: datetime = MARKING) -> AbstractContextManager[Tender]:
        """One transaction, whatever moment is asked for."""
        return super().writing(max(at, clock.now()))


def _marking(made: Panel) -> Marking:
    return _Now(made.house, made.id, made.members, evaluators=made.people)


def _lose_the_young_one(made: Panel) -> str:
    """What the only young evaluator said of the first bid no longer counts; answers its group."""
    own = made.people["young"][0]
    with made.writing():
        tender = made.tender()
        seat = seat_of(own.actor, tender)
        assert seat
        void_part(made.house.lead.actor, tender, seat, bids_of(tender)[0], "They helped with it.")
    return "young"


def _sam(made: Panel) -> make.Human:
    with tenant(made.house.id):
        person = person_by_account("sam@example.org")
        assert person
        return make.Human("Sam", "sam@example.org", actor_of(person.id, roles_of(person.id)[0]))


def _to_record_again(made: Panel) -> set[str]:
    with tenant(made.house.id):
        panel = panel_of(made.tender())
        return {each.bid.label for each in items_of(made.tender()) if each.is_overtaken(panel)}


def test_somebody_steps_in_though_the_panel_talks_already(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    """All marks and records stay; what the new one marks is recorded again, and the record of it
    all holds."""
    made = prepared(_talking)
    lead, path = make.client_of(quick_app, made.house.lead), made.path("reopen-marking")
    assert lead.get(path).status_code == 403, "nobody is missing"
    group = _lose_the_young_one(made)
    assert "reopen-marking" in lead.get(made.path("moderation")).text
    told = lead.get(path).text
    assert not any(f"Bid {label}" in told for label in made.labels)
    lead.submit(path, {})
    assert "Marking is open again" in lead.get(made.path("progress")).text
    own = make.client_of(quick_app, made.people["professional"][0])
    assert "somebody new marks too" in own.get(made.path("marking")).text
    assert own.get(made.path("moderation")).status_code == 403
    lead.submit(
        made.path("seats/new"), {"account": "sam@example.org", "name": "Sam", "group": group}
    )
    marking, sam = _marking(made), _sam(made)
    make_evaluation.declare(marking, sam, at=MARKING)
    make_evaluation.promise(marking, sam)
    make_evaluation.mark_all(marking, sam)
    lead.submit(made.path("close-marking"), {}, at=made.path("progress"))
    assert _to_record_again(made) == set(made.labels)
    record_all(made)
    assert _to_record_again(made) == set()
    sign_all(made)
    assert checked(bundle_of(made, tmp_path / "whole.zip")).holds
    with tenant(made.house.id):
        assert [trouble for check in CHECKS for trouble in check(made.id)] == []
        told_of = db.session.scalars(select(Event).where(Event.name == "marking:reopened")).one()
        assert told_of.facts["groups"] == [group]


def test_it_waits_for_a_session_that_is_open(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(_talking)
    _lose_the_young_one(made)
    with tenant(made.house.id):
        now = clock.now()
        when = {"starts_at": now, "opened_at": now, "minutes": 30, "number": 1}
        where = {"place": "Room 1", "facilitator": "Jo"}
        db.session.add(TalkSession(tender_id=made.id, **when, **where))
        db.session.commit()
    lead = make.client_of(quick_app, made.house.lead)
    answer = lead.submit(made.path("reopen-marking"), {})
    assert "End it first" in answer.text
