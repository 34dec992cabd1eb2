"""An answer in its paragraphs and sentences, each with its place in the text, and what somebody
marked in it. The paragraphs are those that `answer_text` shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

ITEM = re.compile(r"[-•*–] ")
SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[”’\"')]*(?=\s|$)|$)", re.DOTALL)


class Marked(Protocol):
    """A stretch of an answer that somebody marked."""

    @property
    def starts_at(self) -> int: ...
    @property
    def ends_at(self) -> int: ...
    @property
    def kind(self) -> str: ...


@dataclass
class Paragraph:
    """A paragraph, or an item of a list: its lines as places in the text."""

    is_item: bool
    lines: list[tuple[int, int]] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """From its first character to behind its last."""
        return self.lines[0][0], self.lines[-1][1]


def paragraphs_of(text: str) -> list[Paragraph]:
    """A blank line parts paragraphs; a line that begins with a dash or bullet is an item."""
    found: list[Paragraph] = []
    is_open, at = False, 0
    for raw in text.splitlines(keepends=True):
        line, start = raw.strip(), at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if not line:
            is_open = False
            continue
        if is_item := bool(ITEM.match(line)):
            bare = line[2:].strip()
            start += len(line) - len(line[2:].lstrip()) if bare else 0
            line = bare or line
        if is_item or not is_open:
            found.append(Paragraph(is_item))
        found[-1].lines.append((start, start + len(line)))
        is_open = True
    return found


def sentences_in(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The sentences of a paragraph, as places in the text."""
    start, end = paragraph.span
    found = (each.span() for each in SENTENCE.finditer(text[start:end]))
    return [(start + here, start + there) for here, there in found]


def blocks_of(text: str, marked: Sequence[Marked]) -> list[dict[str, Any]]:
    """What a page shows: `p` with one paragraph or `ul` with its items; each in lines, each line in
    pieces {at, text, lit}, where `lit` tells of the mark that the piece belongs to."""
    blocks: list[dict[str, Any]] = []
    for number, paragraph in enumerate(paragraphs_of(text), start=1):
        part = {
            "number": number,
            "lines": [list(_pieces(text, line, marked)) for line in paragraph.lines],
        }
        if paragraph.is_item and blocks and blocks[-1]["is_list"]:
            blocks[-1]["parts"].append(part)
        else:
            blocks.append({"is_list": paragraph.is_item, "parts": [part]})
    return blocks


def _pieces(text: str, line: tuple[int, int], marked: Sequence[Marked]) -> Iterator[dict[str, Any]]:
    at, end = line
    for number, each in enumerate(marked, start=1):
        start, stop = max(each.starts_at, at), min(each.ends_at, end)
        if start >= stop:
            continue
        if start > at:
            yield {"at": at, "text": text[at:start], "lit": None}
        lit = {
            "kind": each.kind,
            "number": number,
            "id": each.starts_at if start == each.starts_at else None,
            "is_last": not text[stop : each.ends_at].strip(),
        }
        yield {"at": start, "text": text[start:stop], "lit": lit}
        at = stop
    if at < end:
        yield {"at": at, "text": text[at:end], "lit": None}


def quote_of(text: str, start: int, end: int, most: int = 14) -> str:
    """The marked words on one line, cut after so many."""
    words = text[start:end].split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of whole words in the text, without blanks at its ends; (start, start) is none."""
    start, end = max(0, start), min(end, len(text))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = max(start, start + len(words.strip()))
    while start < end and start and _is_in_word(text, start):
        start -= 1
    while start < end < len(text) and _is_in_word(text, end):
        end += 1
    return start, end


def _is_in_word(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place].isalnum()


def touching(marked: Iterable[Any], start: int, end: int) -> list[Any]:
    """Those that share a character with this stretch."""
    return [each for each in marked if each.starts_at < end and start < each.ends_at]
