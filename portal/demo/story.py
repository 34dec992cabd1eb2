"""Reads the demo's story: prose files, written once, loaded to several stages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLAIN = "<!-- plain words -->"


@dataclass(frozen=True)
class Section:
    """A section of the specification and its twin in plain words."""

    title: str
    body: str
    plain_body: str


@dataclass(frozen=True)
class BidText:
    """What one bid says: answers by criterion, pass/fail answers, price in pounds."""

    answers: dict[str, str]
    gates: dict[str, dict[str, Any]]
    price: str


@dataclass(frozen=True)
class Story:
    """One tender's story, in a folder of its own."""

    folder: Path

    @cached_property
    def tender(self) -> dict[str, Any]:
        """The tender's facts, criteria and rules."""
        return _toml(self.folder / "tender.toml")

    @cached_property
    def sections(self) -> list[Section]:
        """The specification in order."""
        return [_section(path) for path in sorted((self.folder / "specification").glob("*.md"))]

    @cached_property
    def bids(self) -> dict[str, BidText]:
        """The bids by their folder's name."""
        return {path.name: _bid(path) for path in sorted((self.folder / "bids").iterdir())}

    @cached_property
    def marks(self) -> dict[str, list[dict[str, Any]]]:
        """Each evaluator's marks and reasons."""
        return {p.stem: _toml(p)["marks"] for p in sorted((self.folder / "marks").glob("*.toml"))}

    @cached_property
    def conflicts(self) -> dict[str, Any]:
        """What each evaluator declared, and what was decided."""
        return _toml(self.folder / "conflicts.toml")

    @cached_property
    def practice(self) -> dict[str, Any]:
        """The invented bid, and what each evaluator makes of it."""
        return _toml(self.folder / "practice.toml")

    @cached_property
    def published(self) -> dict[str, Any]:
        """What happened between publication and deadline."""
        return _toml(self.folder / "published.toml")

    @cached_property
    def files(self) -> dict[str, Any]:
        """What the files say that a bid brings along."""
        return _toml(self.folder / "files.toml")

    @cached_property
    def moderation(self) -> dict[str, list[dict[str, Any]]]:
        """The moderation of each bid."""
        files = sorted((self.folder / "moderation").glob("*.toml"))
        return {path.stem: _toml(path)["items"] for path in files}

    @cached_property
    def interviews(self) -> dict[str, dict[str, Any]]:
        """What was seen of each bidder at its interview, and the marks that were given for it."""
        files = sorted((self.folder / "interviews").glob("*.toml"))
        return {path.stem: _toml(path) for path in files}

    @cached_property
    def together(self) -> dict[str, Any]:
        """What happened while panels wrote it, act by act, and how much say they have."""
        return _toml(self.folder / "together.toml")

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """How a panel chose who marks for it."""
        return _toml(self.folder / "chosen.toml")

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the panels were told afterwards, and what came of that."""
        return _toml(self.folder / "told.toml")

    def day(self, key: str) -> int:
        """On which day of the story a step of the timetable falls; day 0 is its publication."""
        return int(next(step["day"] for step in self.tender["timetable"] if step["key"] == key))


YOUNG_CARERS = Story(HERE / "young_carers")
HEALTH_VISITING = Story(HERE / "health_visiting")
SCHOOL_NURSES = Story(HERE / "school_nurses")
YOUTH_CAFE = Story(HERE / "youth_cafe")


def casts() -> dict[str, Any]:
    """The invented people and providers of every copy."""
    return told_of("casts.toml")


@cache
def told_of(name: str) -> dict[str, Any]:
    """What a file of the demo tells that belongs to no single tender."""
    return _toml(HERE / name)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _section(path: Path) -> Section:
    heading, _, text = path.read_text(encoding="utf-8").partition("\n")
    body, _, plain = text.partition(PLAIN)
    return Section(heading.removeprefix("# ").strip(), body.strip(), plain.strip())


def _bid(folder: Path) -> BidText:
    facts = _toml(folder / "bid.toml")
    answers = {path.stem: path.read_text(encoding="utf-8").strip() for path in folder.glob("Q*.md")}
    return BidText(answers=answers, gates=facts["gates"], price=str(facts["price"]))
