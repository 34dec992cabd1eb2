"""What the courses teach: written in `content/*.toml`, shown in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from flask_babel import gettext

CONTENT = Path(__file__).parent / "content"
PARTS = ("warm-up", "understand", "plan", "do", "review")


@dataclass(frozen=True)
class Picture:
    """One of our own drawings: its file, its title, and what it shows for who can't see it."""

    name: str
    title: str
    words: str


@dataclass(frozen=True)
class Choice:
    """One thing that can be answered, and what is said to it."""

    text: str
    why: str


@dataclass(frozen=True)
class Question:
    """Something to think about; nobody counts what is answered, and nothing of it is kept."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Step:
    """One idea on one page; `say` and `do` are for who leads a group through it."""

    slug: str
    part: str
    title: str
    minutes: int
    picture: Picture
    text: tuple[str, ...]
    points: tuple[str, ...]
    attempt: str
    question: Question | None
    say: str
    do: str
    pause: int


@dataclass(frozen=True)
class Course:
    """A way of learning in short steps; `closing` is the minutes for saying what one thought."""

    slug: str
    title: str
    about: str
    closing: int
    may_pass: bool
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long it all takes, with its breaks."""
        return self.closing + sum(step.minutes + step.pause for step in self.steps)

    def step(self, slug: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.slug == slug), None)

    def number(self, step: Step) -> int:
        """Which step it is, counted from 1."""
        return self.steps.index(step) + 1

    def after(self, step: Step) -> Step | None:
        """The step that comes next."""
        return next(iter(self.steps[self.number(step) :]), None)

    def before(self, step: Step) -> Step | None:
        """The step before."""
        return self.steps[self.number(step) - 2] if self.number(step) > 1 else None


def course_of(slug: str) -> Course:
    """A course in the reader's language."""
    told = _translated(written(slug))
    steps = tuple(_step(each) for each in told.pop("steps"))
    return Course(slug=slug, steps=steps, **told)


def step_slugs(slug: str) -> list[str]:
    """The names of a course's steps, in order."""
    return [each["slug"] for each in written(slug)["steps"]]


@cache
def written(name: str) -> dict[str, Any]:
    """What a file of content says, in English."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def extract(
    file: BinaryIO, *_asked: Any, **_options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The texts of a file of content, as translators' tools ask for them."""
    for name, text in _strings(tomllib.loads(file.read().decode())):
        if _is_said(name, text):
            yield 1, None, text, []


def _strings(told: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(told, dict):
        for key, each in told.items():
            yield from _strings(each, key)
    elif isinstance(told, list):
        for each in told:
            yield from _strings(each, name)
    elif isinstance(told, str):
        yield name, told


def _is_said(name: str, text: str) -> bool:
    """Whether a text is for people: names of files and parts are single words without a blank."""
    return " " in text or name in ("word", "forms")


def _translated(told: Any, name: str = "") -> Any:
    if isinstance(told, dict):
        return {key: _translated(each, key) for key, each in told.items()}
    if isinstance(told, list):
        return [_translated(each, name) for each in told]
    return gettext(told) if isinstance(told, str) and _is_said(name, told) else told


def _step(told: dict[str, Any]) -> Step:
    question = told.get("question")
    return Step(
        slug=told["slug"],
        part=told["part"],
        title=told["title"],
        minutes=told["minutes"],
        picture=Picture(**told["picture"]),
        text=tuple(told["text"]),
        points=tuple(told.get("points", ())),
        attempt=told.get("attempt", ""),
        question=_question(question) if question else None,
        say=told["say"],
        do=told["do"],
        pause=told.get("pause", 0),
    )


def _question(told: dict[str, Any]) -> Question:
    return Question(told["text"], tuple(Choice(**each) for each in told["choices"]))
