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
from portal.record.erasure.cuts import only_takes_out
from portal.record.erasure.models import Redaction
from portal.record.erasure.redaction import redact
from portal.record.erasure.text import Text
from portal.record.erasure.texts import texts_of, with_words
from tests import make
from tests import make_outcomes as outcomes
from tests.stages import Stages
from tests.story import SECRET_REASON, Story

GONE = "[taken out]"
NEW = "[a name] did it"


def without_a_name(text: str) -> str:
    """The text as it may stand afterwards: its first word is gone."""
    return f"[a name] {text.partition(' ')[2]}"


def _texts(story: Story, kind: str) -> list[Text]:
    with make.looking(story.house.id):
        return [
            each for each in texts_of(story.house.lead.actor, story.tender()) if each.kind == kind
        ]


def _redact(story: Story, wanted: Text, new: str = GONE) -> None:
    with story.writing() as tender:
        redact(story.house.lead.actor, tender, wanted, new)


def _events(story: Story) -> list[Event]:
    wanted = select(Event).where(Event.log_id == story.id, Event.name == "text:redacted")
    return list(db.session.scalars(wanted.order_by(Event.number)))


def _bytes_of(database: Path) -> bytes:
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
            _redact(story, each, without_a_name(each.text))
        for kind, old in kinds.items():
            now = next(each for each in _texts(story, kind) if each.row_id == old.row_id)
            assert now.text == without_a_name(old.text)
        with tenant(story.house.id):
            events = _events(story)
            assert len(events) == 8
            for event in events:
                seal = (event.facts["event"], event.facts["name"])
                (stands,) = standing_values(story.id, [seal]).values()
                assert "[a name] " in canonical(stands)
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
            assert (record.reason, record.points_for) == (GONE, before)
            (event,) = _events(story)
            seal = (event.facts["event"], "record")
            (stands,) = standing_values(story.id, [seal]).values()
            assert (stands["reason"], stands["points_for"]) == (GONE, before)


def test_no_page_draft_export_or_byte_of_the_file_has_the_old_words(stages: Stages) -> None:
    with stages.at("revealed") as story:
        for each in _texts(story, "mark"):
            _redact(story, each)
        for each in _texts(story, "moderation"):
            if each.column == "reason":
                _redact(story, each)
        for each in _texts(story, "views_talk"):
            _redact(story, each)
        for each in _texts(story, "decision"):
            _redact(story, each)
        old = each.text
        for who in ("lead", "auditor", "approver", "young"):
            client = stages.client(who)
            for page in ("moderation", "result", "trail.csv", "letters", "decision", "marking"):
                shown = client.get(story.path(page)).text
                assert SECRET_REASON not in shown, (who, page)
                assert old not in shown, (who, page)
        trail = stages.client("lead").get(story.path("trail.csv")).text
        assert GONE in trail
        assert "took what tells of a person out of a text of event" in trail
        letters = stages.client("lead").get(story.path("letters")).text
        assert "letters/" in letters
        leave_no_trace()
        assert SECRET_REASON.encode() not in _bytes_of(stages.database)


def test_a_text_that_is_redacted_again_leaves_nothing_of_the_first_redaction(
    stages: Stages,
) -> None:
    with stages.at("released") as story:
        first = _texts(story, "decision")[0]
        kept = first.text.partition(" ")[2]
        _redact(story, first, without_a_name(first.text))
        second = _texts(story, "decision")[0]
        _redact(story, second)
        leave_no_trace()
        with tenant(story.house.id):
            one, two = _events(story)
            assert (two.facts["event"], two.facts["name"]) == (one.number, "text")
            seal = (one.facts["event"], "reason")
            assert standing_values(story.id, [seal]) == {seal: GONE}
            decided = db.session.get_one(Decision, (story.house.id, first.row_id))
            assert decided.reason == GONE
            assert len(db.session.scalars(select(Redaction)).all()) == 1
        assert len(kept) > 10
        assert kept.encode() not in _bytes_of(stages.database)


def test_of_two_same_reasons_one_is_redacted_at_a_time(stages: Stages) -> None:
    with stages.at("released") as story:
        gates = _texts(story, "gate_confirmation")
        assert len({each.text for each in gates}) == 1
        for each in gates:
            _redact(story, each)
        with tenant(story.house.id):
            targets = [event.facts["event"] for event in _events(story)]
        assert len(set(targets)) == len(gates) > 1


@pytest.mark.parametrize(
    "new",
    ["", "  ", "{text}", "I was told to.", "{text} [a name]", "[a name] told me to. {rest}"],
)
def test_r13_a_redaction_takes_words_out_and_writes_none_in(stages: Stages, new: str) -> None:
    with stages.at("released") as story:
        wanted = _texts(story, "decision")[0]
        rest = wanted.text.partition(" ")[2]
        with pytest.raises(Refused):
            _redact(story, wanted, new.format(text=wanted.text, rest=rest))
        with tenant(story.house.id):
            assert _events(story) == []


@pytest.mark.parametrize(
    ("new", "may"),
    [
        ("[a name] came with a dog", True),
        ("Ann [taken out] dog", True),
        ("[a name] came with [taken out]", True),
        ("[taken out]", True),
        ("Ann came with a dog", False),
        ("Ann came with a cat", False),
        ("Ann[a name] came with a dog", False),
        ("[a name] came with a cat", False),
        ("[Bea] came with a dog", False),
        ("with [a name] Ann came", False),
    ],
)
def test_words_are_taken_out_where_a_mark_stands(new: str, may: bool) -> None:
    assert only_takes_out("Ann came with a dog", new) is may


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
        check = client.submit(href, {"text": "[taken out] was read."})
        assert "Check the new text" in check.text
        with tenant(story.house.id):
            assert _events(story) == []
        client.submit(href, {"text": "[taken out] was read.", "sure": "yes"})
        with tenant(story.house.id):
            assert len(_events(story)) == 1
        assert "[taken out] was read." in client.get(story.path("trail.csv")).text


def test_the_old_words_are_gone_from_the_file_when_the_page_says_so(stages: Stages) -> None:
    with stages.at("approved") as story:
        wanted = _texts(story, "approval")[0]
        path = story.path(f"redactions/approval/{wanted.row_id}/{wanted.column}")
        assert wanted.text.encode() in _bytes_of(stages.database)
        done = stages.client("lead").submit(path, {"text": GONE, "sure": "yes"})
        assert done.status_code == 303
        assert wanted.text.encode() not in _bytes_of(stages.database)


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
