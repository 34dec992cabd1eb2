"""A workbook that somebody sends with a form."""

from __future__ import annotations

from contextlib import closing

from flask import request

from portal.core.files.kinds import Unreadable
from portal.core.words import say
from portal.core.workbooks.apart import book_apart
from portal.core.workbooks.reading import LARGEST, Book

ROOM_FOR_THE_FORM = 64 * 1024
NOTHING_CHOSEN = say("Choose a file first.")


def book_sent(field: str = "file") -> Book | str:
    """The cells of what was sent, or what is wrong with it; to be called outside a transaction."""
    request.max_content_length = LARGEST + ROOM_FOR_THE_FORM
    found = request.files.get(field)
    if found is None:
        return NOTHING_CHOSEN
    with closing(found):
        content = found.read()
    try:
        return book_apart(content) if content else NOTHING_CHOSEN
    except Unreadable as problem:
        return problem.message
