"""A clean page as its reader sees it: what picture, which words, and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext

from portal.bids.desk.models import ShownPage
from portal.bids.queries import BlindFile

Links = Callable[[int, int], str]
"""The address of a file's page, by the numbers of both."""


def file_links(files: Sequence[BlindFile], link: Links) -> list[dict[str, Any]]:
    """A line for each file that came with an answer: what it is, where to read it, and how long it
    is; never its name."""
    return [_line(each, link) for each in files]


def _line(file: BlindFile, link: Links) -> dict[str, Any]:
    if not file.pages:
        name = gettext("File %(number)s", number=file.number)
        return {"text": name, "href": None, "length": gettext("It can’t be shown")}
    if not file.words:
        name = gettext("File %(number)s, a picture", number=file.number)
    elif file.kind == "xlsx":
        name = gettext("File %(number)s, a table", number=file.number)
    else:
        name = gettext("File %(number)s, to read", number=file.number)
    length = ngettext("%(num)d page", "%(num)d pages", file.pages)
    return {"text": name, "href": link(file.number, 1), "length": length}


def page_facts(
    page: ShownPage, pages: int, number: int, link: Links, picture: str
) -> Mapping[str, Any]:
    """One page of a file to read, with the pages before and after it."""
    return {
        "name": gettext(
            "File %(file)s, page %(page)s of %(pages)s", file=number, page=page.number, pages=pages
        ),
        "picture": picture,
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "before": link(number, page.number - 1) if page.number > 1 else None,
        "after": link(number, page.number + 1) if page.number < pages else None,
    }
