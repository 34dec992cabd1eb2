"""Whoever changes the log, even with the key and all hashes made anew, is found by a receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from portal.audit.checkpoints import sign_what_grew
from portal.record.receipts.words import VERDICTS, WHAT_NOW
from tests import make
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, checked_alone
from tests.intruder import intruder, number_of, rebuild
from tests.make_moderation import Panel
from tests.receipts import answered, bid_of, commanded, letter_of, promise_of, sheet_of
from tests.record.test_bundle_tampering import told_notice
from tests.shelf import Prepared
from tests.stages import Stages

pytestmark = pytest.mark.journey

LOG = "127.0.0.1/log/"


@pytest.fixture
def made(prepared: Prepared) -> Panel:
    """A tender whose letters are out."""
    found: Panel = prepared(outcomes.released_tender)
    return found


def is_found(app: Flask, text: str, words: str, file: Path) -> None:
    """Page and command say that the record was changed, why, and what to do with the receipt."""
    said = answered(app, text)
    assert said.startswith(f"{VERDICTS['changed']} ! Warning {WHAT_NOW['changed']}"), said
    assert words in said
    result = commanded(app, text, file)
    assert result.exit_code == 4
    assert f"  ! {words}" in result.output


def change(made: Panel, name: str, what: str) -> None:
    """Change the last event of this name."""
    row = (made.id.hex, number_of(made, name))
    with intruder() as database:
        database.execute(f"update event set {what} where log_id = ? and number = ?", row)


def remove(made: Panel, name: str) -> None:
    """Take the last event of this name out."""
    row = (made.id.hex, number_of(made, name))
    with intruder() as database:
        database.execute("delete from event where log_id = ? and number = ?", row)


RECEIPTS: list[Callable[[Flask, Panel], str]] = [
    bid_of,
    letter_of,
    lambda app, made: sheet_of(app, made, "young"),
]


@pytest.mark.parametrize("receipt_of", RECEIPTS)
def test_a_chain_rebuilt_with_fresh_hashes_and_signatures_is_found(
    quick_app: Flask, made: Panel, tmp_path: Path, receipt_of: Callable[[Flask, Panel], str]
) -> None:
    text, file = receipt_of(quick_app, made), tmp_path / "receipt.txt"
    change(made, "gate:confirmed", "actor = 'ffffffffffffffff'")
    change(made, "bids:opened", "actor = 'ffffffffffffffff'")
    rebuild(quick_app, made)
    words = "Today’s log doesn’t begin with what the checkpoint signed: among its first"
    is_found(quick_app, text, words, file)
    verdict = checked_alone(bundle_of(made, tmp_path / "a.zip"), "--receipt", str(file))
    assert verdict.finds("The receipt that you kept, receipt.txt")
    assert answered(quick_app, receipt_of(quick_app, made)).startswith(VERDICTS["holds"])


def test_a_deleted_last_event_is_found(quick_app: Flask, made: Panel, tmp_path: Path) -> None:
    text, file = letter_of(quick_app, made), tmp_path / "receipt.txt"
    size = number_of(made, "letters:released")
    rebuild(quick_app, made, keeps=size - 1)
    words = f"The log had {size} entries when the checkpoint was signed, and has {size - 1} today"
    is_found(quick_app, text, words, file)
    verdict = checked_alone(bundle_of(made, tmp_path / "a.zip"), "--receipt", str(file))
    assert verdict.finds("receipt.txt", "cut off")


def test_what_happens_after_a_receipt_takes_nothing_from_it(quick_app: Flask, made: Panel) -> None:
    texts = [receipt_of(quick_app, made) for receipt_of in RECEIPTS]
    told_notice(made)
    with make.writing(made.house.id):
        assert sign_what_grew()
    assert all(answered(quick_app, each).startswith(VERDICTS["holds"]) for each in texts)


@pytest.mark.parametrize("name", ["bid:submitted", "sheet:sent"])
def test_an_entry_that_was_promised_and_is_gone_or_another_is_found(
    quick_app: Flask, made: Panel, tmp_path: Path, name: str
) -> None:
    text, file = promise_of(made, name), tmp_path / "receipt.txt"
    assert answered(quick_app, text).startswith(VERDICTS["holds"])
    change(made, name, "at = '2026-09-02 08:00:00.000000'")
    is_found(quick_app, text, "Today’s log has something else in the place of this entry", file)
    rebuild(quick_app, made)
    is_found(quick_app, text, "Today’s log has no such entry: it was changed or removed", file)
    verdict = checked_alone(bundle_of(made, tmp_path / "a.zip"), "--receipt", str(file))
    assert verdict.finds("promises an event that isn’t in this bundle")


def test_a_promise_that_is_broken_before_the_opening_is_found_at_once(
    stages: Stages, tmp_path: Path
) -> None:
    with stages.at("open") as story:
        made = Panel(story.house, story.id, [story.people["winner"]])
        text = bid_of(stages.app, made, 0)
        remove(made, "bid:submitted")
        words = "Today’s log has no such entry: it was changed or removed"
        is_found(stages.app, text, words, tmp_path / "receipt.txt")


def test_the_contents_of_the_entry_itself_are_hashed_anew(
    quick_app: Flask, made: Panel, tmp_path: Path
) -> None:
    text, file = letter_of(quick_app, made), tmp_path / "receipt.txt"
    number = int(text.partition("index ")[2].partition("\n")[0]) + 1
    with intruder() as database:
        database.execute(
            "update event set nonce = '00' where log_id = ? and number = ?", (made.id.hex, number)
        )
    is_found(quick_app, text, "Today’s log has something else in the place of this entry", file)


def test_missing_entries_and_a_missing_log_are_found(
    quick_app: Flask, made: Panel, tmp_path: Path
) -> None:
    text, file = letter_of(quick_app, made), tmp_path / "receipt.txt"
    promised = promise_of(made, "letter:released")
    remove(made, "letters:released")
    is_found(quick_app, promised, "Entries are missing in today’s log", file)
    with intruder() as database:
        database.execute("update log set size = 3, peaks = '[]' where id = ?", (made.id.hex,))
    is_found(quick_app, text, "The log had", file)
    is_found(quick_app, promised, "Entries are missing in today’s log", file)
    with intruder() as database:
        database.execute("update log set peaks = '[\"?\"]' where id = ?", (made.id.hex,))
    is_found(quick_app, promised, "Entries are missing in today’s log", file)
    for table in ("log", "notice"):
        with intruder() as database:
            database.execute(f"delete from {table} where id = ?", (made.id.hex,))
        gone = f"There is no log any more of the name that stands in the receipt: {LOG}{made.id}"
        is_found(quick_app, text, gone, file)
        is_found(quick_app, promised, gone, file)
