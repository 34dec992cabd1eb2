"""A restored backup brings nobody back: what was erased since is erased again (R26)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, Person
from portal.audit.models import Event
from portal.core.database import db
from portal.evaluation.models import Mark
from portal.record.erasure import notebook
from portal.record.erasure.cuts import cut_again, cuts
from portal.record.erasure.notebook import note_down
from portal.record.erasure.operations import NOBODY, erase
from portal.record.erasure.redaction import redact
from portal.record.erasure.text import Text
from portal.record.erasure.texts import every_text_of
from tests import make, make_evaluation
from tests import make_outcomes as outcomes
from tests.apps import app_on
from tests.bundles import bundle_of, checked
from tests.conftest import TEMPLATE
from tests.make_moderation import Panel
from tests.postgres import Cluster
from tests.shelf import Prepared
from tests.test_backup import BACKUP_ROLE, new_machine, run

OUT = "[taken out]"


@pytest.fixture
def data(quick_app: Flask) -> Iterator[Path]:
    """The data folder of all quick tests, without what others noted in it."""
    folder: Path = quick_app.extensions["evenhand"].data
    shutil.rmtree(folder / notebook.FOLDER, ignore_errors=True)
    yield folder
    shutil.rmtree(folder / notebook.FOLDER, ignore_errors=True)


def backed_up(app: Flask, file: Path) -> None:
    """A backup as of now."""
    result = run(app, "backup", file)
    assert result.exit_code == 0, result.output


def text_of(made: Panel, kind: str, column: str = "reason") -> Text:
    """The first text of a kind, as it is now."""
    found = every_text_of(made.tender())
    return next(each for each in found if (each.kind, each.column) == (kind, column))


def take_out(made: Panel, kind: str, column: str, new: str, *, noted: bool = True) -> None:
    """A lead's redaction; the machine may stop before it is noted."""
    with make.writing(made.house.id):
        text = text_of(made, kind, column)
        note = redact(made.house.lead.actor, made.tender(), text, new.format(*text.text.split()))
    if noted:
        note_down(note)


def erase_and_take_out(made: Panel) -> dict[str, str]:
    """Texts of one record and of one mark, one of them twice, and a person; what stands then."""
    take_out(made, "moderation", "reason", "[a name] {1} {2} {3} {4} {5} {6} {7} {8} {9}")
    take_out(made, "moderation", "points_for", "{0} {1} [taken out]")
    take_out(made, "moderation", "reason", "{0} {1} {2} {3} {4} [taken out] {8} {9} {10}")
    take_out(made, "mark", "reason", OUT, noted=False)
    person_id = made.people["young"][0].actor.person_id
    assert person_id
    erase(made.house.staff[PARTICIPATION].actor, person_id, "asked")
    return standing(made)


def standing(made: Panel) -> dict[str, str]:
    """Every text of the tender, by its place."""
    with make.looking(made.house.id):
        texts = every_text_of(made.tender())
        return {f"{each.kind} {each.row_id} {each.column}": each.text for each in texts}


def is_nobody(made: Panel) -> bool:
    """Whether the young person is erased."""
    with make.looking():
        person = db.session.get_one(Person, made.people["young"][0].actor.person_id)
        return person.name == NOBODY and person.erased_at is not None


