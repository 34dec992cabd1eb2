"""What was taken or kept before an erasure, and what is made after it, verify alike (R26)."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select

from portal.accounts.models import Person
from portal.audit.models import Event, SealedFact
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.record.erasure.operations import NOBODY, erase
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import texts_of
from tests import make
from tests import make_outcomes as outcomes
from tests.bundles import Verdict, bundle_of, checked
from tests.make_moderation import Panel
from tests.shelf import Prepared

pytestmark = pytest.mark.journey


def _change(made: Panel) -> list[str]:
    """Redact one text of each kind, then erase an evaluator; answers the old words."""
    lead, old = made.house.lead.actor, []
    for kind in ("mark", "moderation", "decision", "gate_confirmation"):
        with make.writing(made.house.id):
            found = [each for each in texts_of(lead, made.tender()) if each.kind == kind]
            if found:
                old.append(found[0].text)
                redact(lead, made.tender(), found[0], "[taken out]")
    young = next(human for human in made.everybody() if human.actor.kind == "young")
    assert young.actor.person_id
    erase(made.house.staff["participation_lead"].actor, young.actor.person_id, "asked")
    return old


def _verify(app: Flask) -> tuple[int, str]:
    db.session.remove()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_bundles_from_before_and_after_verify_and_the_later_ones_say_what_was_erased(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    before = [bundle_of(made, tmp_path / "whole.zip"), bundle_of(made, tmp_path / "own.zip", 0)]
    assert _change(made)
    after = [bundle_of(made, tmp_path / "whole2.zip"), bundle_of(made, tmp_path / "own2.zip", 0)]
    verdicts: list[Verdict] = [checked(path) for path in [*before, *after]]
    for verdict in verdicts:
        assert verdict.holds, verdict.text
    assert "erased on" not in verdicts[0].text
    assert re.search(r"\d+ facts erased on 20\d\d-\d\d-\d\d: the seals stay", verdicts[2].text)
    status, said = _verify(quick_app)
    assert status == 0, said
    assert "sealed values erased" in said


def test_on_postgresql_too_an_evaluator_goes_and_the_record_holds(postgres_app: Flask) -> None:
    """Row by row behind its walls, as a role that can't get round them."""
    made = outcomes.released_tender(make.house())
    assert _change(made)
    status, said = _verify(postgres_app)
    assert status == 0, said
    assert "sealed values erased" in said
    with tenant(made.house.id):
        young = made.people["young"][0].actor.person_id
        assert db.session.get_one(Person, young).name == NOBODY
        told = select(Event).where(Event.log_id == made.id, Event.name == "person:erased")
        assert len(db.session.scalars(told).all()) == 1


def test_a_value_that_went_without_an_event_is_found(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    _change(made)
    with tenant(made.house.id):
        number, event_id = db.session.execute(
            select(Event.number, Event.id)
            .where(Event.log_id == made.id, Event.name == "mark:recorded")
            .order_by(Event.number.desc())
        ).first() or (0, uuid.uuid4())
        with make.writing(made.house.id):
            db.session.execute(
                delete(SealedFact).where(SealedFact.event_id == event_id, SealedFact.name == "mark")
            )
    status, said = _verify(quick_app)
    assert status == 4, said
    assert f"event {number}: " in said
    assert "nothing says why" in said
