"""A question to ‘You said, we did’ and its reply can be taken out, and the proof holds (R26)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from portal.core import clock
from portal.core.database import db, leave_no_trace
from portal.core.tenancy import tenant
from portal.feedback.models import LineQuestion
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import texts_written
from tests import make, make_feedback
from tests.make_writing import Written, tender_of
from tests.shelf import Prepared

MARKER, KINDS = "Marmaduke", ("line_question", "line_question_reply")


def _asked(house: make.House) -> Written:
    made = make_feedback.told(house)
    with clock.at(make.START):
        for who in (0, 1):
            make_feedback.ask(made, who, words=f"What of {MARKER}?")
        make_feedback.reply(made, 2, f"{MARKER} is gone.")
    return made


def test_a_question_and_its_reply_are_replaced_in_their_rows_and_behind_their_seals(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_asked)
    with make.looking(made.house.id):
        texts = texts_written(tender_of(made.house, made.tender_id))
    found = [each for each in texts if each.kind in KINDS]
    assert [each.text for each in found] == [
        f"What of {MARKER}?",
        f"What of {MARKER}?",
        f"{MARKER} is gone.",
    ]
    with clock.at(make.START):
        for each in found:
            with make.writing(made.house.id):
                tender = tender_of(made.house, made.tender_id)
                redact(made.house.lead.actor, tender, each, "[a name]")
    with tenant(made.house.id):
        assert set(db.session.scalars(select(LineQuestion.words))) == {"[a name]"}
    leave_no_trace()
    assert MARKER.encode() not in Path(str(db.engine.url.database)).read_bytes()
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output


def test_nothing_but_a_redaction_changes_a_question(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(_asked)
    with tenant(made.house.id):
        with pytest.raises(DBAPIError, match="only ever added to"):
            db.session.execute(update(LineQuestion).values(words="Something else."))
        db.session.rollback()
