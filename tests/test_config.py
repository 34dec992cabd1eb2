"""The portal refuses to start with settings that are incomplete or unsafe, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import create_app
from portal.config import BadConfig, read_config

SAFE = {
    "EVENHAND_MODE": "production",
    "EVENHAND_SECRET_KEY": "k" * 32,
    "EVENHAND_DATABASE": "postgresql://evenhand@localhost/evenhand",
    "EVENHAND_BASE_URL": "https://tenders.example",
    "EVENHAND_DRAFT_KEY": "d" * 64,
}

UNSAFE = {
    "no mode": ({"EVENHAND_MODE": ""}, "EVENHAND_MODE"),
    "an unknown mode": ({"EVENHAND_MODE": "development"}, "production, demo or test"),
    "no key": ({"EVENHAND_SECRET_KEY": ""}, "EVENHAND_SECRET_KEY"),
    "a short key": ({"EVENHAND_SECRET_KEY": "k" * 31}, "at least 32 characters"),
    "debugging": ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG must be off"),
    "plain http": ({"EVENHAND_BASE_URL": "http://tenders.example"}, "https://"),
    "no address": ({"EVENHAND_BASE_URL": ""}, "https://"),
    "SQLite with two web processes": (
        {"EVENHAND_DATABASE": "", "WEB_CONCURRENCY": "2"},
        "SQLite serves one web process",
    ),
    "an odd number of processes": ({"WEB_CONCURRENCY": "two"}, "whole number"),
    "no key for drafts": ({"EVENHAND_DRAFT_KEY": ""}, "EVENHAND_DRAFT_KEY_FILE"),
    "a key for drafts that is none": ({"EVENHAND_DRAFT_KEY": "d" * 63}, "64 hexadecimal digits"),
    "a key for drafts that isn't there": (
        {"EVENHAND_DRAFT_KEY": "", "EVENHAND_DRAFT_KEY_FILE": "/nowhere/key"},
        "can't be read from /nowhere/key",
    ),
    "a scanner that is nowhere": ({"EVENHAND_CLAMD": "clamd"}, "EVENHAND_CLAMD"),
    "mail without a sender": ({"EVENHAND_SMTP": "smtp://localhost"}, "EVENHAND_MAIL_FROM"),
}


@pytest.mark.parametrize(("changes", "why"), UNSAFE.values(), ids=UNSAFE.keys())
def test_production_refuses(tmp_path: Path, changes: dict[str, str], why: str) -> None:
    environ = {"EVENHAND_DATA": str(tmp_path)} | SAFE | changes
    with pytest.raises(BadConfig) as refusal:
        read_config(environ)
    assert why in str(refusal.value)
    assert SAFE["EVENHAND_SECRET_KEY"] not in str(refusal.value)


def test_production_starts_when_all_is_safe(tmp_path: Path) -> None:
    config = read_config({"EVENHAND_DATA": str(tmp_path)} | SAFE)
    app = create_app(config)
    assert app.config["SESSION_COOKIE_SECURE"] is True
    assert app.config["SESSION_COOKIE_HTTPONLY"] is True
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert app.debug is False
    assert app.testing is False


def test_an_app_without_settings_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*SAFE, "WEB_CONCURRENCY", "FLASK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path))
    with pytest.raises(BadConfig):
        create_app()


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_one_sqlite_file_serves_one_process_in_every_mode(tmp_path: Path, mode: str) -> None:
    environ = {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_MODE": mode,
        "EVENHAND_SECRET_KEY": "k",
        "WEB_CONCURRENCY": "2",
    }
    with pytest.raises(BadConfig):
        read_config(environ)
    assert read_config(environ | {"WEB_CONCURRENCY": "1"}).web_processes == 1


def test_the_settings_file_may_hold_what_the_environment_leaves_out(tmp_path: Path) -> None:
    written = 'mode = "demo"\nsecret_key = "from the file"\n'
    (tmp_path / "config.toml").write_text(written, encoding="utf-8")
    here = {"EVENHAND_DATA": str(tmp_path)}
    assert read_config(here).secret_key == "from the file"
    assert read_config(here | {"EVENHAND_SECRET_KEY": "other"}).secret_key == "other"


@pytest.mark.parametrize("written", ["mode = ", 'colour = "red"', "mode = 3\n= 4"])
def test_a_settings_file_that_makes_no_sense_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "config.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadConfig, match=r"config\.toml"):
        read_config({"EVENHAND_DATA": str(tmp_path), "EVENHAND_MODE": "test"})


def test_the_demos_own_pages_are_not_there_in_production(tmp_path: Path) -> None:
    app = create_app(read_config({"EVENHAND_DATA": str(tmp_path)} | SAFE))
    assert [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/demo")] == []
