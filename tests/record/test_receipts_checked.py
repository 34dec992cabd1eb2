"""The page and the command on which anybody holds a receipt against today's log."""

from __future__ import annotations

import io
import sqlite3
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from flask import Flask

from portal.audit import keys
from portal.audit.receipt_texts import LONGEST
from portal.core import clock
from portal.core.database import db
from portal.record.receipts.words import VERDICTS, WHAT_NOW
from tests import make, make_bids
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, checked_alone
from tests.client import token_of
from tests.make_moderation import Panel
from tests.receipts import (
    answered,
    bid_of,
    commanded,
    letter_of,
    promise_of,
    sheet_of,
    taken,
    words_of,
)
from tests.shelf import Prepared
from tests.stages import Stages


@pytest.fixture
def made(prepared: Prepared) -> Panel:
    """A tender whose letters are out."""
    found: Panel = prepared(outcomes.released_tender)
    return found


def test_before_the_opening_a_stranger_reads_no_more_than_the_promise_says(stages: Stages) -> None:
    with stages.at("open") as story:
        promised = taken(stages.client("winner"), story.path("bid/receipt.txt"))
        said = answered(stages.app, promised)
        with make.looking(story.house.id):
            title = story.tender().title
    assert said.startswith(VERDICTS["later"])
    assert "The log can be compared from the day on which this stage is over" in said
    assert "written on 1 October 2026 at 10am" in said
    assert [word for word in (title, "ambleford", "entries", "bid was") if word in said] == []
    with stages.at("closed"):
        assert answered(stages.app, promised) == said
    with stages.at("opened"):
        assert answered(stages.app, promised).startswith(VERDICTS["holds"])


def test_sent_marks_wait_for_the_close_of_marking(stages: Stages) -> None:
    with stages.at("marking") as story:
        label = make_bids.label_of(story.house, story.id, story.people["winner"])
        path = story.path(f"receipts/{label}.txt")
        promised = taken(stages.client("professional"), path)
        assert answered(stages.app, promised).startswith(VERDICTS["later"])
    with stages.at("moderating"):
        assert answered(stages.app, promised).startswith(VERDICTS["holds"])


def test_a_proof_is_answered_with_what_stands_in_it(quick_app: Flask, made: Panel) -> None:
    said = answered(quick_app, letter_of(quick_app, made))
    assert said.startswith(f"{VERDICTS['holds']} {WHAT_NOW['holds']}")
    assert "an outcome letter was released, on 23 November 2026 at 9am" in said
    assert "Wrong" not in said
    young = answered(quick_app, sheet_of(quick_app, made, "young"))
    assert "somebody sent their marks for one bid, on 14 October 2026." in young, "the day alone"
    assert answered(quick_app, bid_of(quick_app, made)).startswith(VERDICTS["holds"])


@pytest.mark.parametrize("who", ["winner", "young", "auditor", "other-lead", "operator"])
def test_whoever_is_signed_in_gets_the_same_answer(stages: Stages, who: str) -> None:
    with stages.at("released") as story:
        text = taken(stages.client("winner"), story.path("letter/receipt.txt"))
        answer = stages.client(who).submit("/receipts", {"text": text})
        assert words_of(answer.text) == answered(stages.app, text)


def test_a_file_does_as_well(quick_app: Flask, made: Panel) -> None:
    def sent(content: bytes) -> str:
        client = make.client_of(quick_app)
        form = {"csrf_token": token_of(client.get("/receipts"))}
        file = (io.BytesIO(content), "receipt.txt")
        return words_of(client.post("/receipts", data=form | {"file": file}).text)

    text = letter_of(quick_app, made)
    assert sent(text.encode()).startswith(VERDICTS["holds"])
    assert sent(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).startswith(VERDICTS["holds"])
    assert "This file isn’t a text" in sent(b"\xff\xfe\x00")
    assert "too long to be a receipt" in sent(b"a" * (LONGEST + 1))
    assert "Paste a receipt, or choose its file" in sent(b" \n")
    assert VERDICTS["unreadable"] in sent(text.encode()[:-40])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste a receipt, or choose its file"),
        ("x" * (LONGEST + 1), "This is too long to be a receipt"),
        ("My receipt is lost", "This text isn’t a whole receipt"),
    ],
)
def test_what_is_no_receipt_is_said_beside_the_field_and_kept(
    quick_app: Flask, text: str, words: str
) -> None:
    answer = make.client_of(quick_app).submit("/receipts", {"text": text})
    assert "Error: Check a receipt" in answer.text
    assert words in words_of(answer.text)
    assert text in answer.text


