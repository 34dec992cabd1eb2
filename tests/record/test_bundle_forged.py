"""Bundles that somebody forged by hand: each is found to be false, and told what is false in it."""

from __future__ import annotations

import hashlib
import json
import shutil
from base64 import b64encode
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from portal.audit.contents import encode
from portal.audit.merkle import leaf_hash
from portal.record.bundle import verify
from portal.record.bundle.library import core_files
from portal.specifications.method import content_sha256
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, change_lines, checked, checked_alone, unpacked
from tests.forge import a_key, events_in, row_of, write_anew, write_events
from tests.make_moderation import Panel
from tests.shelf import Prepared

pytestmark = pytest.mark.journey


@pytest.fixture
def made(prepared: Prepared) -> Panel:
    """A tender whose letters are out."""
    found: Panel = prepared(outcomes.released_tender)
    return found


@pytest.fixture
def whole(made: Panel, tmp_path: Path) -> Path:
    """The files of its whole bundle."""
    return unpacked(bundle_of(made, tmp_path / "whole.zip"), tmp_path / "whole")


@pytest.fixture
def own(made: Panel, tmp_path: Path) -> Path:
    """The files of a bidder's."""
    return unpacked(bundle_of(made, tmp_path / "own.zip", 1), tmp_path / "own")


def change_about(folder: Path, **values: Any) -> None:
    """Say something else of the bundle."""
    about = json.loads((folder / "bundle.json").read_text())
    (folder / "bundle.json").write_text(json.dumps(about | values))


def test_a_record_that_is_written_anew_holds_under_its_own_key_alone(whole: Path) -> None:
    """What the other tests here change is all that they change."""
    right = json.loads((whole / "keys.json").read_text())[0]["key"]
    write_anew(whole, events_in(whole), a_key(1))
    verdict = checked(whole)
    assert verdict.holds, verdict.text
    assert "as far as the bundle itself can show. Nothing from outside was" in verdict.text
    assert checked(whole, "--key", right).finds("The key that you trust has no part")


def test_no_bid_is_dated_back_beyond_the_longest_wait(whole: Path) -> None:
    events = events_in(whole)
    sent = next(each for each in events if each["name"] == "bid:submitted")
    came = datetime.fromisoformat(sent["at"]) - timedelta(minutes=6)
    sent["facts"]["received_at"] = came.isoformat()
    write_anew(whole, events, a_key(1))
    assert checked(whole).finds("can’t have come when", "says that it came")


def test_no_line_can_name_its_own_leaf_beside_other_contents(own: Path) -> None:
    path = next((own / "letters").iterdir())
    letter = json.loads(path.read_text()) | {"reason": "Another one."}
    path.write_text(encode(letter))
    leaves = (own / "leaves.txt").read_text().split("\n")
    events = events_in(own)
    for event in events:
        if event.get("name") == "letter:released":
            event["facts"]["letter_sha256"] = content_sha256(letter)
            event["leaf"] = leaves[event["number"] - 1]
    (own / "events.jsonl").write_text("".join(f"{encode(event)}\n" for event in events))
    verdict = checked(own)
    assert verdict.finds("The contents of event", "letter:released", "don’t give its leaf")
    assert verdict.finds("The letter about Bid", "isn’t the one that was released")


def test_what_no_checkpoint_covers_is_not_held_to_be_signed(whole: Path) -> None:
    first, *later = sorted((whole / "checkpoints").iterdir())
    for path in [*later, *(whole / "proofs").glob("*.tlog-proof")]:
        path.unlink()
    (whole / "proofs/consistency.json").write_text("[]")
    events = events_in(whole)
    for event in events[int(first.stem) :]:
        event["nonce"] = "00" * 16
    write_events(whole, events)
    verdict = checked(whole)
    rest = f"Events {int(first.stem) + 1} to {len(events)}"
    assert verdict.finds(rest, "in no checkpoint that the log’s key signed")
    assert verdict.finds("The proof proofs/", "is missing")


def test_no_proof_may_be_missing(whole: Path) -> None:
    for path in sorted((whole / "proofs").glob("*.tlog-proof")):
        right = path.read_text()
        path.unlink()
        assert checked(whole).finds(f"The proof proofs/{path.name} is missing")
        path.write_text(right)
    steps = json.loads((whole / "proofs/consistency.json").read_text())
    left = steps.pop(2)
    (whole / "proofs/consistency.json").write_text(json.dumps(steps))
    words = f"the log of {left['to']} events goes on from that of {left['from']} is proved nowhere"
    assert checked(whole).finds(words)


def test_a_proof_of_another_event_is_no_proof_of_this_one(whole: Path) -> None:
    first, second = sorted((whole / "proofs").glob("*.tlog-proof"))[:2]
    first.write_text(second.read_text())
    assert checked(whole).finds(f"proofs/{first.name} is about another event than its name says")


def test_a_lower_stage_hides_no_event(whole: Path) -> None:
    events = events_in(whole)
    turn = next(each["number"] for each in events if each["name"] == "bids:opened")
    hidden = [
        each
        if each["number"] <= turn
        else {"leaf": leaf_hash(encode(each).encode()).hex(), "number": each["number"]}
        for each in events
    ]
    write_events(whole, hidden)
    change_about(whole, stage="opened")
    change_lines(whole, "openings.jsonl", lambda rows: rows.clear())
    verdict = checked(whole)
    assert verdict.finds(f"Event {turn + 1} is hidden, and the whole record hides none")
    change_about(whole, stage="open")
    assert checked(whole).finds("said to be open; bids:opened tells otherwise")


