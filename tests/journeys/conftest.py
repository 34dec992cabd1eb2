"""The loaded demo: told once for the whole test session, served once for each of its processes."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import ROOT, Server, served

STEPS = (["portal.demo"], ["flask", "--app", "wsgi", "db", "upgrade"])
LOAD = ["flask", "--app", "wsgi", "demo", "load"]


@pytest.fixture(scope="session")
def loaded_demo(session_folder: Path) -> Path:
    """The folder of a demo that nobody serves: copy it. One process loads it, the others wait."""
    folder = session_folder / "demo"
    os.environ["XDG_STATE_HOME"] = str(session_folder / "state")  # where its key for drafts lies
    with open(session_folder / "demo.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            loading = session_folder / "demo.loading"
            for step in (*STEPS, LOAD):
                _run(loading, step)
            loading.rename(folder)
    return folder


def _run(folder: Path, step: list[str]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
    subprocess.run(
        [sys.executable, "-m", *step],
        cwd=ROOT,
        env={**kept, "EVENHAND_DATA": str(folder)},
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="session")
def demo(loaded_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, served; the journeys in it are those of different people."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(loaded_demo, folder)
    with served({"EVENHAND_DATA": str(folder)}) as server:
        yield server
