"""What somebody wrote as blocks of a document, read as pages read it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from portal.core.documents.blocks import Block, Heading, Paragraph, Points

ITEMS = ("- ", "• ", "* ", "– ")


def written(text: str, level: int | None = None) -> Iterator[Block]:
    """An empty line ends a paragraph, lines with a dash are a list; with a `level` a line that
    begins with ## is a heading of it."""
    for kind, lines in groupby(text.splitlines(), key=lambda line: _kind(line, level)):
        if kind == "item":
            yield Points([line.strip()[2:].strip() for line in lines])
        elif kind == "heading":
            yield from (Heading(level or 2, line.strip()[3:].strip()) for line in lines)
        else:
            parts = "\n".join(line.strip() for line in lines).split("\n\n")
            yield from (Paragraph(part.strip()) for part in parts if part.strip())


def _kind(line: str, level: int | None) -> str:
    bare = line.strip()
    if bare.startswith(ITEMS):
        return "item"
    return "heading" if level and bare.startswith("## ") else "words"
