"""What panels wrote can be taken out of the record as any reason can, and the proof holds (R26)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from portal.audit.erasable import MAY_BE_REPLACED
from portal.audit.journal import canonical
from portal.audit.models import Event, Pseudonym, SealedFact
from portal.audit.standing import standing_values
from portal.core import clock
from portal.core.database import db, leave_no_trace
from portal.core.tenancy import tenant
from portal.record.erasure.models import Redaction
from portal.record.erasure.redaction import redact
from portal.record.erasure.text import Text
from portal.record.erasure.texts import texts_in_reach, texts_written
from portal.record.erasure.texts_writing import WRITTEN_TOGETHER
from portal.specifications.cowriting.models import Backing, Suggestion, Version
from portal.specifications.versions.operations import keep_version
from tests import make, make_agreeing
from tests.bundles import bundle_of, checked
from tests.make_writing import Written, tender_of, written
from tests.shelf import Prepared
from tests.stages import Stages

GONE = "[taken out]"
MARKER = "Marmaduke"
LAID_BEFORE = {"conflict_interest", "conflict_assessment", "duty_answer", "budget_line"}


def full_of_a_name(house: make.House) -> Written:
    """Everything that can be written freely has a name in it."""
    made = written(house)
    with clock.at(make.START):
        return _filled(made)


def _filled(made: Written) -> Written:
    house = made.house
    first = made.suggest(0, "question", words=f"Is {MARKER} kind?", reason=f"{MARKER} isn’t.")
    made.suggest(0, "weight", "Q1", words="35", reason=f"Ask {MARKER}.")
    made.back(1, first, f"I know {MARKER} too.")
    made.back(2, first, f"I know {MARKER} too.")
    made.answer(first, outcome="adapted")
    made.question(0, first)
    with make.writing(house.id):
        keep_version(house.lead.actor, tender_of(house, made.tender_id), f"{MARKER} asked for it.")
    make_agreeing.ask_panel(house, made.tender_id, made.panel.id)
    for words in (f"{MARKER} frightens me.", f"{MARKER} frightens me.", "It is late."):
        make_agreeing.say(house, made.tender_id, made.panel, 0, "worry", words)
    make_agreeing.say(house, made.tender_id, made.panel, 1, "no", "It is late.")
    make_agreeing.answer_all(house, made.tender_id, made.panel.id)
    return made


def texts(made: Written) -> list[Text]:
    """All that can be redacted of it."""
    with make.looking(made.house.id):
        return texts_written(tender_of(made.house, made.tender_id))


def take_out(made: Written, wanted: Text, new: str = GONE) -> None:
    """The lead redacts one text."""
    with make.writing(made.house.id):
        redact(made.house.lead.actor, tender_of(made.house, made.tender_id), wanted, new)


def test_every_text_of_writing_together_is_replaced_in_its_row_and_behind_its_seal(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(full_of_a_name)
    found = texts(made)
    assert {each.kind for each in found} == WRITTEN_TOGETHER | LAID_BEFORE
    for each in found:
        take_out(made, each)
    left = texts(made)
    assert [each.row_id for each in left] == [each.row_id for each in found]
    assert {each.text for each in left} == {GONE}
    with tenant(made.house.id):
        wanted = select(Event).where(Event.name == "text:redacted").order_by(Event.number)
        events = list(db.session.scalars(wanted))
        assert len(events) == len(found)
        roots = {"suggestion:made", "suggestion:backed", "suggestions:answered"}
        roots |= {"suggestion:questioned", "version:kept", "agreement:said", "worry:answered"}
        roots |= {"interest:noted", "conflicts:assessed", "duty:answered", "budget:line-written"}
        every = select(Event).where(Event.log_id == made.tender_id)
        names = {event.number: event.name for event in db.session.scalars(every)}
        first = {names[event.facts["event"]] for event in events}
        assert first - {"text:redacted"} == roots
        seals = [(number, MAY_BE_REPLACED[name]) for number, name in names.items() if name in roots]
        for stands in standing_values(made.tender_id, seals).values():
            assert MARKER not in canonical(stands)
    leave_no_trace()
    database = Path(str(db.engine.url.database))
    assert MARKER.encode() not in database.read_bytes()
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output


def test_of_two_who_wrote_the_same_the_right_one_is_redacted(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(full_of_a_name)
    second = [each for each in texts(made) if each.kind == "backing"][1]
    take_out(made, second, "I know [a name] too.")
    with make.looking(made.house.id):
        rows = {row.id: row for row in db.session.scalars(select(Backing))}
        assert [row.words for row in rows.values() if row.id != second.row_id] == [
            f"I know {MARKER} too."
        ]
        assert rows[second.row_id].words == "I know [a name] too."
        event = db.session.scalars(select(Event).where(Event.name == "text:redacted")).one()
        backed = select(Event.number, Event.actor).where(Event.name == "suggestion:backed")
        by = dict(db.session.execute(backed).all())
        called = select(Pseudonym.name).where(Pseudonym.person_id == second.by)
        assert by[event.facts["event"]] in db.session.scalars(called).all()


def test_nothing_else_of_what_was_written_changes(app: Flask) -> None:
    """The database itself refuses it, on both kinds."""
    made = full_of_a_name(make.house())
    wanted = next(each for each in texts(made) if each.kind == "suggestion")
    place = {"of_table": "suggestion", "of_row": wanted.row_id, "of_column": "words"}
    new = Redaction(
        tender_id=made.tender_id,
        old_seal="",
        text=GONE,
        redacted_by=made.house.lead.actor.person_id,
        redacted_at=make.START,
        **place,
    )
    wrong = [
        update(Suggestion).values(words=GONE),
        update(Suggestion).where(Suggestion.id == wanted.row_id).values(words="Anything"),
        update(Suggestion).where(Suggestion.id == wanted.row_id).values(words=GONE, number=9),
        update(Version).values(document={}),
        text("delete from suggestion"),
    ]
    for at, statement in enumerate(wrong):
        with tenant(made.house.id):
            if at:
                db.session.merge(new)
                db.session.flush()
            with pytest.raises(DBAPIError, match="only ever added to"):
                db.session.execute(statement)
            db.session.rollback()
    for each in texts(made):
        take_out(made, each)
    with make.looking(made.house.id):
        assert db.session.get_one(Suggestion, (made.house.id, wanted.row_id)).words == GONE


def test_leads_take_a_name_out_at_once_and_of_bids_when_the_time_has_come(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(full_of_a_name)
    client = make.client_of(quick_app, made.house.lead)
    page = client.submit(made.path("redactions"), {"words": MARKER})
    assert "Texts about bids can be changed once moderation is closed." in page.text
    assert "Suggestion 1" in page.text
    path = made.path(f"redactions/suggestion/{texts(made)[0].row_id}/words")
    done = client.submit(path, {"text": "Is [a name] kind?", "sure": "yes"})
    assert done.status_code == 303
    shown = client.get(made.path("suggestions")).text
    assert "Is [a name] kind?" in shown
    member = make.client_of(quick_app, made.panel.members[1])
    assert "Is [a name] kind?" in member.get(made.path("together/others")).text


@pytest.mark.journey
def test_the_bundle_shows_what_was_written_and_verifies_after_a_redaction(
    stages: Stages, tmp_path: Path
) -> None:
    with stages.at("released") as story:
        with make.looking(story.house.id):
            found = texts_in_reach(story.house.lead.actor, story.tender())
            kinds = {each.kind: each for each in found if each.kind in WRITTEN_TOGETHER}
        assert {"suggestion", "backing", "suggestion_answer", "suggestion_questioned"} <= set(kinds)
        before = checked(bundle_of(story, tmp_path / "before.zip"))
        assert before.holds, before.text
        with story.writing() as tender:
            for each in kinds.values():
                redact(story.house.lead.actor, tender, each, GONE)
        after = checked(bundle_of(story, tmp_path / "after.zip"))
        assert after.holds, after.text
        assert "facts erased on" in after.text
        with tenant(story.house.id):
            gone = select(SealedFact).join(Event, SealedFact.event_id == Event.id)
            gone = gone.where(Event.name == "suggestion:backed", SealedFact.name == "words")
            assert not db.session.scalars(gone).all()
