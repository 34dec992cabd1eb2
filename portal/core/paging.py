"""Long lists page by page: which page is asked for, and the links to the others."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

NEAR = 2


def page_asked(last: int) -> int:
    """The page that the address asks for, of the first to the `last`."""
    return min(max(1, request.args.get("page", 1, type=int)), last)


def links_of(page: int, last: int) -> dict[str, Any] | None:
    """What `components/page.html` makes links of, to this page's neighbours, the first and the
    last; none where there is one page alone. What else was asked for stays asked for."""
    if last == 1:
        return None
    more: dict[str, Any] = {k: v for k, v in request.args.items() if k != "page" and v}

    def href(number: int) -> str:
        return url_for(request.endpoint or "", **(request.view_args or {}), **more, page=number)

    near = range(max(1, page - NEAR), min(last, page + NEAR) + 1)
    return {
        "previous": href(page - 1) if page > 1 else None,
        "next": href(page + 1) if page < last else None,
        "numbers": [
            {"number": number, "href": href(number), "current": number == page}
            for number in sorted({1, *near, last})
        ],
    }
