"""A Word document as blocks: its words as they read with every change accepted, and its pictures.

Nothing else is looked at: no properties, comments, deleted or hidden words, headers, fields' codes,
embedded objects, macros, custom data, links or ids of who wrote when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.bids.cleaning.blocks import (
    Block,
    Drawing,
    Heading,
    NewPage,
    Paragraph,
    Point,
    Read,
    Table,
    squared,
)
from portal.core.files.kinds import BROKEN, Unreadable
from portal.core.files.parts import MC, A, Node, Parts, R, V, W
from portal.core.files.pictures import pixels_of

DOCUMENT = "word/document.xml"
GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}object", f"{MC}Fallback"}
"""Deleted, moved away, codes of fields, embedded objects, and what stands in for something else."""
DEEPEST = 60


def read_docx(content: bytes) -> Read:
    """All that a reader of the document sees, in its order; notes stand at the end."""
    parts = Parts(content)
    reader = _Reader(parts)
    body = parts.tree(DOCUMENT).find(f"{W}body")
    if body is None:
        raise Unreadable(BROKEN)
    reader.read.left_out |= parts.left_out()
    reader.read.blocks += reader.blocks(body)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in parts.names:
            notes = _Reader(parts, name, reader.read)
            kept = [each for each in parts.tree(name) if each.get(f"{W}type") is None]
            reader.read.blocks += [block for note in kept for block in notes.blocks(note)]
    return reader.read


class _Reader:
    """Reads one part of the document; what it comes by and leaves is noted in `read`."""

    def __init__(self, parts: Parts, name: str = DOCUMENT, read: Read | None = None) -> None:
        self.parts, self.read = parts, read or Read()
        self.related = parts.related(name)
        self.levels = _levels(parts)

    def blocks(self, node: Node, depth: int = 0) -> list[Block]:
        """The blocks of a body, a cell, a text box or a note."""
        if depth > DEEPEST:
            raise Unreadable(BROKEN)
        found: list[Block] = []
        for child in node:
            if child.tag in GONE:
                self._note(child)
            elif child.tag == f"{W}p":
                found += self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                found += self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in (f"{W}sectPr", f"{W}tblPr"):
                found += self.blocks(child, depth + 1)
        return found

    def _paragraph(self, node: Node, depth: int) -> list[Block]:
        pieces, beside = self._pieces(node), self._beside(node, depth)
        before: list[Block] = [NewPage()] if "\f" in "".join(pieces) else []
        text = "".join(pieces).replace("\f", "").strip()
        if not text:
            return [*before, *beside]
        level = self._level(node)
        if level:
            return [*before, Heading(min(level, 3), text), *beside]
        is_point = node.find(f"{W}pPr/{W}numPr") is not None
        return [*before, Point(text) if is_point else Paragraph(text), *beside]

    def _pieces(self, node: Node) -> list[str]:
        return [piece for run in self._runs(node) for piece in self._of_run(run)]

    def _runs(self, node: Node) -> Iterator[Node]:
        """The runs of a paragraph that stand in it when every change is accepted."""
        for child in node:
            if child.tag in GONE:
                self._note(child)
            elif child.tag == f"{W}r":
                yield child
            elif child.tag != f"{W}pPr":
                yield from self._runs(child)

    def _of_run(self, run: Node) -> Iterator[str]:
        if _is_on(run.find(f"{W}rPr/{W}vanish")):
            self.read.left_out.add("hidden-words")
            return
        for child in run:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag == f"{W}tab":
                yield " "
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield "\f" if child.get(f"{W}type") == "page" else "\n"
            elif child.tag in (f"{W}noBreakHyphen",):
                yield "-"
            elif child.tag in GONE:
                self._note(child)

    def _beside(self, node: Node, depth: int) -> list[Block]:
        """Pictures and text boxes that hang on a paragraph."""
        found: list[Block] = []
        for run in self._runs(node):
            if _is_on(run.find(f"{W}rPr/{W}vanish")):
                continue
            for each in self._shown(run):
                if each.tag == f"{W}txbxContent":
                    found += self.blocks(each, depth + 1)
                else:
                    found += self._drawn(each)
        return found

    def _shown(self, node: Node) -> Iterator[Node]:
        for child in node:
            if child.tag in GONE:
                continue
            if child.tag in (f"{W}txbxContent", f"{A}blip", f"{V}imagedata"):
                yield child
            else:
                yield from self._shown(child)

    def _drawn(self, node: Node) -> list[Block]:
        part = self.related.get(node.get(f"{R}embed") or node.get(f"{R}id") or "")
        if part is None or part not in self.parts.names:
            return []
        try:
            return [Drawing(pixels_of(self.parts.raw(part)))]
        except Unreadable:
            self.read.left_out.add("drawings")
            return []

    def _table(self, node: Node, depth: int) -> list[Block]:
        rows, pictures = [], []
        for row in (each for each in node.iter(f"{W}tr") if _table_of(each) is node):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.read.left_out.add("deleted-words")
                continue
            cells = [self.blocks(cell, depth + 1) for cell in row if cell.tag == f"{W}tc"]
            rows.append([_words_of(cell) for cell in cells])
            pictures += [each for cell in cells for each in cell if isinstance(each, Drawing)]
        made = squared(rows)
        return [*([Table(made)] if made else []), *pictures]

    def _level(self, node: Node) -> int:
        style = node.find(f"{W}pPr/{W}pStyle")
        return self.levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0

    def _note(self, node: Node) -> None:
        if node.tag == f"{W}object":
            self.read.left_out.add("embedded")
        elif node.tag in (f"{W}del", f"{W}moveFrom"):
            self.read.left_out.add("deleted-words")


def _is_on(switch: Node | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _table_of(row: Node) -> Node:
    return next(above for above in row.iterancestors() if above.tag == f"{W}tbl")


def _words_of(blocks: list[Block]) -> str:
    texts = []
    for block in blocks:
        if isinstance(block, Table):
            texts += [" · ".join(row) for row in block.rows]
        elif isinstance(block, Heading | Paragraph | Point):
            texts.append(block.text)
    return "\n".join(texts)


def _levels(parts: Parts) -> dict[str, int]:
    """Which styles are headings, and of which level."""
    if "word/styles.xml" not in parts.names:
        return {}
    found = {}
    for style in parts.tree("word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name")
        said = name.get(f"{W}val", "").lower() if name is not None else ""
        if level := re.fullmatch(r"heading ([1-9])|(title)", said):
            found[style.get(f"{W}styleId", "")] = int(level[1] or 1)
    return found
