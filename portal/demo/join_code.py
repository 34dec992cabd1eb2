"""The code with which anybody can try to join a panel of the demo; it works once."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

FILE = "join-code"


def keep(code: str) -> None:
    """Write the code down, because the portal itself keeps its hash alone."""
    _path().write_text(code, encoding="ascii")


def kept() -> str:
    """The code that was made when the demo was loaded; empty where there is none."""
    return _path().read_text(encoding="ascii") if _path().exists() else ""


def _path() -> Path:
    folder: Path = current_app.extensions["evenhand"].data
    return folder / FILE
