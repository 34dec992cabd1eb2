"""`flask audit verify` finds what was changed past the portal, and says which event."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.checkpoints import latest_checkpoint, peaks_of
from portal.audit.models import Log
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make_evaluation
from tests.audit.tampering import change, cut_tail, forge, number_of, verify
from tests.stages import Stages


@pytest.fixture
def made(prepared: Callable[..., Any]) -> make_evaluation.Marking:
    """A tender whose marking is closed: more than sixteen events, and three checkpoints."""
    return prepared(make_evaluation.marked_tender, bids=2, professional=1, young=1)


@pytest.fixture
def kept(made: make_evaluation.Marking, tmp_path: Path) -> Path:
    """The newest checkpoint, as somebody outside has kept it."""
    with tenant(made.house.id):
        newest = latest_checkpoint(made.id)
        assert newest
        path = tmp_path / "kept.txt"
        path.write_text(newest.note, encoding="utf-8")
    return path


def size_of(made: make_evaluation.Marking) -> int:
    """How many events the tender's log has."""
    with tenant(made.house.id):
        return db.session.scalars(select(Log.size).where(Log.id == made.id)).one()


def test_the_record_of_a_whole_story_holds(stages: Stages) -> None:
    with stages.at("released"):
        status, said = verify(stages.app)
    assert status == 0, said
    assert "The record holds." in said
    assert re.search(
        r"ambleford: logs 3, events \d{3}, checkpoints 6, sealed values erased 0\n", said
    )


def test_a_sealed_value_that_went_without_an_event_that_says_so(
    made: make_evaluation.Marking, quick_app: Flask
) -> None:
    change(quick_app, "delete from sealed_fact where name = 'replaces'")
    status, said = verify(quick_app)
    assert status == 4, said
    assert "the value of its “replaces” is gone, and nothing says why" in said


def test_one_byte_of_a_sealed_mark(made: make_evaluation.Marking, quick_app: Flask) -> None:
    number = number_of(made, "mark:recorded")
    change(
        quick_app,
        "update sealed_fact set value = '\"3\"' where name = 'mark' and event_id ="
        " (select id from event where log_id = :log and number = :number)",
        log=made.id,
        number=number,
    )
    status, said = verify(quick_app)
    assert status == 4
    assert f"log {made.id}: event {number}: its “mark” isn't what was sealed" in said


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "mark:forged"),
        ("actor", "0123456789abcdef"),
        ("actor_role", "system"),
        ("at", "2026-10-14 09:00:01.000000"),
        ("facts", '{"criterion":"Q2","label":"X"}'),
        ("facts", '{"criterion":"Q1","label":"X","log":"X"}'),
        ("facts", "no JSON"),
        ("seals", "{}"),
        ("nonce", "00" * 16),
        ("leaf", "00" * 32),
    ],
)
def test_every_part_of_an_event_is_in_its_leaf(
    made: make_evaluation.Marking, quick_app: Flask, column: str, value: str
) -> None:
    number = number_of(made, "mark:recorded")
    change(
        quick_app,
        f"update event set {column} = :value where log_id = :log and number = :number",
        value=value,
        log=made.id,
        number=number,
    )
    status, said = verify(quick_app)
    assert status == 4
    assert f"log {made.id}: event {number}: it" in said


def test_a_deleted_event(made: make_evaluation.Marking, quick_app: Flask) -> None:
    change(quick_app, "delete from event where log_id = :log and number = 7", log=made.id)
    status, said = verify(quick_app)
    assert status == 4
    assert f"log {made.id}: event 7: it is missing; event 8 follows" in said


def test_two_swapped_events(made: make_evaluation.Marking, quick_app: Flask) -> None:
    change(
        quick_app,
        "update event set number = -1 where log_id = :log and number = 7",
        "update event set number = 7 where log_id = :log and number = 8",
        "update event set number = 8 where log_id = :log and number = -1",
        log=made.id,
    )
    status, said = verify(quick_app)
    assert status == 4
    assert f"log {made.id}: event 7: its contents aren't those that its leaf was made of" in said