def test_an_older_backup_brings_back_neither_person_nor_word(
    quick_app: Flask, prepared: Prepared, data: Path, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    young = made.people["young"][0]
    before, original = tmp_path / "before.tar", standing(made)
    backed_up(quick_app, before)
    after = erase_and_take_out(made)
    assert len({place for place in after if after[place] != original[place]}) == 3
    result = run(quick_app, "restore", before, "--over")
    assert result.exit_code == 0, result.output
    assert "Erased again: 1 people. Words taken out again: 3 texts." in result.output
    assert "The record holds." in result.output
    assert standing(made) == after
    assert is_nobody(made)
    verdict = checked(bundle_of(made, tmp_path / "whole.zip"))
    assert verdict.holds, verdict.text
    with make.looking(made.house.id):
        told = list(db.session.scalars(select(Event).where(Event.name == "person:erased")))
        assert {event.facts["cause"] for event in told} == {"restored"}
        assert {event.actor_role for event in told} == {"system"}
        again = select(Event).where(Event.name == "erasure:repeated", Event.log_id == made.id)
        assert len(db.session.scalars(again).all()) == 3
    trail = make.client_of(quick_app, made.house.lead).get(made.path("trail.csv")).text
    assert "The portal took words out of texts again, because an older copy" in trail
    assert "(again, because an older copy of this record had been put back)" in trail
    database = Path(str(db.engine.url.database))
    for file in [*database.parent.glob(f"{database.name}*"), data / "erased" / notebook.FILE]:
        assert young.account.encode() not in file.read_bytes(), file.name
    again = run(quick_app, "erasure", "replay")
    assert "Erased again: 0 people. Words taken out again: 0 texts." in again.output
    assert standing(made) == after


def test_a_new_machine_learns_it_from_a_newer_backup_and_keeps_it(
    quick_app: Flask, prepared: Prepared, data: Path, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    before, newer = tmp_path / "before.tar", tmp_path / "newer.tar"
    backed_up(quick_app, before)
    after = erase_and_take_out(made)
    shutil.rmtree(data / notebook.FOLDER)  # the machine stopped before anything was noted
    backed_up(quick_app, newer)
    elsewhere = new_machine(tmp_path / "other")
    with elsewhere.app_context():
        first = run(elsewhere, "restore", before)
        assert "0 people. Words taken out again: 0 texts." in first.output
        assert not is_nobody(made)
        second = run(elsewhere, "restore", newer, "--over")
        assert "0 people. Words taken out again: 0 texts." in second.output
        third = run(elsewhere, "restore", before, "--over")
        assert "1 people. Words taken out again: 3 texts." in third.output
        assert third.exit_code == 0, third.output
        assert is_nobody(made)
        changed = {place for place, text in standing(made).items() if text == OUT}
        assert len(changed) == 3  # which words stayed was told by the notes alone
        assert changed <= set(after)
        db.engine.dispose()


def test_on_postgresql_too_whoever_was_erased_is_erased_again(
    cluster: Cluster, tmp_path: Path
) -> None:
    with (
        cluster.copy(TEMPLATE) as here,
        psycopg.connect(cluster.url("postgres", here.name), autocommit=True) as admin,
    ):
        admin.execute(BACKUP_ROLE)
        portal = app_on(tmp_path, here.app_url)
        keeper = app_on(tmp_path, cluster.url("evenhand_backup", here.name))
        owner = app_on(tmp_path, here.owner_url)
        with portal.app_context():
            made = make_evaluation.marking_tender(bids=1, professional=1, young=1)
            young, house = made.evaluators["young"][0], made.house
            make_evaluation.mark_all(made, young)
            db.engine.dispose()
        with keeper.app_context():
            backed_up(keeper, tmp_path / "one.tar")
        with portal.app_context():
            panel = Panel(house, made.id, [], people=made.evaluators)
            take_out(panel, "mark", "reason", "{0} [a name] {3}", noted=False)
            assert young.actor.person_id
            erase(house.staff[PARTICIPATION].actor, young.actor.person_id, "told")
            db.engine.dispose()
        with owner.app_context():
            result = run(owner, "restore", tmp_path / "one.tar", "--over")
            assert result.exit_code == 0, result.output
            assert "Erased again: 1 people. Words taken out again: 1 texts." in result.output
        with portal.app_context():
            assert is_nobody(panel)
            with make.looking(house.id):
                reasons = db.session.scalars(select(Mark.reason)).all()
            assert sorted(each == OUT for each in reasons) == [False, True]
            db.engine.dispose()


def test_a_notebook_has_no_word_and_survives_a_line_that_broke_off(data: Path) -> None:
    one = {"person": "1", "day": "2026-11-22", "cause": "asked"}
    notebook.add(data, [one, one])
    path = data / notebook.FOLDER / notebook.FILE
    path.write_bytes(path.read_bytes() + b'{"person": "2", "da')
    assert notebook.read(data) == [one]
    notebook.add(data, [one | {"person": "2"}])
    assert [note["person"] for note in notebook.read(data)] == ["1", "2"]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ann came with a dog", "[a name] came with a dog"),
        ("Ann came with a dog", "Ann [taken out] dog"),
        ("Ann came with Ann", "[a name] came with [a name]"),
        ("Ann came", OUT),
        ("[a name] saw Bea", "[a name] saw [a name]"),
    ],
)
def test_the_same_cut_is_made_again_from_places_alone(old: str, new: str) -> None:
    told = json.loads(json.dumps(cuts(old, new)))
    assert cut_again(old, told) == new
    assert cut_again(f"{old}!", told) == OUT  # it isn't the text that was cut
    assert cut_again(old, {}) == OUT
    assert not any(name in json.dumps(told) for name in ("Ann", "Bea", "dog"))
