"""Whoever has the key can't take a mark out of a bundle by calling it erased or redacted (R26)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from portal.audit import erasable
from portal.audit.contents import encode
from portal.record.bundle import verify
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, change_lines, checked, lines_in, unpacked
from tests.forge import SALT, a_key, events_in, seal, write_anew
from tests.shelf import Prepared


@pytest.fixture
def whole(prepared: Prepared, tmp_path: Path) -> Path:
    """The files of the whole bundle of a tender whose letters are out."""
    made = prepared(outcomes.released_tender)
    return unpacked(bundle_of(made, tmp_path / "whole.zip"), tmp_path / "whole")


@pytest.mark.parametrize("name", ["mark", "replaces"])
def test_a_mark_is_never_replaced_or_erased(whole: Path, name: str) -> None:
    """An insider with the key says that a mark was a text, and redacted."""
    events = events_in(whole)
    marked = next(each for each in events if each["name"] == "mark:recorded")
    told = events[-1] | {
        "name": "text:redacted",
        "number": len(events) + 1,
        "facts": {"event": marked["number"], "name": name},
        "seals": {"text": seal("3")},
    }
    write_anew(whole, [*events, told], a_key(1))

    def replace(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if (row["event"], row["name"]) == (marked["number"], name):
                del row["salt"], row["value"]
                row["erased"] = "2026-12-01"
        rows.append({"event": told["number"], "name": "text", "salt": SALT, "value": encode("3")})

    change_lines(whole, "openings.jsonl", replace)
    assert checked(whole).finds(f"The {name} of event {marked['number']}", "never right")


def other_marks(folder: Path, events: list[dict[str, Any]], at: int) -> int:
    """An insider with the key replaces a record of moderation by one with other marks: in the log
    before event `at`, and in the bundle. Answers the record's number."""
    agreed = next(each for each in events if each["name"] == "moderation:recorded")
    openings = {(each["event"], each["name"]): each for each in lines_in(folder, "openings.jsonl")}
    record = json.loads(openings[agreed["number"], "record"]["value"])
    record["agreed"] = dict.fromkeys(record["agreed"], "0")
    told = events[-1] | {
        "name": "text:redacted",
        "facts": {"event": agreed["number"], "name": "record"},
        "seals": {"text": seal(record)},
    }
    events.insert(at, told)
    for number, event in enumerate(events, start=1):
        event["number"] = number

    def replace(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            row["event"] += row["event"] > at
            if (row["event"], row["name"]) == (agreed["number"], "record"):
                del row["salt"], row["value"]
                row["erased"] = "2026-12-01"
        value = encode(record)
        rows.append({"event": at + 1, "name": "text", "salt": SALT, "value": value})

    def change(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if {name: row[name] for name in agreed["facts"]} == agreed["facts"]:
                row["agreed"] = dict.fromkeys(row["agreed"], "0")

    change_lines(folder, "openings.jsonl", replace)
    change_lines(folder, "agreed.jsonl", change)
    return int(agreed["number"])


def test_agreed_marks_stay_although_their_record_is_replaced(whole: Path) -> None:
    events = events_in(whole)
    number = other_marks(whole, events, len(events))
    write_anew(whole, events, a_key(1))
    assert checked(whole).finds(f"The agreed marks of event {number}", "aren’t those recorded")


def test_agreed_marks_that_are_not_sealed_apart_cannot_be_replaced_before_the_run(
    whole: Path,
) -> None:
    events = events_in(whole)
    for event in events:
        if event["name"] == "moderation:recorded":
            event["seals"].pop("agreed")

    def without(rows: list[dict[str, Any]]) -> None:
        rows[:] = [row for row in rows if row["name"] != "agreed"]

    change_lines(whole, "openings.jsonl", without)
    run = next(each["number"] for each in events if each["name"] == "run:made")
    number = other_marks(whole, events, run - 1)
    write_anew(whole, events, a_key(1))
    assert checked(whole).finds(f"The record of event {number}", "its marks aren’t sealed apart")


def test_the_list_of_what_may_go_is_that_of_the_log() -> None:
    assert verify.MAY_BE_REPLACED == erasable.MAY_BE_REPLACED
    assert verify.MAY_BE_ERASED == erasable.MAY_BE_ERASED
    assert verify.GOES_WITH_A_PERSON == erasable.GOES_WITH_A_PERSON
