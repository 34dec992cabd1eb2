"""Whoever changes the database, its triggers off, is found by the bundle, a receipt or a checkpoint
that somebody kept, and told which event it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from portal.audit.receipts import receipt_for
from portal.core import clock
from portal.outcomes import operations as act
from tests import make
from tests import make_outcomes as outcomes
from tests.bundles import Verdict, bundle_of, checked, lines_in, unpacked, words_in
from tests.intruder import intruder, number_of, rebuild, size_of
from tests.make_moderation import Panel
from tests.shelf import Prepared

pytestmark = pytest.mark.journey


@pytest.fixture
def made(prepared: Prepared) -> Panel:
    """A tender whose letters are out."""
    found: Panel = prepared(outcomes.released_tender)
    return found


def look(made: Panel, folder: Path, *options: str, bidder: int | None = None) -> Verdict:
    """A fresh bundle, checked."""
    return checked(bundle_of(made, folder / "after.zip", bidder), *options)


def a_mark(made: Panel, folder: Path) -> tuple[int, str]:
    """The number of a mark's event, and the event as the verifier calls it."""
    files = unpacked(bundle_of(made, folder / "before.zip"), folder / "before")
    event = next(e for e in lines_in(files, "events.jsonl") if e["name"] == "mark:recorded")
    facts = event["facts"]
    name = f"event {event['number']} (mark:recorded, Bid {facts['label']}, {facts['criterion']})"
    return event["number"], name


def test_one_changed_mark_is_found_and_named(made: Panel, tmp_path: Path) -> None:
    _number, name = a_mark(made, tmp_path)
    with intruder() as database:
        database.execute("update mark set mark = 1")
    assert look(made, tmp_path).finds(f"The mark of {name} was", "and this bundle says 1")


def test_one_byte_behind_a_seal_is_found_and_named(made: Panel, tmp_path: Path) -> None:
    number, name = a_mark(made, tmp_path)
    with intruder() as database:
        database.execute(
            "update sealed_fact set value = '\"1\"' where name = 'mark' and event_id ="
            " (select id from event where log_id = ? and number = ?)",
            (made.id.hex, number),
        )
    assert look(made, tmp_path).finds(f"The mark shown for {name} isn’t what was sealed then")


def test_one_byte_of_an_event_is_found_and_named(made: Panel, tmp_path: Path) -> None:
    number, _name = a_mark(made, tmp_path)
    with intruder() as database:
        database.execute(
            "update event set actor = '00' || substr(actor, 3) where log_id = ? and number = ?",
            (made.id.hex, number),
        )
    verdict = look(made, tmp_path)
    assert verdict.finds(f"The contents of event {number} (mark:recorded", "changed or moved")
    own = look(made, tmp_path, bidder=1)
    assert own.holds  # the leaf is as it was, and this bidder may know no more


def test_a_deleted_event_is_found_and_named(made: Panel, tmp_path: Path) -> None:
    number, _name = a_mark(made, tmp_path)
    with intruder() as database:
        database.execute("delete from event where log_id = ? and number = ?", (made.id.hex, number))
    gap = f"Where event {number} should stand, the record has event {number + 1}"
    assert look(made, tmp_path).finds(gap)
    assert look(made, tmp_path, bidder=1).finds(gap)


def test_a_deleted_event_is_found_where_the_others_moved_up(made: Panel, tmp_path: Path) -> None:
    number, _name = a_mark(made, tmp_path)
    with intruder() as database:
        log = (made.id.hex, number)
        database.execute("delete from event where log_id = ? and number = ?", log)
        database.execute("update event set number = -number where log_id = ? and number > ?", log)
        database.execute(
            "update event set number = -number - 1 where log_id = ? and number < 0", log[:1]
        )
    verdict = look(made, tmp_path)
    assert verdict.finds(f"The contents of event {number} (")
    assert verdict.finds("checkpoints/", "is over other events than these: among events")


def test_two_swapped_events_are_found_and_named(made: Panel, tmp_path: Path) -> None:
    number, _name = a_mark(made, tmp_path)
    with intruder() as database:
        for old, new in ((number, -1), (number + 1, number), (-1, number + 1)):
            database.execute(
                "update event set number = ? where log_id = ? and number = ?",
                (new, made.id.hex, old),
            )
    verdict = look(made, tmp_path)
    assert verdict.finds(f"The contents of event {number} (")
    assert verdict.finds(f"The contents of event {number + 1} (")
    assert look(made, tmp_path, bidder=1).finds("is over other events than these")


DAMAGE = {
    "facts": ("{}", "don’t give its leaf"),
    "seals": ("{}", "don’t give its leaf"),
    "name": ("mark:other", "don’t give its leaf"),
    "nonce": ("", "don’t give its leaf"),
    "number": (-3, "should stand"),
    "leaf": ("no hash", "don’t give its leaf"),
}


@pytest.mark.parametrize("column", DAMAGE)
def test_a_damaged_record_can_be_taken_and_is_found_to_be_damaged(
    made: Panel, tmp_path: Path, column: str
) -> None:
    value, found = DAMAGE[column]
    for name in ("mark:recorded", "bid:submitted", "letter:released", "tender:published"):
        number = number_of(made, name)
        with intruder() as database:
            database.execute(
                f"update event set {column} = ? where log_id = ? and number = ?",
                (value, made.id.hex, number),
            )
        assert look(made, tmp_path).finds(found)
        if column in ("number", "leaf"):
            return


def told_notice(made: Panel) -> None:
    """Something happens after the letters."""
    with outcomes.then(made, outcomes.RELEASED) as tender:
        act.record_award_notice(
            made.house.lead.actor, tender, outcomes.RELEASED.date(), has_standstill=True
        )


