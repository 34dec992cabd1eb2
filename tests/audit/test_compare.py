"""Rows that no longer say what the log says of them are found, with the event that does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from portal.core.tenancy import INSTALLATION
from tests import make_evaluation
from tests.audit.tampering import change, number_of, remove_log, verify
from tests.stages import Stages

pytestmark = pytest.mark.journey

NOBODY = "0" * 32
FIRST = "id = (select min(id) from {})"


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
        ("update opened_bid set blob = 'x'", "bid in the database differs: content"),
        ("update submission set box = x'00'", "bid in the database differs: box"),
        ("delete from opened_bid", "in the database differs: opened"),
        ("delete from mark where replaces_id is not null", "its mark isn't in the database"),
        ("update decision set reason = 'x'", "decision in the database differs: reason"),
        ("update approval set reason = 'x'", "approver's word in the database differs: reason"),
        ("update gate_confirmation set passed = not passed", "question in the database differs"),
        ("update notice set document = '{}'", "a row that the log speaks of can't be read"),
        ("delete from letter", "its letter isn't in the database"),
        ("update answer set text = 'x'", "in the database differs: answers"),
        ("update gate_answer set passes = not passes", "database differs: pass/fail answers"),
        ("update bid_price set amount = '1'", "in the database differs: price"),
        (
            f"update origin set provider_id = '{NOBODY}' where {FIRST.format('origin')}",
            "bid’s origin in the database differs: provider",
        ),
        ("delete from origin", "bid’s origin in the database differs: provider"),
        (
            f"update origin set submission_id = (select submission_id from withdrawal) where"
            f" {FIRST.format('origin')}",
            "in the database differs: standing",
        ),
        ("delete from voided where bid_id is null", "its word that something doesn't count isn't"),
        (
            "update voided set seat_id = (select seat_id from sheet where seat_id not in (select"
            " seat_id from voided) limit 1) where bid_id is null",
            "doesn't count isn't in the",
        ),
        (
            "update seat set group_id = (select max(id) from evaluator_group)"
            f" where {FIRST.format('seat')} or group_id = (select min(id) from evaluator_group)",
            "its seat in the database differs: group",
        ),
        (
            "update seat set group_id = (select max(id) from evaluator_group)"
            f" where {FIRST.format('seat')} or group_id = (select min(id) from evaluator_group)",
            "its mark in the database differs: group",
        ),
        ("delete from seat_criterion", "its seat in the database differs: criteria"),
        ("update sheet set sent_at = null", "its sent sheet isn't in the database"),
        ("delete from sign_off", "its signature isn't in the database"),
        (
            'update run set input = replace(input, \'"price":"\', \'"price":"1\')',
            "its run in the database: input",
        ),
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
        remove_log(stages.app, story.id)
        status, found = verify(stages.app)
    assert status == 4
    assert f"log {story.id}: the tender's log is missing" in found


def test_the_log_of_an_authority_or_the_installation_that_is_gone(stages: Stages) -> None:
    with stages.at("drafting") as story:
        for log_id in (story.house.id, INSTALLATION):
            remove_log(stages.app, log_id)
        status, found = verify(stages.app)
    assert status == 4
    assert f"log {story.house.id}: the authority's log is missing" in found
    assert f"log {INSTALLATION}: the installation's log is missing" in found


def test_a_mark_of_another_group_that_its_run_then_counts(stages: Stages) -> None:
    """A seat that was moved before the run: nothing else in the database contradicts it (R19)."""
    with stages.at("moderating"):
        change(
            stages.app,
            "update seat set group_id = (select max(id) from evaluator_group)"
            f" where {FIRST.format('seat')} or group_id = (select min(id) from evaluator_group)",
        )
        status, found = verify(stages.app)
    assert status == 4
    assert "its mark in the database differs: group" in found
