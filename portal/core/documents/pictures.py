"""Our own pictures, by name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "static" / "pictures"
NAME = re.compile(r"[a-z][a-z-]*")


@cache
def drawing(name: str) -> str:
    """The SVG of one of our own pictures."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no picture of ours.")
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
