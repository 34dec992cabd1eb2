"""A text taken apart where lines are empty, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

HEADING, POINTS = ("## ",), ("- ", "• ", "* ", "– ")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def as_lines(text: str) -> str:
    """A text with line ends of one kind: a browser sends its own."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def blocks(text: str) -> list[str]:
    """The blocks of a text that empty lines part; a heading and a list stay with their text."""
    found: list[str] = []
    for block in filter(None, _EMPTY_LINES.split(as_lines(text))):
        if found and (_begins(found[-1], HEADING) or _begins(block, POINTS)):
            found[-1] = joined([found[-1], block])
        else:
            found.append(block)
    return found


def _begins(block: str, marks: tuple[str, ...]) -> bool:
    """Whether every line of a block begins with one of these."""
    return all(line.lstrip().startswith(marks) for line in block.split("\n"))


def joined(texts: Iterable[str]) -> str:
    """The blocks as one text, an empty line between them."""
    return "\n\n".join(text for text in texts if text)
