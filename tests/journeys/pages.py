"""How a page looks, whatever it says: of what kind it is, and of which pieces."""

from __future__ import annotations

import re

PIECE = re.compile(r'<(\w+)(?=[\s>])[^>]*?(?:\sclass="([^"]*)")?[^>]*>')
ROW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMED = re.compile(r"/(bids|marking|moderation|gates|letters|answers)/(?!sign-off)[^/?]+(/[^/?]+)?")


def look_of(path: str, page: str) -> tuple[str, frozenset[tuple[str, ...]]]:
    """The kind of page with the pieces that it is put together of."""
    return _kind(path), frozenset(PIECE.findall(page.partition("<main")[2]))


def _kind(path: str) -> str:
    """An address without what stands for one tender, bid, question or other row."""
    bare, _question, more = ROW.sub("*", path).partition("?")
    return NAMED.sub(r"/\1/*", bare) + ("?" if more else "")
