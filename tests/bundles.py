"""Bundles of the tests: written, looked into, altered, and checked with the verifier alone."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from portal.record.bundle import verify
from portal.record.bundle.readers import reader_for_all, reader_for_bidder
from portal.record.bundle.writing import write_bundle
from tests import make
from tests.make_moderation import Panel
from tests.story import Story

VERIFY = Path(verify.__file__)


@dataclass(frozen=True)
class Verdict:
    """What the verifier said, and its exit status."""

    text: str
    status: int

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return self.status == 0 and "DOESN’T HOLD" not in self.text

    def finds(self, *words: str) -> bool:
        """Whether one line says that something doesn't hold, in these words."""
        lines = [line for line in self.text.splitlines() if line.startswith("DOESN’T HOLD")]
        assert self.status == 1, self.text
        return any(all(word in line for word in words) for line in lines)


def bundle_of(made: Panel | Story, file: Path, bidder: int | None = None) -> Path:
    """The bundle of a tender, whole or for the bidder in this place."""
    with make.looking(made.house.id), open(file, "wb") as out:
        tender = made.tender()
        if bidder is None:
            write_bundle(reader_for_all(tender), out)
        else:
            members = made.bidders if isinstance(made, Story) else made.members
            write_bundle(reader_for_bidder(tender, members[bidder].actor.provider_id), out)
    return file


def checked(bundle: Path, *options: str) -> Verdict:
    """What the verifier says, in this process: quicker than alone, and each run computed once."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(said), patch.object(verify, "computed", _computed):
        status = verify.main([str(bundle), *options])
        said.flush()
    return Verdict(said.buffer.getvalue().decode(), status)  # type: ignore[attr-defined]


_compute = verify.computed
_known: dict[str, dict[str, list[str]]] = {}


def _computed(files: Mapping[str, str], runs: Mapping[str, str]) -> dict[str, list[str]]:
    """What the verifier's other program answers to just this; `checked_alone` always asks it."""
    given = hashlib.sha256(json.dumps([files, runs]).encode()).hexdigest()
    if given not in _known:
        _known[given] = _compute(files, runs)
    return _known[given]


def checked_alone(bundle: Path, *options: str, python: str = sys.executable) -> Verdict:
    """What the verifier says, run alone: no site-packages, nothing of the portal."""
    command = [python, "-I", "-S", str(VERIFY), str(bundle), *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    return Verdict(done.stdout, done.returncode)


def unpacked(bundle: Path, folder: Path) -> Path:
    """The files of a bundle."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder


def words_in(bundle: Path) -> str:
    """Everything in a bundle but the code."""
    with zipfile.ZipFile(bundle) as archive:
        names = [n for n in archive.namelist() if not n.startswith(("scoring/", "verify.py"))]
        return "\n".join([*names, *(archive.read(name).decode() for name in names)])


def lines_in(folder: Path, name: str) -> list[dict[str, Any]]:
    """A file with one object a line."""
    return [json.loads(line) for line in (folder / name).read_text().split("\n")[:-1]]


def change_lines(folder: Path, name: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Write such a file anew after a change."""
    rows = lines_in(folder, name)
    change(rows)
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (folder / name).write_text(text)
