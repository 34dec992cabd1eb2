"""What a Word document or a workbook says, as plain blocks; all else of it stays behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from PIL import Image

from portal.core.documents.blocks import Heading, Paragraph

__all__ = [
    "Block",
    "Drawing",
    "Heading",
    "NewPage",
    "Paragraph",
    "Point",
    "Read",
    "Table",
    "facts_of",
    "squared",
]


@dataclass(frozen=True)
class Point:
    """One point of a list."""

    text: str
    kind: ClassVar[str] = "point"


@dataclass(frozen=True)
class Table:
    """Rows of cells, each row as long as the others."""

    rows: Sequence[Sequence[str]]
    kind: ClassVar[str] = "table"


@dataclass(frozen=True)
class Drawing:
    """A picture that stood in the document, by its pixels."""

    image: Image.Image = field(repr=False)
    kind: ClassVar[str] = "drawing"


@dataclass(frozen=True)
class NewPage:
    """What follows stands on a new page."""

    kind: ClassVar[str] = "new-page"


Block = Heading | Paragraph | Point | Table | Drawing | NewPage


@dataclass
class Read:
    """What was read of a file: its blocks, and what was left out."""

    blocks: list[Block] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def squared(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows made as long as the longest, without empty ones at the end and empty columns there."""
    kept = [[cell.strip() for cell in row] for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    wide = max((n for row in kept for n, cell in enumerate(row, 1) if cell), default=0)
    return [[*row[:wide], *[""] * (wide - len(row))] for row in kept] if wide else []


def facts_of(block: Block) -> dict[str, Any]:
    """A block as plain data, without its pixels."""
    return {"kind": block.kind} | {
        name: value for name, value in vars(block).items() if name != "image"
    }