def test_a_truncated_tail_against_a_kept_checkpoint(
    made: make_evaluation.Marking, quick_app: Flask, kept: Path
) -> None:
    size = size_of(made)
    cut_tail(quick_app, made, size - 1)
    assert verify(quick_app)[0] == 0, "without what was kept nobody can know"
    status, said = verify(quick_app, "--checkpoint", str(kept))
    assert status == 4
    assert f"log {made.id}: event {size}: events {size} to {size} are missing" in said
    assert "kept.txt" in said


def test_a_truncated_tail_that_left_its_traces(
    made: make_evaluation.Marking, quick_app: Flask
) -> None:
    size = size_of(made)
    change(
        quick_app,
        "delete from event where log_id = :log and number = :size",
        log=made.id,
        size=size,
    )
    status, said = verify(quick_app)
    assert status == 4
    assert f"log {made.id}: event {size}: events {size} to {size} are missing" in said


def test_a_chain_rebuilt_with_fresh_hashes_against_a_kept_checkpoint(
    made: make_evaluation.Marking, quick_app: Flask, kept: Path
) -> None:
    number = number_of(made, "mark:recorded")
    forge(quick_app, made, number)
    change(quick_app, "delete from checkpoint where log_id = :log", log=made.id)
    assert verify(quick_app)[0] == 0, "without what was kept nobody can know"
    status, said = verify(quick_app, "--checkpoint", str(kept))
    assert status == 4
    assert f"events 1 to {size_of(made)} aren't what was signed" in said


def test_a_rebuilt_chain_is_narrowed_down_by_the_checkpoints_that_still_fit(
    made: make_evaluation.Marking, quick_app: Flask
) -> None:
    number = number_of(made, "mark:recorded")
    opened = number_of(made, "bids:opened")
    forge(quick_app, made, number)
    status, said = verify(quick_app)
    assert status == 4
    assert f"events {opened + 1} to {size_of(made)} aren't what was signed" in said


def test_a_subtree_that_doesnt_fit_its_leaves(
    made: make_evaluation.Marking, quick_app: Flask
) -> None:
    change(
        quick_app,
        "update log_node set hash = :hash where log_id = :log and place = 1",
        log=made.id,
        hash="00" * 32,
    )
    status, said = verify(quick_app)
    assert status == 4
    assert "events 17 to 32 aren't those that the tree was grown from" in said


def test_a_forged_checkpoint(made: make_evaluation.Marking, quick_app: Flask) -> None:
    change(
        quick_app,
        "update checkpoint set note = replace(note, 'time 2026', 'time 2025') where log_id = :log",
        log=made.id,
    )
    status, said = verify(quick_app)
    assert status == 4
    assert "isn't good: the signature doesn't fit the text" in said


def test_what_is_no_checkpoint_of_this_installation_is_refused(
    made: make_evaluation.Marking, quick_app: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "other.txt"
    path.write_text("127.0.0.1/log/x\n1\nx\n", encoding="utf-8")
    status, said = verify(quick_app, "--checkpoint", str(path))
    assert status == 1
    assert "isn't a checkpoint of this one" in said


def test_the_same_is_found_on_postgresql(postgres_app: Flask, tmp_path: Path) -> None:
    made = make_evaluation.marking_tender(bids=1, professional=1, young=1)
    with tenant(made.house.id):
        newest = latest_checkpoint(made.id)
        assert newest
        path = tmp_path / "kept.txt"
        path.write_text(newest.note, encoding="utf-8")
        head = db.session.scalars(select(Log).where(Log.id == made.id)).one()
        assert peaks_of(head).size == head.size > 16
    assert verify(postgres_app, "--checkpoint", str(path))[0] == 0
    change(
        postgres_app,
        "update event set facts = '{}' where log_id = :log and number = 9",
        log=made.id,
    )
    status, said = verify(postgres_app)
    assert status == 4
    assert f"log {made.id}: event 9: its contents" in said
    change(postgres_app, "delete from event where log_id = :log and number = 9", log=made.id)
    assert f"log {made.id}: event 9: it is missing" in verify(postgres_app)[1]
