"""Redaction: the new words stand everywhere, the old ones nowhere, and the log says which went."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from portal.audit.journal import canonical, seal_of
from portal.audit.models import Event, SealedFact
from portal.audit.standing import standing_values
from portal.core.database import db, leave_no_trace
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.models import Mark, Moderation
from portal.outcomes.models import Decision
from portal.record.erasure.models import Redaction
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import Text, texts_of, with_words
from tests import make
from tests import make_outcomes as outcomes
from tests.stages import Stages
from tests.story import SECRET_REASON, Story

NEW = "[a name] did it"


def _texts(story: Story, kind: str) -> list[Text]:
    with make.looking(story.house.id):
        return [
            each for each in texts_of(story.house.lead.actor, story.tender()) if each.kind == kind
        ]


def _redact(story: Story, wanted: Text, new: str = NEW) -> None:
    with story.writing() as tender:
        redact(story.house.lead.actor, tender, wanted, new)


def _events(story: Story) -> list[Event]:
    wanted = select(Event).where(Event.log_id == story.id, Event.name == "text:redacted")
    return list(db.session.scalars(wanted.order_by(Event.number)))


def _bytes_of(database: Path) -> bytes:
    leave_no_trace()
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


def test_every_kind_of_text_is_replaced_in_its_row_and_behind_its_seal(stages: Stages) -> None:
    with stages.at("released") as story:
        kinds = {
            each.kind: each
            for kind in ("mark", "moderation", "gate_confirmation", "voided", "decision")
            for each in _texts(story, kind)[:1]
        } | {each.kind: each for each in _texts(story, "approval")}
        kinds |= {each.kind: each for each in _texts(story, "declaration")}
        kinds |= {each.kind: each for each in _texts(story, "conflict_decision")}
        assert len(kinds) == 8
        for each in kinds.values():
            _redact(story, each, f"{NEW}: {each.kind}")
        for kind, old in kinds.items():
            now = next(each for each in _texts(story, kind) if each.row_id == old.row_id)
            assert now.text == f"{NEW}: {kind}"
        with tenant(story.house.id):
            events = _events(story)
            assert len(events) == 8
            for event in events:
                seal = (event.facts["event"], event.facts["name"])
                (stands,) = standing_values(story.id, [seal]).values()
                assert NEW in canonical(stands)
                gone = select(SealedFact).join(Event, SealedFact.event_id == Event.id)
                gone = gone.where(Event.number == seal[0], Event.log_id == story.id)
                assert not db.session.scalar(gone.where(SealedFact.name == seal[1]))
                fact = db.session.scalars(
                    select(SealedFact).where(SealedFact.event_id == event.id)
                ).one()
                assert seal_of(fact.salt, fact.value) == event.seals["text"]


def test_only_the_one_field_of_a_record_changes_and_the_rest_keeps_its_proof(
    stages: Stages,
) -> None:
    with stages.at("deciding") as story:
        reason = next(each for each in _texts(story, "moderation") if each.column == "reason")
        with tenant(story.house.id):
            before = db.session.get_one(Moderation, (story.house.id, reason.row_id)).points_for
        _redact(story, reason)
        with tenant(story.house.id):
            record = db.session.get_one(Moderation, (story.house.id, reason.row_id))
            assert (record.reason, record.points_for) == (NEW, before)
            (event,) = _events(story)
            seal = (event.facts["event"], "record")
            (stands,) = standing_values(story.id, [seal]).values()
            assert (stands["reason"], stands["points_for"]) == (NEW, before)


def test_no_page_draft_export_or_byte_of_the_file_has_the_old_words(stages: Stages) -> None:
    with stages.at("revealed") as story:
        for each in _texts(story, "mark"):
            _redact(story, each, f"{NEW} {each.row_id}")
        for each in _texts(story, "moderation"):
            if each.column == "reason":
                _redact(story, each, f"{NEW} {each.row_id}")
        for each in _texts(story, "decision"):
            _redact(story, each, f"{NEW}: the decision")
        old = each.text
        for who in ("lead", "auditor", "approver", "young"):
            client = stages.client(who)
            for page in ("moderation", "result", "trail.csv", "letters", "decision", "marking"):
                shown = client.get(story.path(page)).text
                assert SECRET_REASON not in shown, (who, page)
                assert old not in shown, (who, page)
        trail = stages.client("lead").get(story.path("trail.csv")).text
        assert f"{NEW}: the decision" in trail
        assert "took what tells of a person out of a text of event" in trail
        letters = stages.client("lead").get(story.path("letters")).text
        assert "letters/" in letters
        assert SECRET_REASON.encode() not in _bytes_of(stages.database)


def test_a_text_that_is_redacted_again_leaves_nothing_of_the_first_redaction(
    stages: Stages,
) -> None:
    with stages.at("released") as story:
        first = _texts(story, "decision")[0]
        _redact(story, first, "Marigold Fenwick chose it")
        second = _texts(story, "decision")[0]
        _redact(story, second, "[a name] chose it")
        with tenant(story.house.id):
            one, two = _events(story)
            assert (two.facts["event"], two.facts["name"]) == (one.number, "text")
            seal = (one.facts["event"], "reason")
            assert standing_values(story.id, [seal]) == {seal: "[a name] chose it"}
            decided = db.session.get_one(Decision, (story.house.id, first.row_id))
            assert decided.reason == "[a name] chose it"
            assert len(db.session.scalars(select(Redaction)).all()) == 1
        assert b"Marigold Fenwick" not in _bytes_of(stages.database)


def test_of_two_same_reasons_one_is_redacted_at_a_time(stages: Stages) -> None:
    with stages.at("released") as story:
        gates = _texts(story, "gate_confirmation")
        assert len({each.text for each in gates}) == 1
        for each in gates:
            _redact(story, each, f"{NEW} {each.facts['label']}")
        with tenant(story.house.id):
            targets = [event.facts["event"] for event in _events(story)]
        assert len(set(targets)) == len(gates) > 1


@pytest.mark.parametrize("new", ["", "  ", None])
def test_a_redaction_that_says_nothing_or_the_same_is_refused(
    stages: Stages, new: str | None
) -> None:
    with stages.at("released") as story:
        wanted = _texts(story, "decision")[0]
        with pytest.raises(Refused):
            _redact(story, wanted, wanted.text if new is None else new)
        with tenant(story.house.id):
            assert _events(story) == []


def test_a_text_changes_only_into_what_a_redaction_of_it_says(app: Flask) -> None:
    """The database itself refuses anything else, on both kinds."""
    made = outcomes.deciding_tender(make.house())
    house = made.house
    with make.looking(house.id):
        mark, other = db.session.scalars(select(Mark).order_by(Mark.id)).all()[:2]
        row_id, other_id, old = mark.id, other.id, mark.reason
    new = Redaction(
        tender_id=made.id,
        of_table="mark",
        of_row=row_id,
        of_column="reason",
        old_seal="",
        text=NEW,
        redacted_by=house.lead.actor.person_id,
        redacted_at=make.START,
    )
    wrong = [
        update(Mark).where(Mark.id == row_id).values(reason=NEW),
        update(Mark).where(Mark.id == other_id).values(reason=NEW),
        update(Mark).where(Mark.id == row_id).values(reason="Anything else"),
        update(Mark).where(Mark.id == row_id).values(reason=NEW, version=9),
        text("delete from mark"),
    ]
    for at, statement in enumerate(wrong):
        with tenant(house.id):
            if at:
                db.session.merge(new)
                db.session.flush()
            with pytest.raises(DBAPIError, match="only ever added to"):
                db.session.execute(statement)
            db.session.rollback()
    with tenant(house.id):
        db.session.merge(new)
        db.session.flush()
        db.session.execute(update(Mark).where(Mark.id == row_id).values(reason=NEW))
        assert db.session.get_one(Mark, (house.id, row_id)).reason == NEW != old
        with pytest.raises(DBAPIError, match="may be erased, never changed"):
            db.session.execute(update(Redaction).values(text="x"))
        db.session.rollback()


def test_a_lead_finds_a_name_writes_other_words_and_checks_them(stages: Stages) -> None:
    with stages.at("released") as story:
        client, path = stages.client("lead"), story.path("redactions")
        found = client.submit(path, {"words": "CERTIFICATE was"})
        assert "The certificate was read." in found.text
        assert "CERTIFICATE" not in str(found.request.url)
        assert "It stands nowhere" in client.submit(path, {"words": "zzz"}).text
        href = next(
            part.partition('"')[0]
            for part in found.text.split('href="')
            if "/redactions/gate_confirmation/" in part
        )
        check = client.submit(href, {"text": "[a name] read it."})
        assert "Check the new text" in check.text
        with tenant(story.house.id):
            assert _events(story) == []
        client.submit(href, {"text": "[a name] read it.", "sure": "yes"})
        with tenant(story.house.id):
            assert len(_events(story)) == 1
        assert "[a name] read it." in client.get(story.path("trail.csv")).text


def test_who_may_not_know_of_conflicts_finds_none_of_their_texts(stages: Stages) -> None:
    for stage, knows in (("deciding", False), ("released", True)):
        with stages.at(stage) as story:
            with make.looking(story.house.id):
                texts = texts_of(story.house.lead.actor, story.tender())
                assert bool(with_words(texts, "aunt works")) is knows
            if not knows:
                with make.looking(story.house.id):
                    said = texts_of(story.people["participation"].actor, story.tender())
                    row = next(each for each in said if each.kind == "declaration")
                path = story.path(f"redactions/declaration/{row.row_id}/details")
                assert stages.client("lead").get(path).status_code == 404
