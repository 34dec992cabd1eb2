"""Long lists page by page: which page is asked for, and the links to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

A_PAGE = 25
NEAR = 2
MOST_WORDS = 200


@dataclass(frozen=True)
class Paged:
    """Which part of a list is shown; `ways` is what the pagination shows, none for one page."""

    offset: int
    limit: int
    ways: dict[str, Any] | None


def paged(count: int, *, size: int = A_PAGE, name: str = "page") -> Paged:
    """The part of so many lines that is asked for, or the one nearest to it.

    `name`: what the address calls the number, where a page has two lists.
    """
    last = max(1, -(-count // size))
    page = page_asked(last, name)
    return Paged((page - 1) * size, size, links_of(page, last, name))


def page_asked(last: int, name: str = "page") -> int:
    """The page that the address asks for, of the first to the `last`."""
    return min(max(1, request.args.get(name, 1, type=int)), last)


def links_of(page: int, last: int, name: str = "page") -> dict[str, Any] | None:
    """What `components/page.html` makes links of, to this page's neighbours, the first and the
    last; none where there is one page alone. What else was asked for stays asked for."""
    if last == 1:
        return None
    more: dict[str, Any] = {k: v for k, v in request.args.items() if k != name and v}

    def href(number: int) -> str:
        place = more | (request.view_args or {}) | {name: number}
        return url_for(request.endpoint or "", **place)

    near = range(max(1, page - NEAR), min(last, page + NEAR) + 1)
    return {
        "previous": href(page - 1) if page > 1 else None,
        "next": href(page + 1) if page < last else None,
        "numbers": [
            {"number": number, "href": href(number), "current": number == page}
            for number in sorted({1, *near, last})
        ],
    }


def searched(name: str = "q") -> str:
    """The words that a list is searched for."""
    return request.args.get(name, "").replace("\0", "").strip()[:MOST_WORDS]
