"""The key that signs: outside the database, made once, replaced with a word of the old one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.audit import checkpoints, keys
from portal.audit.checkpoints import sign_what_grew
from portal.audit.models import Event, Log
from portal.audit.notes import BadNote, open_note, sign, verifier_key
from portal.config import ROOT, Config
from portal.core.database import db
from portal.core.tenancy import INSTALLATION, tenant
from portal.core.transaction import transaction
from tests import make
from tests.stages import Stages

EXAMPLE = (
    "This is an example message.\n\n\N{EM DASH} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6T"
    "fXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
"""A note of other tools, with its key, as they publish it."""


def without_key(mode: str, database: str, folder: Path) -> Iterator[Flask]:
    """An app whose data folder is empty."""
    config = Config(
        data=folder / mode,
        mode=mode,
        secret_key="test " * 8,
        database=database,
        base_url="https://tenders.ambleford.example:8443",
    )
    app = create_app(config)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def bare_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """In test mode."""
    yield from without_key("test", sqlite_url, tmp_path)


@pytest.fixture
def real_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """In production."""
    yield from without_key("production", sqlite_url, tmp_path)


def run(app: Flask, *args: str) -> tuple[int, str]:
    """A flask command's exit status and what it said."""
    result = app.test_cli_runner().invoke(args=list(args))
    return result.exit_code, result.output


def test_the_first_key_is_readable_for_its_owner_alone(bare_app: Flask, tmp_path: Path) -> None:
    signer = keys.signer()
    assert signer.name == "tenders.ambleford.example/log"
    folder = tmp_path / "test" / "keys"
    assert [path.name for path in folder.iterdir()] == ["log-1.pem"]
    assert (folder / "log-1.pem").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert keys.signer().public == signer.public
    assert keys.public_keys() == [signer.public]


def test_of_many_that_need_the_first_key_at_once_all_get_the_same(bare_app: Flask) -> None:
    together = Barrier(16)

    def first_need(_number: int) -> bytes:
        with bare_app.app_context():
            together.wait()
            return keys.signer().public

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(first_need, range(16)))) == 1


def test_production_makes_no_key_by_itself(real_app: Flask) -> None:
    with pytest.raises(keys.NoKey, match="keys make"):
        keys.signer()
    for command in ("checkpoint", "rotate-key"):
        status, said = run(real_app, "audit", command)
        assert status == 1
        assert "flask --app wsgi keys make" in said
    assert not keys.has_key()


