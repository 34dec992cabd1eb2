"""A run: exact figures checked by hand, the same digest for everybody, tampering found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.runs.operations import close_moderation
from portal.evaluation.runs.queries import smallest_group
from portal.tenders.stages import stage_of
from tests import make
from tests.make_moderation import (
    Panel,
    closed,
    deciding_tender,
    moderating_tender,
    recorded,
    run_of,
    sign_all,
)
from tests.shelf import Prepared

Standing = tuple[Flask, Panel]


def test_a_small_tender_comes_to_what_a_hand_computes(app: Flask) -> None:
    """Weights 30, 20, 30, price 20; agreed marks 3, 2 of 3; prices 600, 601 thousand; one is out.

    The bid that failed its gate needs no marks, and its price plays no part.
    """
    made = deciding_tender(make.house(), 3, fails_gate=True, professional=1, young=1)
    with tenant(made.house.id):
        run = run_of(made)
        bids, document = json.loads(run.result)["bids"], json.loads(run.input)
    assert [bid["id"] for bid in bids] == made.labels
    assert [bid["quality"] and bid["quality"]["exact"] for bid in bids] == ["80", "160/3", None]
    assert [bid["price"] and bid["price"]["exact"] for bid in bids] == ["20", "12000/601", None]
    assert [bid["total"] and bid["total"]["shown"] for bid in bids] == ["100.00", "73.30", None]
    assert bids[2]["reasons"] == ["gate:G1"]
    shared = bids[1]["criteria"][0]
    assert shared["score"]["exact"] == "20"
    assert [group["score"]["exact"] for group in shared["groups"]] == ["10", "10"]
    assert document["marks"] == [] == document["voided"]
    assert {row["bid"] for row in document["agreed"]} == set(made.labels[:-1])


def test_a_run_names_nobody(deciding: Standing) -> None:
    _app, made = deciding
    with tenant(made.house.id):
        run = run_of(made)
        whole = run.input + run.result
    for human in (*made.everybody(), *made.members):
        for secret in (human.name, str(human.actor.person_id), str(human.actor.provider_id)):
            assert secret not in whole


def test_the_downloaded_input_gives_the_same_digest_on_the_command_line(
    deciding: Standing, tmp_path: Path
) -> None:
    app, made = deciding
    client = make.client_of(app, made.house.lead)
    file = tmp_path / "input.json"
    file.write_bytes(client.get(made.path("result/input.json")).data)
    command = [sys.executable, "-m", "scoring", "evaluate", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    stored = json.loads(client.get(made.path("result/result.json")).data)
    assert json.loads(done.stdout)["digest"] == stored["digest"]
    page = client.get(made.path("result")).text
    assert stored["digest"] in page
    assert client.get(made.path("decision")).status_code == 200
    assert f'href="{made.path("decision")}"' in page


def test_a_record_written_again_needs_new_signatures(recorded_tender: Standing) -> None:
    _app, made = recorded_tender
    sign_all(made)
    with made.writing():
        first = items_of(made.tender())[0]
        recorded(made, first.bid, first.criterion, 1, reason="Written again.")
    with pytest.raises(Refused, match="hasn’t signed yet"), made.writing():
        close_moderation(made.house.lead.actor, made.tender())
    sign_all(made)
    closed(made)
    with tenant(made.house.id):
        assert stage_of(made.tender()) == "deciding"


TAMPERED = [
    ("input", '"mark":"3"', '"mark":"2"'),
    ("result", '"mark":"3"', '"mark":"2"'),
    ("result", '"shown":"80.00"', '"shown":"81.00"'),
    ("result", "Professionals: agreed", "Nobody: agreed"),
    ("digest", "sha256:", "sha256:0"),
]


def test_verify_finds_a_tampered_copy(deciding: Standing) -> None:
    quick_app, made = deciding
    with tenant(made.house.id):
        run = run_of(made)
        whole = {name: getattr(run, name) for name in ("input", "result", "digest")}
    for column, old, new in TAMPERED:
        assert old in whole[column]
        _overwrite(made, whole | {column: whole[column].replace(old, new, 1)})
        done = _verify(quick_app)
        assert (done.exit_code, "DIFFERS" in done.output) == (4, True), (column, new)
    _overwrite(made, whole)
    assert _verify(quick_app).exit_code == 0


def test_verify_finds_a_run_that_was_swapped_whole(quick_app: Flask) -> None:
    """A forgery that agrees with itself differs from the digest on the tender's trail."""
    small = {"professional": 1, "young": 1}
    real = deciding_tender(make.house(), 2, **small)
    forged = deciding_tender(make.house("northmere"), 1, **small)
    assert _verify(quick_app).output.count(" holds") == 2
    with tenant(forged.house.id):
        run = run_of(forged)
        copy = {"input": run.input, "result": run.result, "digest": run.digest}
    _overwrite(real, copy)
    done = _verify(quick_app)
    assert done.exit_code == 4
    assert "trail has" in done.output


def _overwrite(made: Panel, columns: dict[str, str]) -> None:
    """What the trigger refuses, as somebody with the database file could do it."""
    named = ", ".join(f"{column} = :{column}" for column in columns)
    with db.engine.begin() as connection:
        triggers = "select name from sqlite_master where type = 'trigger' and tbl_name = 'run'"
        for name in connection.scalars(text(triggers)).all():
            connection.execute(text(f'drop trigger "{name}"'))
        where = {"tender": made.id.hex}
        done = connection.execute(
            text(f"update run set {named} where tender_id = :tender"), columns | where
        )
        assert done.rowcount == 1


def _verify(app: Flask) -> Result:
    db.session.remove()
    return app.test_cli_runner().invoke(args=["runs", "verify"])


def test_a_group_is_as_small_as_the_fewest_marks_behind_one_figure(prepared: Prepared) -> None:
    """R19: three and three people, of whom one young person is kept from one bid."""
    made = prepared(moderating_tender, n=2, professional=3, young=3, kept_from=True)
    with tenant(made.house.id):
        assert smallest_group(made.tender()) == 2
