"""The two commands, on a small app in place of the portal: what they say, keep, mend and end."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parent.parent
APP = """
import os, pathlib, sqlite3, sys, time
import flask
app = flask.Flask(__name__)
data = pathlib.Path(os.environ["EVENHAND_DATA"])
def do(statement):
    with sqlite3.connect(data / "evenhand.db") as connection:
        return connection.execute(statement).fetchall()
app.add_url_rule("/health", "health", lambda: {"status": "ok"})
app.cli.add_command(demo := flask.cli.AppGroup("demo"))
app.cli.add_command(db := flask.cli.AppGroup("db"))
@db.command()
def upgrade():
    do("create table if not exists person (name)")
@demo.command()
def load():
    do("insert into person values ('half')")
    time.sleep(float(os.environ.get("LOAD_SECONDS", "0")))
    do("insert into person values ('whole')")
@demo.command("is-loaded")
def is_loaded():
    sys.exit(not do("select 1 from person where name = 'whole'"))
@demo.command()
def accounts():
    print("sam@example.org  river-lamp")
"""
SETTINGS = """
import os, pathlib
path = pathlib.Path(os.environ["EVENHAND_DATA"]) / "config.toml"
path.exists() or path.write_text('mode = "demo"')
"""


class House:
    """A folder with the two commands and the small app in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "instance"

    def environment(self, **variables: str) -> dict[str, str]:
        """This process's variables without what could lead the commands elsewhere."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("EVENHAND_", "PYTEST_"))}
        return kept | variables

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            ["bash", str(self.root / "bin" / command[0]), *command[1:]],
            env=self.environment(**variables),
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
        )

    def start(self, *command: str, **variables: str) -> subprocess.Popen[str]:
        """Start a command and go on."""
        return subprocess.Popen(
            ["bash", str(self.root / "bin" / command[0]), *command[1:]],
            env=self.environment(**variables),
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def people(self) -> list[str]:
        """The names in the demo's database."""
        with contextlib.closing(sqlite3.connect(self.data / "evenhand.db")) as connection:
            return [name for (name,) in connection.execute("select name from person")]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The two commands in a folder with a space in its name, with nothing installed."""
    root = tmp_path / "even hand"
    shutil.copytree(ROOT / "bin", root / "bin")
    (root / "migrations" / "versions").mkdir(parents=True)
    (root / "migrations" / "versions" / "first.py").write_text("")
    (root / "portal" / "demo").mkdir(parents=True)
    for package in (root / "portal", root / "portal" / "demo"):
        (package / "__init__.py").write_text("")
    (root / "portal" / "demo" / "__main__.py").write_text(SETTINGS)
    shutil.copy(ROOT / "portal" / "server.py", root / "portal")
    for name in ("setup.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    (root / "wsgi.py").write_text(APP)
    return House(root)


@pytest.fixture
def furnished(house: House) -> House:
    """The same, with an environment that was installed for its settings."""
    environment = house.root / ".venv"
    environment.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (environment / name).symlink_to(Path(sys.prefix) / name)
    counted = subprocess.run(
        "cat setup.cfg pyproject.toml | cksum",
        shell=True,
        cwd=house.root,
        capture_output=True,
        text=True,
        check=True,
    )
    (environment / "installed").write_text(f"{house.root} {counted.stdout}")
    return house


@contextlib.contextmanager
def taken_port() -> Iterator[str]:
    """A port that something else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield str(listener.getsockname()[1])


def free_port() -> str:
    """A port that nothing listens on just now."""
    with taken_port() as port:
        return port


def is_up(port: str) -> bool:
    """Whether the server answers on the port within ten seconds."""
    for _ in range(200):
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/health").status == 200
        time.sleep(0.05)
    return False


def wait_for(path: Path, words: str) -> None:
    """Wait until a file holds these words."""
    for _ in range(200):
        if path.exists() and words in path.read_text():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path.name} never said {words!r}")


def is_empty(group: int) -> bool:
    """Whether no process of the group is left, within five seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def pretend_python(house: House, script: str) -> str:
    """A search path on which every Python is this shell script."""
    folder = house.root / "pretend"
    folder.mkdir()
    for name in ("python3", *(f"python3.{minor}" for minor in range(11, 15))):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a failed command says: one sentence, and no traceback."""
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