def test_production_serves_nobody_without_a_key(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if "EVENHAND" not in name}
    environment |= {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_MODE": "production",
        "EVENHAND_SECRET_KEY": "test " * 8,
        "EVENHAND_DRAFT_KEY": "d" * 64,
        "EVENHAND_BASE_URL": "https://tenders.ambleford.example",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "portal/server.py", "wsgi:app"]
    done = subprocess.run(
        [*command, "--bind", f"unix:{tmp_path}/socket"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4
    assert "Evenhand can't start. This installation has no key" in done.stderr


def test_a_key_is_made_once_and_written_down(real_app: Flask) -> None:
    status, said = run(real_app, "keys", "make")
    assert status == 0
    key = keys.signer()
    assert key.line in said
    with tenant(INSTALLATION):
        made = db.session.scalars(select(Event).where(Event.name == "log-key:made")).one()
    assert made.facts == {
        "key_name": key.name,
        "key_id": key.id,
        "public_key": key.line,
        "endorsement": "",
    }
    assert run(real_app, "keys", "make")[0] == 1
    assert keys.signer().public == key.public
    assert run(real_app, "keys", "show") == (0, f"{key.line}\n")


def test_a_new_key_signs_at_once_and_the_old_one_never_again(
    real_app: Flask, tmp_path: Path
) -> None:
    run(real_app, "keys", "make")
    old = keys.signer()
    before = sign("before\n", old)
    status, _said = run(real_app, "audit", "rotate-key")
    assert status == 0
    new = keys.signer()
    assert new.public != old.public
    names = sorted(path.name for path in (tmp_path / "production" / "keys").iterdir())
    assert names == ["log-1.pub.pem", "log-2.pem"]
    assert keys.public_keys() == [new.public, old.public]
    assert open_note(before, keys.public_keys()) == "before\n"
    with tenant(INSTALLATION):
        facts = db.session.scalars(
            select(Event.facts).where(Event.name == "log-key:made").order_by(Event.number)
        ).all()[-1]
    assert facts["public_key"] == new.line
    word = b64decode(facts["endorsement"])
    Ed25519PublicKey.from_public_bytes(old.public).verify(word, new.line.encode())
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(new.public).verify(word, new.line.encode())


def test_what_the_old_key_signed_still_holds_after_two_rotations(own_app: Flask) -> None:
    house = make.house()
    with tenant(house.id), transaction():
        assert sign_what_grew()
    for _ in range(2):
        assert run(own_app, "audit", "rotate-key")[0] == 0
    assert run(own_app, "audit", "checkpoint")[0] == 0
    status, said = run(own_app, "audit", "verify")
    assert status == 0, said


def test_a_change_of_key_that_broke_off_is_made_good_by_the_next(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, old = make.house(), keys.signer()
    with monkeypatch.context() as patch:
        patch.setattr(keys, "replace_key", lambda _key: (_ for _ in ()).throw(OSError("full")))
        assert run(own_app, "audit", "rotate-key")[0] == 1
    assert keys.signer().public == old.public
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_a, **_k: (_ for _ in ()).throw(OSError("gone")))
        assert run(own_app, "audit", "rotate-key")[0] == 1
    assert run(own_app, "audit", "rotate-key")[0] == 0
    folder = own_app.extensions["evenhand"].data / "keys"
    private = [path for path in folder.iterdir() if path.suffixes == [".pem"]]
    assert len(private) == 1, "no older private half is left behind"
    with tenant(house.id), transaction():
        assert sign_what_grew()
    status, said = run(own_app, "audit", "verify")
    assert status == 0, said


def test_a_key_that_another_change_made_at_the_same_moment_isnt_written_over(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys.signer()
    monkeypatch.setattr(keys, "put_key", lambda _number, _key: False)
    status, said = run(own_app, "audit", "rotate-key")
    assert (status, "Somebody else replaced the key" in said) == (1, True)
    assert keys.signer().public == old.public


def test_a_log_that_an_act_signed_meanwhile_isnt_signed_again(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make.house()
    real = checkpoints.latest_checkpoint

    def after_another_signed(log_id: uuid.UUID) -> Any:
        monkeypatch.undo()
        head = db.session.scalars(select(Log).where(Log.id == log_id)).one()
        checkpoints.sign_checkpoint(log_id, checkpoints.peaks_of(head))
        return real(log_id)

    monkeypatch.setattr(checkpoints, "latest_checkpoint", after_another_signed)
    with tenant(house.id), transaction():
        assert sign_what_grew() == []


def test_daily_checkpoints_can_be_written_out_for_somebody_else(
    own_app: Flask, tmp_path: Path
) -> None:
    house = make.house()
    folder = tmp_path / "out"
    assert run(own_app, "audit", "checkpoint", "--to", str(folder)) == (0, "2 signed\n")
    files = sorted(folder.iterdir())
    assert any(str(house.id) in path.name for path in files)
    status, said = run(own_app, "audit", "verify", "--checkpoint", str(files[0]))
    assert status == 0, said
    assert run(own_app, "audit", "checkpoint") == (0, "0 signed\n")


def test_a_size_that_tells_of_bids_or_marks_isnt_written_out(
    stages: Stages, tmp_path: Path
) -> None:
    shown = {}
    for stage in ("drafting", "open", "closed", "opened", "marking", "moderating", "released"):
        with stages.at(stage) as story:
            folder = tmp_path / stage
            assert run(stages.app, "audit", "checkpoint", "--to", str(folder))[0] == 0
            shown[stage] = any(str(story.id) in path.name for path in folder.iterdir())
    assert [stage for stage, is_shown in shown.items() if is_shown] == [
        "drafting",
        "moderating",
        "released",
    ]


def test_a_note_of_other_tools_is_read_and_its_key_written_the_same_way() -> None:
    name, _id, encoded = EXAMPLE_KEY.split("+", 2)
    public = b64decode(encoded)[1:]
    assert verifier_key(name, public) == EXAMPLE_KEY
    assert open_note(EXAMPLE, [public]) == "This is an example message.\n"
    for altered in (
        EXAMPLE.replace("example message", "exemplary message"),
        EXAMPLE.replace("example.com", "example.org"),
        EXAMPLE.replace("\n\n", "\n"),
        EXAMPLE.replace("\N{EM DASH}", "-"),
        EXAMPLE[:-1],
        EXAMPLE.replace("aQM=", "aQA="),
        json.dumps(EXAMPLE),
        "",
    ):
        with pytest.raises(BadNote):
            open_note(altered, [public])
    with pytest.raises(BadNote):
        open_note(EXAMPLE, [])
