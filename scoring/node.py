"""A cursor over data that nobody has checked yet: it reads, and notes what it can't read."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import islice
from typing import Any, NamedTuple

from scoring.exact import JsonNumber, input_text, read_number
from scoring.problems import Path, Problem, Problems, quoted

DEEPEST = 60
MOST_OPTIONS = 8
NUMBER_FORM = "Write it in digits, like 30, 7.5 or 1/3, without signs, commas or exponents"


class Unread(NamedTuple):
    """Stands for a cell that can't be read as a value, and says why; empty: said elsewhere."""

    what: str
    mend: str


SAID_ELSEWHERE = Unread("", "")


class Node:
    """A value and its place in the document; every problem goes to one shared list."""

    __slots__ = ("log", "path", "value")

    def __init__(self, value: Any, path: Path, log: Problems) -> None:
        self.value, self.path, self.log = value, path, log

    def problem(self, what: str, mend: str) -> None:
        """Note what is wrong here and how to mend it; a cell that wasn't read says so itself."""
        if isinstance(self.value, Unread):
            what, mend = self.value
        if what:
            self.log.append(Problem(self.path, what, mend))

    def lacks(self, key: str, mend: str = "Add it") -> None:
        """Note that a key isn't here."""
        self.child(key, None).problem(f"the key {quoted(key)} is missing", mend)

    def child(self, step: str | int, value: Any) -> Node:
        """The cursor one step further in."""
        return Node(value, (*self.path, step), self.log)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> Fields:
        """The keys of an object; missing and unknown ones are problems, `x-…` is kept."""
        if not isinstance(self.value, dict):
            self.problem(f"{quoted(self.value)} isn't an object", "Write it as {…} with its keys")
            return Fields({}, {})
        known, extra = {}, {}
        for key, value in self.value.items():
            if key in required or key in optional:
                known[key] = self.child(key, value)
            elif isinstance(key, str) and key.startswith("x-"):
                self._key_is_text(key)
                extra[key] = self.child(key, value).kept()
            else:
                self._unknown(key, required, optional)
        for key in required:
            if key not in known:
                self.lacks(key)
        return Fields(known, extra)

    def _unknown(self, key: object, required: Collection[str], optional: Collection[str]) -> None:
        first = [*islice(required, MOST_OPTIONS + 1), *islice(optional, MOST_OPTIONS + 1)]
        mend = f"Take it out, or use {_options(first)}" if first else "Take it out"
        self.child(str(key), None).problem(f"the key {quoted(key)} isn't known here", mend)

    def _key_is_text(self, key: object) -> None:
        if not isinstance(key, str) or not _is_unicode(key):
            self.problem(f"the key {quoted(key)} isn't proper text", "Write it in Unicode")

    def items(self, what: str) -> list[Node]:
        """The entries of a list."""
        if not isinstance(self.value, (list, tuple)) or isinstance(self.value, Unread):
            self.problem(f"{quoted(self.value)} isn't a list", f"Write {what} as a list […]")
            return []
        return [self.child(i, each) for i, each in enumerate(self.value)]

    def text(self, empty: bool = False) -> str | None:
        """A text; an empty one is a problem unless it is allowed."""
        value = self.value
        if not isinstance(value, str) or isinstance(value, JsonNumber):
            self.problem(f"{quoted(value)} isn't text", 'Write it in quotes, like "A"')
            return None
        if not value and not empty:
            self.problem("the text is empty", "Write at least one letter")
            return None
        if not _is_unicode(value):
            self.problem("the text holds half a character", "Write it in Unicode again")
            return None
        return value

    def choice(self, options: Collection[str]) -> str | None:
        """One of the texts that the format names."""
        number = isinstance(self.value, JsonNumber)
        if isinstance(self.value, str) and not number and self.value in options:
            return self.value
        mend = f"Use {_options(options)}" if options else "Take it out"
        self.problem(f"{quoted(self.value)} isn't a choice here", mend)
        return None

    def number(self, least: int = 0, most: int | None = None) -> Fraction | None:
        """An exact number from `least` to `most`."""
        number = read_number(self.value)
        if number is None:
            self.problem(f"{quoted(self.value)} isn't a number", NUMBER_FORM)
            return None
        if number < least or (most is not None and number > most):
            bounds = f"at least {least}" if most is None else f"from {least} to {most}"
            self.problem(f"{quoted(self.value)} is out of bounds", f"Write a number {bounds}")
            return None
        return number

    def truth(self) -> bool | None:
        """`true` or `false`, nothing that is merely like them."""
        if not isinstance(self.value, bool):
            self.problem(f"{quoted(self.value)} isn't true or false", "Write true or false")
            return None
        return self.value

    def kept(self, depth: int = 0) -> Any:
        """What an `x-…` key holds, unchanged, but for numbers, which become their exact text."""
        value = self.value
        if isinstance(value, Unread):
            return self.problem("", "")
        if value is None or isinstance(value, bool):
            return value
        if depth > DEEPEST:
            self.problem("this is nested too deeply", f"Use at most {DEEPEST} levels")
            return None
        if isinstance(value, dict):
            for key in value:
                self._key_is_text(key)
            return {str(k): self.child(str(k), v).kept(depth + 1) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.child(i, each).kept(depth + 1) for i, each in enumerate(value)]
        if isinstance(value, str) and not isinstance(value, JsonNumber):
            return self.text(empty=True)
        number = read_number(value)
        return str(value) if number is None else input_text(number)


class Fields:
    """The known keys of an object as cursors, and its `x-…` keys as they are kept."""

    __slots__ = ("extra", "known")

    def __init__(self, known: dict[str, Node], extra: dict[str, Any]) -> None:
        self.known, self.extra = known, extra

    def __contains__(self, key: str) -> bool:
        return key in self.known

    def __getitem__(self, key: str) -> Node:
        return self.known[key]

    def get(self, key: str) -> Node | None:
        """The cursor at a key, `None` where the key is absent."""
        return self.known.get(key)

    def text(self, key: str, empty: bool = False) -> str | None:
        """The text at a key, where there is one."""
        return self.known[key].text(empty) if key in self.known else None

    def number(self, key: str, least: int = 0, most: int | None = None) -> Fraction | None:
        """The number at a key, where there is one."""
        return self.known[key].number(least, most) if key in self.known else None

    def choice(self, key: str, options: Collection[str], default: str | None = None) -> str | None:
        """The choice at a key, or the default where the key is absent."""
        return self.known[key].choice(options) if key in self.known else default


def _options(options: Collection[str]) -> str:
    first = ", ".join(quoted(each) for each in islice(options, MOST_OPTIONS))
    return first if len(options) <= MOST_OPTIONS else f"{first} …"


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= each <= "\udfff" for each in text)
