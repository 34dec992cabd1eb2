"""What a document is made of: blocks of plain text, whatever they are shown on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Heading:
    """A heading: below a title level 2 heads a part, level 3 a part of one."""

    level: int
    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Words; where they hold a new line, a line ends."""

    text: str
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Points:
    """A list of points."""

    texts: Sequence[str]
    kind: ClassVar[str] = "points"


@dataclass(frozen=True)
class Facts:
    """Names and what they are, one pair after the other."""

    pairs: Sequence[tuple[str, str]]
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True)
class Table:
    """Rows of cells under their heads; each row is as long as the head."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    kind: ClassVar[str] = "table"


@dataclass(frozen=True)
class Picture:
    """One of our own pictures (`portal/static/pictures/<name>.svg`), and its words."""

    name: str
    alt: str
    kind: ClassVar[str] = "picture"


@dataclass(frozen=True)
class Signature:
    """A line to sign on, and whose it is."""

    name: str
    role: str
    kind: ClassVar[str] = "signature"


Block = Heading | Paragraph | Points | Facts | Table | Picture | Signature


@dataclass(frozen=True)
class Document:
    """A title, the language of its words (`en`, `cy`) and its blocks."""

    title: str
    language: str
    blocks: Sequence[Block]

    def __post_init__(self) -> None:
        """Who reads by ear finds their way by title and headings, so none is left out."""
        if not self.title.strip():
            raise ValueError("A document has a title.")
        above = 1
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 2 <= block.level <= above + 1:
                    raise ValueError(f"Heading {block.text!r} skips a level.")
                above = block.level
            if isinstance(block, Table) and any(len(row) != len(block.head) for row in block.rows):
                raise ValueError("A row of a table is as long as its head.")


def as_data(document: Document) -> dict[str, Any]:
    """The document as plain lists and texts."""
    blocks = [{"kind": block.kind, **asdict(block)} for block in document.blocks]
    return {"title": document.title, "language": document.language, "blocks": blocks}
