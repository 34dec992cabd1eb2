"""Practice counts nowhere, and goes with whoever is erased (P7, R26)."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

import portal
from portal.audit.models import Event
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking.queries import counted_marks_of, progress_of
from portal.evaluation.models import Draft, Mark
from portal.evaluation.practice.models import PracticeMark, PracticeReady, Promise
from portal.record.about_me.pages import held_about
from portal.record.erasure.operations import erase
from portal.tenders.models import Tender
from tests import make, make_evaluation, make_practice
from tests.make_evaluation import Marking
from tests.shelf import Prepared

ROOM = "portal.evaluation.practice"
WHO_READS = {
    "portal/evaluation/marking/steps.py",
    "portal/evaluation/marking/views.py",
    "portal/evaluation/pack/views.py",
    "portal/overview/tasks_marking.py",
    "portal/record/about_me/practice.py",
    "portal/record/erasure/operations.py",
    "portal/record/sentences.py",
}


def _written(house: make.House) -> Marking:
    made = make_evaluation.seated_tender(house, bids=1)
    make_practice.write(made)
    return made


def test_no_run_moderation_export_or_bundle_knows_of_practice() -> None:
    house = Path(portal.__file__).parent
    readers = {
        path.relative_to(house.parent).as_posix()
        for folder in ("evaluation", "outcomes", "record", "feedback", "bids", "overview")
        for path in (house / folder).rglob("*.py")
        if ROOM in path.read_text() and path.parent.name != "practice"
    }
    assert readers <= WHO_READS


def _counted(made: Marking) -> tuple[object, ...]:
    with tenant(made.house.id):
        found = db.session.get_one(Tender, (made.house.id, made.id))
        rows = [db.session.scalar(select(func.count()).select_from(each)) for each in (Mark, Draft)]
        events = db.session.scalar(select(func.count(Event.id)).where(Event.log_id == made.id))
        numbers = [(each.sent, each.sheets) for each in progress_of(found)]
        return (*rows, events, numbers, counted_marks_of(found))


def test_what_is_tried_leaves_no_mark_no_draft_and_no_event(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_written)
    before = _counted(made)
    for human in made.everybody:
        make_practice.tries(made, human, 3)
    assert _counted(made) == before


def test_somebody_reads_what_they_tried_and_it_goes_with_them(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_written)
    own, other = made.evaluators["young"]
    make_practice.tries(made, own, 3)
    make_practice.tries(made, other, None)
    make_evaluation.promise(made, own)
    assert own.actor.person_id
    held = str(held_about(own.actor.person_id))
    assert "you gave 3 on" in held
    assert "you passed" not in held
    db.session.remove()
    erase(make.operator().actor, own.actor.person_id, "told")
    with tenant(made.house.id):
        left = [db.session.scalars(select(each)).all() for each in (PracticeMark, PracticeReady)]
        assert [len(each) for each in left] == [1, 0], "the other's stays"
        assert db.session.scalars(select(Promise)).all(), "that somebody promised stays, nameless"
