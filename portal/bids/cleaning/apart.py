"""Cleaning in a process of its own: a file that harms its reader ends that process, and no more."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from pathlib import Path

from portal.bids.cleaning.pages import Cleaned, Page
from portal.core.files.apart import said_apart


def cleaned_apart(content: bytes) -> Cleaned:
    """The pages of a file, read within bounds of time and memory; else `Unreadable`."""
    return _read(json.loads(said_apart(Path(__file__).parent / "run.py", content)))


def told(found: Cleaned) -> bytes:
    """The pages as the process apart hands them over."""
    pages = [
        asdict(page) | {"picture": base64.b64encode(page.picture).decode()} for page in found.pages
    ]
    return json.dumps({"pages": pages, "left_out": found.left_out}).encode()


def _read(data: dict[str, list[dict[str, object]]]) -> Cleaned:
    pages = tuple(_page(**each) for each in data["pages"])  # type: ignore[arg-type]
    return Cleaned(pages, tuple(str(each) for each in data["left_out"]))


def _page(picture: str, words: list[list[int]], text: str, width: int, height: int) -> Page:
    places = tuple((w[0], w[1], w[2], w[3], w[4], w[5]) for w in words)
    return Page(base64.b64decode(picture), width, height, text, places)