def test_a_changed_receipt_is_not_ours(quick_app: Flask, made: Panel) -> None:
    text = letter_of(quick_app, made)
    said = answered(quick_app, text.replace("T09:00:00Z", "T09:00:01Z"))
    assert said.startswith(VERDICTS["not-ours"])
    assert "No key of this portal has signed this text" in said
    extra = text.split("\n")[1].removeprefix("extra ")
    edited = b64decode(extra).replace(b'"label":"', b'"label":"Q')
    said = answered(quick_app, text.replace(extra, b64encode(edited).decode()))
    assert said.startswith(VERDICTS["not-ours"])
    assert "Its numbers don’t lead from the entry" in said


def test_a_receipt_by_a_key_that_was_replaced_still_holds(
    quick_app: Flask, made: Panel, tmp_path: Path
) -> None:
    text, folder = letter_of(quick_app, made), tmp_path / "data"
    (folder / "keys").mkdir(parents=True)
    config = quick_app.extensions["evenhand"]
    old = (config.data / "keys" / "log-1.pem").read_bytes()
    known = dict(quick_app.extensions.get("log-keys", {}))
    try:
        (folder / "keys" / "log-1.pem").write_bytes(old)
        quick_app.extensions["evenhand"] = type(config)(
            **{name: getattr(config, name) for name in config.__dataclass_fields__}
            | {"data": folder}
        )
        keys.replace_key(keys.new_key())
        said = answered(quick_app, text)
        assert said.startswith(VERDICTS["holds"])
        assert "by a key that we have replaced since" in said
        bid = bid_of(quick_app, made)
        assert answered(quick_app, bid).startswith(VERDICTS["holds"])
    finally:
        quick_app.extensions["evenhand"] = config
        quick_app.extensions["log-keys"] = known


def test_a_check_needs_no_write_lock(quick_app: Flask, made: Panel) -> None:
    text = letter_of(quick_app, made)
    client = make.client_of(quick_app)
    form = {"csrf_token": token_of(client.get("/receipts")), "text": text}
    db.session.remove()
    with sqlite3.connect(str(db.engine.url.database)) as other:
        other.execute("begin immediate")
        assert words_of(client.post("/receipts", data=form).text).startswith(VERDICTS["holds"])
        other.rollback()
    other.close()


def test_strangers_check_behind_the_walls_of_both_databases(app: Flask) -> None:
    house = make.house()
    tender_id = make_bids.published_tender(house)
    member = make_bids.submitted_bids(tender_id, 1)[0]
    path = f"/{house.slug}/tenders/{tender_id}/bid/receipt.txt"
    with clock.at(make_bids.BEFORE):
        promised = taken(make.client_of(app, member), path)
        assert answered(app, promised).startswith(VERDICTS["later"])
    make_bids.opened_bids(house, tender_id)
    proven = taken(make.client_of(app, member), path)
    for text in (promised, proven):
        assert answered(app, text).startswith(VERDICTS["holds"])


def test_nobody_checks_without_end(quick_app: Flask) -> None:
    client = make.client_of(quick_app)
    statuses = [client.post("/receipts").status_code for _ in range(121)]
    assert set(statuses[:120]) == {200}
    assert statuses[120] == 429


def test_the_command_says_the_same(quick_app: Flask, made: Panel, tmp_path: Path) -> None:
    text, file = letter_of(quick_app, made), tmp_path / "receipt.txt"
    good = commanded(quick_app, text, file)
    assert good.exit_code == 0, good.output
    assert good.output.startswith(f"{VERDICTS['holds']}.\n  + The signature is ours")
    edited = commanded(quick_app, text.replace("index ", "index 1"), file)
    assert edited.exit_code == 4
    assert edited.output.startswith(f"{VERDICTS['not-ours']}.")
    for damaged in (b"", b"\xff\xfe", text[: len(text) // 2], "x" * 99_999):
        result = commanded(quick_app, damaged, file)
        assert result.exit_code == 4
        assert result.output.startswith(f"{VERDICTS['unreadable']}.")
        assert "Traceback" not in result.output


def test_the_verifier_of_a_bundle_takes_every_kind_of_receipt(
    quick_app: Flask, made: Panel, tmp_path: Path
) -> None:
    texts = {
        "bid": bid_of(quick_app, made),
        "letter": letter_of(quick_app, made),
        "young": sheet_of(quick_app, made, "young"),
        "sheet": sheet_of(quick_app, made, "professional"),
        "promise": promise_of(made, "sheet:sent"),
    }
    options = []
    for name, text in texts.items():
        file = tmp_path / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        options += ["--receipt", str(file)]
    for bidder in (None, 1):
        bundle = bundle_of(made, tmp_path / "bundle.zip", bidder)
        verdict = checked_alone(bundle, *options)
        assert verdict.holds, verdict.text
        assert "What you kept yourself (5) agrees with this bundle." in verdict.text
