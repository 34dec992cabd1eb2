"""What is wrong with an input: where, what, and how to mend it; all problems at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple["str | int", ...]
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def path_text(path: Path) -> str:
    """A JSON path as people write it: `method.criteria[0].weight`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{quoted(step)}]"
    return text or "the whole input"


def quoted(value: object, length: int = 60) -> str:
    """A value in one short line, safe to print whatever is in it."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = f"<{type(value).__name__}>"
    text = text.encode("utf-8", "backslashreplace").decode()
    text = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return text if len(text) <= length else text[: length - 1] + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, with the place where it stands."""

    path: Path
    what: str
    mend: str

    def at(self, where: str) -> str:
        """The problem as one line, for a place that is called something else than its path."""
        return f"{where}: {self.what}. {self.mend}."

    def __str__(self) -> str:
        return self.at(path_text(self.path))


class BadInput(ValueError):
    """The input can't be read; `problems` has every reason, not the first alone."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Problems(list[Problem]):
    """All problems of one input, up to ten thousand; then nobody reads on."""

    MOST = 10_000

    def append(self, problem: Problem) -> None:
        """Note a problem; raises `BadInput` at once where there are too many to tell."""
        super().append(problem)
        if len(self) >= self.MOST:
            rest = Problem((), "there are more problems than can be told", "Mend these first")
            raise BadInput([*self, rest])


@dataclass(frozen=True, slots=True)
class Missing:
    """A mark that the method needs; `evaluator` is `None` where the agreed mark is missing."""

    bid: str
    criterion: str
    group: str
    evaluator: str | None
    why: str

    def __str__(self) -> str:
        who = f"evaluator {quoted(self.evaluator)}, " if self.evaluator is not None else ""
        return (
            f"marks: missing for {who}group {quoted(self.group)}, bid {quoted(self.bid)}, "
            f"criterion {quoted(self.criterion)}: {self.why}."
        )


class Incomplete(ValueError):
    """Marks are missing; `missing` names each. Nothing is ever counted as zero in silence."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = list(missing)
        super().__init__("\n".join(map(str, self.missing)))
