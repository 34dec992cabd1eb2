"""Blocks set on pages by typst, then drawn as any PDF is: people's words go in as data alone."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from portal.bids.cleaning.blocks import Block, Drawing, Read, Table, facts_of
from portal.bids.cleaning.pages import Cleaned
from portal.bids.cleaning.pdf import pages_of_pdf
from portal.core.documents.characters import fonts, showable
from portal.core.files.kinds import BROKEN, Unreadable

HERE = Path(__file__).parent
FULL_WIDTH = 1000
MANY_COLUMNS, VERY_MANY = 6, 12


def pages_of_blocks(read: Read) -> Cleaned:
    """The pages of what was read, with their text; and what was left out."""
    try:
        made = typst.compile(HERE / "typeset.typ", format="pdf", **_given(read.blocks))
    except typst.TypstError:
        raise Unreadable(BROKEN) from None
    pages = pages_of_pdf(bytes(made)).pages
    return Cleaned(tuple(page for page in pages if page.text or _draws(read)), _slugs(read))


def _draws(read: Read) -> bool:
    return any(isinstance(block, Drawing) for block in read.blocks)


def _slugs(read: Read) -> tuple[str, ...]:
    return tuple(sorted(read.left_out))


def _given(blocks: Sequence[Block]) -> dict[str, Any]:
    widest = max((len(block.rows[0]) for block in blocks if isinstance(block, Table)), default=1)
    data = {
        "is_wide": widest > MANY_COLUMNS,
        "size": 7 if widest > VERY_MANY else 9 if widest > MANY_COLUMNS else 11,
        "blocks": [_data(block) for block in blocks],
    }
    inputs = {"data": json.dumps(showable(data))}
    return {"root": HERE, "font_paths": fonts(), "sys_inputs": inputs, "timestamp": 0}


def _data(block: Block) -> dict[str, Any]:
    if isinstance(block, Drawing):
        return {
            "kind": block.kind,
            "pixels": list(_png(block.image)),
            "width": min(1.0, max(0.1, block.image.width / FULL_WIDTH)),
        }
    return facts_of(block)


def _png(image: Image.Image) -> bytes:
    bare = image.copy()
    bare.thumbnail((FULL_WIDTH, FULL_WIDTH))
    made = io.BytesIO()
    bare.save(made, "PNG")
    return made.getvalue()
