"""A whole tender as one file: it verifies alone, and tells nobody what they may not know."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from portal.accounts.models import Provider
from portal.bids.queries import bid_by_label
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.operations import void_part, void_seat
from portal.record.bundle.library import core_files
from tests import make, make_means
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, checked, checked_alone, lines_in, unpacked, words_in
from tests.make_bids import label_of
from tests.make_moderation import Panel, closed, recorded, sign_all
from tests.shelf import Prepared

pytestmark = pytest.mark.journey

OLDER = [
    path
    for version in ("3.9", "3.10", "3.12", "3.13")
    for path in Path.home().glob(f".pyenv/versions/{version}.*/bin/python3")
]
"""Other Pythons of this machine, where there are any."""


KINDS = (make_means.YOUNG, make_means.ADULTS)


def released_means(house: make.House) -> Panel:
    """Groups of five enter the run by their own marks; one seat, and a part of one, are voided."""
    marked = make_means._marked(house)
    made = Panel(house, marked.id, marked.bidders, people=marked.evaluators)
    made.labels = [label_of(house, marked.id, member) for member in marked.bidders]
    lead = house.lead.actor
    with made.writing():
        tender = made.tender()
        first, second = (seat_of(made.people[kind][0].actor, tender) for kind in KINDS)
        assert first
        assert second
        void_seat(lead, tender, first, "They moved away.")
        void_part(lead, tender, second, bid_by_label(tender, made.labels[0]), "Read by another.")
    with made.writing():
        for item in items_of(made.tender()):
            recorded(made, item.bid, item.criterion, 0, agreed={})
    sign_all(made)
    closed(made)
    make_means.release(made)
    return made


def test_a_whole_tender_verifies_in_both_forms(prepared: Prepared, tmp_path: Path) -> None:
    made = prepared(outcomes.released_tender)
    whole = checked_alone(bundle_of(made, tmp_path / "whole.zip"))
    assert whole.holds, whole.text
    assert "The ranking, recomputed from the marks, is 1. Bid " + made.labels[0] in whole.text
    assert "\nEverything holds, as far as the bundle itself can show. Nothing" in whole.text
    for place in range(3):
        own = checked_alone(bundle_of(made, tmp_path / "own.zip", place))
        assert own.holds, own.text
        assert "The figures in your letter follow from the combined marks" in own.text


def test_it_verifies_where_groups_enter_the_run_by_their_own_marks(
    prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(released_means)
    for bidder in (None, 0, 1):
        bundle = bundle_of(made, tmp_path / "file.zip", bidder)
        verdict = checked(bundle)
        assert verdict.holds, verdict.text
    files = unpacked(bundle_of(made, tmp_path / "whole.zip"), tmp_path / "files")
    run = json.loads((files / "runs/1.json").read_text())
    whole, part = sorted(run["input"]["voided"], key=len)
    for kept in ([whole], [part], []):
        changed = run | {"input": run["input"] | {"voided": kept}}
        (files / "runs/1.json").write_text(json.dumps(changed))
        assert checked(files).finds("Whose marks the run leaves out of the count isn’t what was")
    next(each for each in run["input"]["marks"] if each["mark"] == "1")["mark"] = "0"
    (files / "runs/1.json").write_text(json.dumps(run))
    assert checked(files).finds("The single marks that the run counted aren’t the recorded ones")


@pytest.mark.parametrize("how", [{"choose": None}, {"fails_gate": True}, {"regime": "psr"}])
def test_it_verifies_whatever_was_decided(
    prepared: Prepared, tmp_path: Path, how: dict[str, object]
) -> None:
    made = prepared(outcomes.released_tender, **how)
    for bidder in (None, 0, 2):
        verdict = checked(bundle_of(made, tmp_path / "file.zip", bidder))
        assert verdict.holds, verdict.text


def test_it_runs_on_every_python_from_3_9_on(prepared: Prepared, tmp_path: Path) -> None:
    made = prepared(outcomes.released_tender)
    whole, own = bundle_of(made, tmp_path / "a.zip"), bundle_of(made, tmp_path / "b.zip", 1)
    for python in [Path(sys.executable), *OLDER]:
        assert checked_alone(whole, python=str(python)).holds
        assert checked_alone(own, python=str(python)).holds


def test_it_verifies_as_a_folder_that_it_lies_in(prepared: Prepared, tmp_path: Path) -> None:
    bundle = bundle_of(prepared(outcomes.released_tender), tmp_path / "whole.zip")
    folder = unpacked(bundle, tmp_path / "files")
    assert checked(folder).text == checked(bundle).text
    before = sorted(os.walk(folder))
    assert checked_alone(folder).holds
    assert sorted(os.walk(folder)) == before


def test_the_same_record_gives_the_same_bytes(prepared: Prepared, tmp_path: Path) -> None:
    made = prepared(outcomes.released_tender)
    for bidder in (None, 1):
        first = bundle_of(made, tmp_path / "1.zip", bidder).read_bytes()
        assert bundle_of(made, tmp_path / "2.zip", bidder).read_bytes() == first


def test_nobody_who_marked_can_be_told_from_either_form(prepared: Prepared, tmp_path: Path) -> None:
    made = prepared(outcomes.released_tender)
    with make.looking(made.house.id):
        seats = [str(seat.id) for seat in db.session.query(Seat)]
    people = [*made.everybody(), *made.house.staff.values()]
    told = [human.account for human in people] + [str(human.actor.person_id) for human in people]
    told += [human.name for human in people if human is not made.house.lead]
    whole = words_in(bundle_of(made, tmp_path / "whole.zip"))
    own = words_in(bundle_of(made, tmp_path / "own.zip", 1))
    assert not [each for each in told if each in whole]
    assert not [each for each in [*told, *seats] if each in own]
    assert made.house.lead.name not in whole  # it stands under the letters, which aren't in there


def test_a_bidder_learns_nothing_of_other_bids_than_its_letter_says(
    prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    with make.looking(made.house.id):
        ids = [member.actor.provider_id for member in made.members]
        names = {p.id: p for p in db.session.query(Provider).filter(Provider.id.in_(ids))}
    bundle = bundle_of(made, tmp_path / "own.zip", 1)
    text = words_in(bundle)
    winner, _own, third = (names[each] for each in ids)
    for other in (winner, third):
        private = (other.email, other.identifier, other.address, str(other.id))
        assert not [each for each in private if each in text]
    assert third.name not in text
    folder = unpacked(bundle, tmp_path / "files")
    assert [path.name for path in (folder / "bids").iterdir()] == [f"{made.labels[1]}.json"]
    assert [path.name for path in (folder / "letters").iterdir()] == [f"{made.labels[1]}.json"]
    shown = [event["name"] for event in lines_in(folder, "events.jsonl") if "name" in event]
    assert sorted(set(shown)) == [
        "bid:submitted",
        "letter:released",
        "tender:created",
        "tender:published",
    ]
    assert (
        not list(folder.glob("marks*")) + list(folder.glob("agreed*")) + list(folder.glob("runs*"))
    )
    hidden = [set(event) for event in lines_in(folder, "events.jsonl") if "name" not in event]
    assert all(keys == {"leaf", "number"} for keys in hidden)


def test_what_is_sealed_from_auditors_stays_sealed(prepared: Prepared, tmp_path: Path) -> None:
    folder = unpacked(
        bundle_of(prepared(outcomes.released_tender), tmp_path / "whole.zip"), tmp_path / "files"
    )
    events = {event["number"]: event for event in lines_in(folder, "events.jsonl")}
    opened = {
        (events[each["event"]]["name"], each["name"]) for each in lines_in(folder, "openings.jsonl")
    }
    sealed = {(event["name"], name) for event in events.values() for name in event["seals"]}
    assert sealed - opened == {
        ("interest:noted", "interest"),
        ("opener:named", "person"),
        ("role:granted", "person"),
        ("seat:given", "person"),
        ("conflict:declared", "answers"),
        ("conflict:declared", "at"),
        ("mark:recorded", "at"),
        ("sheet:sent", "at"),
        ("moderation:signed-off", "at"),
    }


def test_the_library_that_is_shipped_is_ours_and_needs_no_other(
    prepared: Prepared, tmp_path: Path
) -> None:
    bundle = bundle_of(prepared(outcomes.released_tender), tmp_path / "whole.zip")
    with zipfile.ZipFile(bundle) as archive:
        shipped = [name for name in archive.namelist() if name.startswith("scoring/")]
        for name in shipped:
            assert archive.read(name) == (Path(__file__).parents[2] / name).read_bytes()
    assert len(shipped) == len(core_files()) > 20
    assert "scoring/frames.py" not in shipped
    own = unpacked(bundle, tmp_path / "mine")
    (tmp_path / "other").mkdir()
    with zipfile.ZipFile(bundle) as archive, zipfile.ZipFile(tmp_path / "x.zip", "w") as bare:
        for name in archive.namelist():
            if not name.startswith("scoring/"):
                bare.writestr(name, archive.read(name))
    assert checked_alone(tmp_path / "x.zip").finds("scoring library can’t be used")
    assert checked_alone(tmp_path / "x.zip", "--scoring", str(own)).holds


def test_the_index_says_in_words_what_it_is_and_what_to_keep(
    prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    folder = unpacked(bundle_of(made, tmp_path / "own.zip", 1), tmp_path / "files")
    text = (folder / "index.txt").read_text()
    assert "Support for young carers" in text
    assert "python3 -I verify.py" in text
    newest = max((folder / "checkpoints").iterdir())
    assert newest.read_text() in text
    assert json.loads((folder / "keys.json").read_text())[0]["key"] in text