@pytest.mark.parametrize("command", ["demo", "test"])
def test_help_names_the_options(house: House, command: str) -> None:
    done = house.run(command, "--help")
    assert done.returncode == 0
    assert ("--fresh" if command == "demo" else "--quick") in done.stdout


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(["--frehs"], {}), ([], {"PORT": "eighty"}), ([], {"PORT": "70000"}), ([], {"PORT": "0"})],
)
def test_demo_refuses_what_it_does_not_know(
    house: House, arguments: list[str], variables: dict[str, str]
) -> None:
    done = house.run("demo", *arguments, **variables)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not house.data.exists()


def test_demo_names_a_python_that_is_too_old(house: House) -> None:
    path = pretend_python(house, 'case "$*" in *platform*) echo 3.9.2; exit 0 ;; esac; exit 1')
    assert "this machine has 3.9.2" in one_sentence(house.run("demo", PATH=path))


def test_demo_names_a_missing_venv_module(house: House) -> None:
    path = pretend_python(house, 'case "$*" in *ensurepip*) exit 1 ;; esac')
    assert "apt install python3-venv" in one_sentence(house.run("demo", PATH=path))


@pytest.mark.parametrize("command", ["demo", "test"])
def test_an_environment_elsewhere_is_never_cleared(
    house: House, tmp_path: Path, command: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("mine")
    (house.root / ".venv").symlink_to(elsewhere)
    assert ".venv is a link" in one_sentence(house.run(command))
    assert (elsewhere / "kept").read_text() == "mine"


def test_demo_names_a_taken_port(furnished: House) -> None:
    with taken_port() as port:
        assert f"Port {port} is taken" in one_sentence(furnished.run("demo", PORT=port))


def test_demo_leaves_somebody_elses_data_alone(furnished: House) -> None:
    furnished.data.mkdir()
    (furnished.data / "evenhand.db").write_text("real")
    done = furnished.run("demo", "--fresh", "--no-serve")
    assert "isn't a demo" in one_sentence(done)
    assert (furnished.data / "evenhand.db").read_text() == "real"


def test_demo_keeps_what_was_done_until_it_is_told_to_start_over(furnished: House) -> None:
    first = furnished.run("demo", "--no-serve")
    assert first.returncode == 0
    assert "sam@example.org" in first.stdout
    with contextlib.closing(sqlite3.connect(furnished.data / "evenhand.db")) as connection:
        connection.execute("insert into person values ('mine')")
        connection.commit()
    (furnished.root / "migrations" / "versions" / "second.py").write_text("")
    (furnished.data / "accounts.txt").unlink()
    assert "sam@example.org" in furnished.run("demo", "--no-serve").stdout
    assert furnished.people() == ["half", "whole", "mine"]
    assert furnished.run("demo", "--no-serve", "--fresh").returncode == 0
    assert furnished.people() == ["half", "whole"]


def test_demo_uses_another_folder_when_told(furnished: House, tmp_path: Path) -> None:
    other = tmp_path / "my data"
    done = furnished.run("demo", "--no-serve", EVENHAND_DATA=str(other))
    assert done.returncode == 0
    assert (other / "evenhand.db").exists()
    assert not furnished.data.exists()


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_demo_starts_an_interrupted_load_over(furnished: House, way: signal.Signals) -> None:
    loading = furnished.start("demo", "--no-serve", LOAD_SECONDS="60")
    wait_for(furnished.data / "demo-stage", "loading")
    for _ in range(200):
        with contextlib.suppress(sqlite3.OperationalError):
            if furnished.people() == ["half"]:
                break
        time.sleep(0.05)
    loading.send_signal(way)
    assert loading.wait(10) != 0
    assert furnished.run("demo", "--no-serve").returncode == 0
    assert furnished.people() == ["half", "whole"]


def test_demo_serves_and_ends_with_all_its_processes(furnished: House) -> None:
    port = free_port()
    serving = furnished.start("demo", PORT=port)
    try:
        assert is_up(port)
        second = furnished.run("demo", "--no-serve")
        assert "is running on" in one_sentence(second)
        serving.send_signal(signal.SIGINT)  # as Ctrl-C does
        assert serving.wait(10) == 0
        assert is_empty(serving.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()
