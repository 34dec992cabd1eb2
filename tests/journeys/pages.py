"""Every page that somebody reaches by links, over HTTP, and the pieces of a page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from tests.web import Visitor

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
PIECE = re.compile(r'<(\w+)(?=[\s>])[^>]*?(?:\sclass="([^"]*)")?[^>]*>')
ROW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMED = re.compile(r"/(bids|marking|moderation|gates|letters|answers)/(?!sign-off)[^/?]+(/[^/?]+)?")
FILE = re.compile(r"/files/\d+/\d+")
LIKE = 3
"""So many pages are fetched of those that differ by a tender, a bid or another row alone."""


@dataclass(frozen=True)
class Found:
    """A page, what it answered, and the page whose link led there."""

    path: str
    status: int
    text: str
    found_on: str


def pieces_of(page: str) -> frozenset[tuple[str, ...]]:
    """The pieces that a page is put together of, whatever they say."""
    return frozenset(PIECE.findall(page.partition("<main")[2]))


def _kind(path: str) -> str:
    """An address without what stands for one tender, bid, question or other row."""
    bare, _question, more = ROW.sub("*", path).partition("?")
    return FILE.sub("/files/*", NAMED.sub(r"/\1/*", bare)) + ("?" if more else "")


def pages_of(visitor: Visitor, starts: tuple[str, ...]) -> Iterator[Found]:
    """Follow every link of ours, each address once; nothing is sent."""
    waiting = [(start, "the beginning") for start in starts]
    known, like = set(starts), Counter[str]()
    while waiting:
        path, origin = waiting.pop()
        answer = visitor.get(path)
        yield Found(path, answer.status, answer.text, origin)
        for link in [*LINK.findall(answer.text), answer.location]:
            place = _here(urljoin(path, html.unescape(link)), visitor.address)
            if place and place not in known and like[_kind(place)] < LIKE:
                known.add(place)
                like[_kind(place)] += 1
                waiting.append((place, path))


def _here(address: str, ours: str) -> str:
    parts = urlsplit(address.removeprefix(ours))
    if parts.scheme or parts.netloc or parts.path.startswith("/static/"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
