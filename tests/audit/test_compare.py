"""Rows that no longer say what the log says of them are found, with the event that does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests import make_evaluation
from tests.audit.tampering import change, number_of, remove_log, verify
from tests.stages import Stages


@pytest.fixture
def made(prepared: Callable[..., Any]) -> make_evaluation.Marking:
    """A tender whose marking is closed."""
    return prepared(make_evaluation.marked_tender, bids=2, professional=1, young=1)


def test_one_byte_of_a_mark_in_its_own_row(made: make_evaluation.Marking, quick_app: Flask) -> None:
    number = number_of(made, "mark:recorded")
    change(quick_app, "update mark set mark = '3' where recorded_at = (select min(recorded_at)"
           " from mark) and reason = 'A reason for Q1.'")  # fmt: skip
    status, said = verify(quick_app)
    assert status == 4
    assert f"log {made.id}: event {number}: its mark in the database differs: mark" in said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update moderation set points_for = 'x'", "agreed record in the database differs: points"),
        ("update agreed_mark set mark = '0'", "agreed record in the database differs: agreed"),
        ("delete from presence", "agreed record in the database differs: present"),
        ("update run set digest = 'x'", "run in the database differs: digest"),
        ("update letter set sha256 = 'x'", "letter in the database differs: content"),
        ("update letter set content = '{}'", "letter in the database differs: content"),
        ("update submission set blob = 'x'", "bid in the database differs: content"),
        ("delete from mark where replaces_id is not null", "its mark isn't in the database"),
        ("update decision set reason = 'x'", "decision in the database differs: reason"),
        ("update approval set reason = 'x'", "approver's word in the database differs: reason"),
        ("update gate_confirmation set passed = not passed", "question in the database differs"),
        ("update notice set document = '{}'", "a row that the log speaks of can't be read"),
        ("delete from letter", "its letter isn't in the database"),
    ],
)
def test_rows_that_no_longer_say_what_the_log_says(
    stages: Stages, statement: str, said: str
) -> None:
    with stages.at("released"):
        change(stages.app, statement)
        status, found = verify(stages.app)
    assert status == 4
    assert said in found


def test_a_log_that_is_gone_as_a_whole(stages: Stages) -> None:
    with stages.at("released") as story:
        remove_log(stages.app, story)
        status, found = verify(stages.app)
    assert status == 4
    assert f"log {story.id}: the tender's log is missing" in found
