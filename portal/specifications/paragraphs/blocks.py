"""A text and its plain twin, block by block."""

from __future__ import annotations

from itertools import zip_longest

from portal.core.blocks import as_lines, blocks, joined

__all__ = ["as_lines", "blocks", "joined", "paired"]


def paired(body: str, plain_body: str) -> list[tuple[str, str]]:
    """Each block with its twin, in order; what one text has more joins the last pair.

    A text without any twin is taken block by block.
    """
    standard, plain = blocks(body), blocks(plain_body)
    if not standard or not plain:
        return list(zip_longest(standard, plain, fillvalue=""))
    last = min(len(standard), len(plain)) - 1
    pairs = list(zip(standard[:last], plain[:last], strict=True))
    return [*pairs, (joined(standard[last:]), joined(plain[last:]))]