def test_a_record_of_which_more_is_hidden_than_bids_says_that_it_shows_no_decision(
    whole: Path,
) -> None:
    events = events_in(whole)
    write_events(whole, [each for each in events if each["number"] < 3])
    hidden = {"leaf": "00" * 32, "number": 1}
    write_anew(whole, [hidden, *events[1:3]], a_key(1))
    change_about(whole, stage="drafting")
    assert checked(whole).finds("Event 1 is hidden, and nobody could bid yet")
    write_anew(whole, events[:3], a_key(1))
    change_lines(whole, "openings.jsonl", lambda rows: rows.clear())
    verdict = checked(whole)
    assert verdict.holds, verdict.text
    assert "It is from before the decision, and shows no marks." in verdict.text


def test_a_bundle_that_says_otherwise_how_a_reason_came_about_is_false(whole: Path) -> None:
    """Whether somebody had a helper is part of the record (P7)."""
    change_lines(whole, "marks.jsonl", lambda rows: rows[0].update(way="helper"))
    write_anew(whole, events_in(whole), a_key(1))
    assert checked(whole).finds("came about isn’t what was recorded then")


def test_a_key_that_you_trust_is_not_bypassed_by_one_that_claims_to_come_before(
    whole: Path,
) -> None:
    trusted, evil, later = a_key(1), a_key(2), a_key(3)
    events = events_in(whole)
    option = ("--key", trusted.line)
    write_anew(whole, events, evil, [row_of(evil), row_of(trusted, evil)])
    assert checked(whole).holds
    assert checked(whole, *option).finds("in no checkpoint that the key that you trust signed")
    write_anew(whole, events, evil, [row_of(trusted), row_of(evil, evil)])
    assert checked(whole, *option).finds("isn’t signed by any key before it")
    write_anew(whole, events, later, [row_of(evil), row_of(trusted, evil), row_of(later, trusted)])
    assert checked(whole, *option).holds


def test_a_key_that_was_lost_before_it_signed_spoils_nothing(whole: Path) -> None:
    first, lost, third = a_key(1), a_key(2), a_key(3)
    rows = [row_of(first), row_of(lost, first), row_of(third, first)]
    write_anew(whole, events_in(whole), third, rows)
    assert checked(whole).holds
    assert checked(whole, "--key", first.line).holds
    write_anew(whole, events_in(whole), third, [row_of(first), row_of(third, lost)])
    assert checked(whole).finds("isn’t signed by any key before it")


def test_the_hashes_of_the_library_are_those_of_the_library() -> None:
    right = {name: hashlib.sha256(data).hexdigest() for name, data in core_files().items()}
    assert right == verify.SCORING


EVIL = {
    "it stops at once": "import sys\nsys.exit(0)\n",
    "it says that all is well": "import os\nos._exit(0)\n",
    "it replaces the program": (
        "import sys\nmain = sys.modules['__main__']\n"
        "main.tell = lambda *any: True\nmain.read_note = lambda *any: ''\n"
        "def verify(run): return []\n"
    ),
    "it answers for others": "print('{}')\ndef verify(run): return []\n",
}


@pytest.mark.parametrize("how", EVIL)
def test_a_library_that_nobody_knows_is_not_run(whole: Path, tmp_path: Path, how: str) -> None:
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("no receipt")
    (whole / "scoring/__init__.py").write_text(EVIL[how])
    options = ("--receipt", str(receipt))
    verdict = checked_alone(whole, *options)
    assert verdict.finds("The scoring library can’t be used: scoring/__init__.py")
    assert verdict.finds("receipt.txt, can’t be relied on")
    alone = checked_alone(whole, *options, "--scoring", str(whole))  # as if it were your own
    assert alone.finds("receipt.txt, can’t be relied on")


def test_a_library_with_a_file_too_many_is_not_run(whole: Path) -> None:
    (whole / "scoring/fractions.py").write_text("raise SystemExit(0)\n")
    assert checked_alone(whole).finds("scoring/fractions.py is missing, or isn’t the file")
    (whole / "scoring/fractions.py").unlink()
    (whole / "scoring/__pycache__").mkdir()
    (whole / "scoring/__pycache__/exact.cpython-312.pyc").write_bytes(b"none")
    for name in ("json.py", "fractions.py"):
        (whole / name).write_text("raise SystemExit(0)\n")
    verdict = checked_alone(whole)
    assert verdict.holds, verdict.text
    assert "computed with the library in this bundle, whose files this program" in verdict.text
    other = whole.parent / "mine"
    shutil.copytree(whole / "scoring", other / "scoring")
    assert "your own copy" in checked_alone(whole, "--scoring", str(other)).text


def test_a_receipt_with_other_contents_than_its_proof_is_found(whole: Path, tmp_path: Path) -> None:
    proof = next((whole / "proofs").glob("*.tlog-proof"))
    first, rest = proof.read_text().split("\n", 1)
    event = events_in(whole)[int(proof.stem) - 1]
    for facts, found in ((event["facts"], False), ({}, True)):
        extra = b64encode(encode(event | {"facts": facts}).encode()).decode()
        (tmp_path / "receipt.txt").write_text(f"{first}\nextra {extra}\n{rest}")
        verdict = checked(whole, "--receipt", str(tmp_path / "receipt.txt"))
        assert verdict.holds is not found, verdict.text
    assert verdict.finds("receipt.txt, has other contents than event")


def test_the_head_of_a_bundle_is_that_of_what_was_published(whole: Path) -> None:
    about = json.loads((whole / "bundle.json").read_text())
    for name in ("title", "reference", "authority"):
        change_about(whole, tender=about["tender"] | {name: "Another"})
        assert checked(whole).finds(f"The bundle says {name} Another; published was")
    change_about(whole, tender=about["tender"], origin="127.0.0.1/log/another")
    assert checked(whole).finds("The log’s name in checkpoints isn’t that of this tender")