def test_a_tail_that_was_cut_off_is_found_by_a_checkpoint_that_somebody_kept(
    quick_app: Flask, made: Panel, tmp_path: Path
) -> None:
    told_notice(made)
    size = size_of(made)
    kept = unpacked(bundle_of(made, tmp_path / "a.zip"), tmp_path / "a")
    checkpoint = max((kept / "checkpoints").iterdir())
    option = ("--checkpoint", str(checkpoint))
    assert look(made, tmp_path, *option).holds
    rebuild(quick_app, made, keeps=size - 1)
    assert look(made, tmp_path).holds
    verdict = look(made, tmp_path, *option)
    assert verdict.finds(checkpoint.name, f"counts {size} events", f"ends at event {size - 1}")
    assert look(made, tmp_path, bidder=1).holds  # a bidder's ends with the release


def test_a_bidders_form_says_nothing_of_what_comes_after_the_release(
    made: Panel, tmp_path: Path
) -> None:
    before = bundle_of(made, tmp_path / "a.zip", 1)
    told_notice(made)
    assert bundle_of(made, tmp_path / "b.zip", 1).read_bytes() == before.read_bytes()
    end = number_of(made, "letters:released")
    assert len(lines_in(unpacked(before, tmp_path / "a"), "events.jsonl")) == end
    assert size_of(made) > end


def test_a_bidder_cannot_guess_marks_from_the_digest_of_a_run(made: Panel, tmp_path: Path) -> None:
    files = unpacked(bundle_of(made, tmp_path / "a.zip"), tmp_path / "a")
    digests = [
        event["facts"]["digest"]
        for event in lines_in(files, "events.jsonl")
        if event["name"] == "run:made"
    ]
    said = words_in(bundle_of(made, tmp_path / "b.zip", 1))
    assert digests
    assert not [each for each in digests if each in said]


def test_a_record_written_anew_is_found_by_a_receipt_or_checkpoint_that_somebody_kept(
    quick_app: Flask, made: Panel, tmp_path: Path
) -> None:
    """All hashes and signatures fit, since the intruder has the key; the bidder's paper doesn't."""
    files = unpacked(bundle_of(made, tmp_path / "a.zip", 1), tmp_path / "a")
    checkpoint = max((files / "checkpoints").iterdir())
    proof = next((files / "proofs").glob("*.tlog-proof"))
    receipt = tmp_path / "receipt.txt"
    receipt.write_text(receipt_of(made, 1))
    options = ("--checkpoint", str(checkpoint), "--receipt", str(receipt), "--receipt", str(proof))
    assert look(made, tmp_path, *options).holds
    with intruder() as database:
        database.execute(
            "update event set at = strftime('%Y-%m-%d %H:%M:%f000', at, '+2 minutes')"
            " where log_id = ? and number = ?",
            (made.id.hex, number_of(made, "bid:submitted")),
        )
    rebuild(quick_app, made)
    verdict = look(made, tmp_path)
    assert verdict.holds, verdict.text
    verdict = look(made, tmp_path, *options)
    assert verdict.finds("The checkpoint that you kept", checkpoint.name, "other events than these")
    assert verdict.finds("The receipt that you kept, receipt.txt")
    assert verdict.finds("The receipt that you kept", proof.name)
    assert look(made, tmp_path, "--receipt", str(receipt), bidder=1).finds("receipt.txt")


def receipt_of(made: Panel, bidder: int) -> str:
    """The receipt that a bidder has for its bid."""
    with make.looking(made.house.id), clock.at(outcomes.RELEASED):
        tender = made.tender()
        from portal.bids.queries import standing_submission

        sealed = standing_submission(tender, made.members[bidder].actor.provider_id)
        assert sealed
        found = receipt_for(tender.id, "bid:submitted", bid_sha256=sealed.sha256)
    assert found
    return found.text


def test_another_key_is_found_by_whoever_knows_the_right_one(made: Panel, tmp_path: Path) -> None:
    files = unpacked(bundle_of(made, tmp_path / "a.zip"), tmp_path / "a")
    own = (files / "keys.json").read_text().split('"')[3]
    assert look(made, tmp_path, "--key", own).holds
    other = "tenders.example/log+5ed52cb9+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert not look(made, tmp_path, "--key", other).holds


def test_a_run_with_another_figure_is_found(made: Panel, tmp_path: Path) -> None:
    with intruder() as database:
        database.execute("update run set result = replace(result, '73.30', '99.30')")
    verdict = look(made, tmp_path)
    assert verdict.finds("In runs/1.json", "73.30", "99.30")


def test_a_run_on_other_marks_is_found(made: Panel, tmp_path: Path) -> None:
    """The whole calculation is redone on a better mark, and its event with it."""
    with intruder() as database:
        database.execute("update agreed_mark set mark = 3 where mark = 2")
    assert look(made, tmp_path).finds("The agreed marks of event", "aren’t those recorded then")


def test_another_letter_is_found(made: Panel, tmp_path: Path) -> None:
    with intruder() as database:
        database.execute("update letter set content = replace(content, 'Dear', 'Cheap')")
    assert look(made, tmp_path).finds("The letter about Bid", "isn’t the one that was released")
    assert look(made, tmp_path, bidder=1).finds("The letter about Bid " + made.labels[1])


def test_another_bid_or_specification_is_found(made: Panel, tmp_path: Path) -> None:
    with intruder() as database:
        database.execute("update opened_bid set blob = replace(blob, 'price', 'prices')")
        database.execute("update notice set document = replace(document, 'carers', 'cares')")
    verdict = look(made, tmp_path)
    assert verdict.finds("Bid " + made.labels[0], "isn’t one that was submitted")
    assert verdict.finds("The specification isn’t the one that event")
