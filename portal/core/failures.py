"""Pages for what goes wrong, in plain words; those of our own faults need no database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, g, render_template, request
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from portal.core.words import say

Way = dict[str, str]
"""Where the reader goes on from here: `href` and `text` of a link."""

WRITTEN = {
    400: say("We could not read what was sent."),
    403: say("You cannot do this now."),
    404: say("We cannot find that page."),
    405: say("This address works from a button alone."),
    413: say("That is too big to send."),
    429: say("That was too often in a short time."),
    500: say("Something went wrong on our side."),
    503: say("We could not save anything just now."),
}
"""Which pages there are, and what a script is told instead."""

KEYS = ("csrf_token", "draft_of", "seen", "draft_seen", "do")
"""Fields that nobody typed."""

BUSY, DISK_FAILS, DISK_FULL, CANNOT_OPEN = 5, 10, 13, 14
"""How SQLite says that its file can't be used just now."""


def install(app: Flask, way_on: Callable[[], Way]) -> None:
    """Answer every failure with a written page, or with JSON where a script asked.

    `way_on` tells where the reader goes on; core knows no page of its own to send them to.
    """

    def show(error: HTTPException) -> tuple[str | Way, int]:
        if _is_of_the_database(getattr(error, "original_exception", None)):
            error = ServiceUnavailable()
        code = error.code or 500
        g.has_failed = code >= 500  # the page must stand without the database
        page = code if code in WRITTEN else (404 if code < 500 else 500)
        why = gettext(error.description) if _is_refused_with_a_reason(error) else None
        if request.accept_mimetypes.best == "application/json":
            return {"error": why or gettext(WRITTEN[page])}, code
        way = way_on() if code < 500 else _first_page()
        held = _held() if page == 503 else None
        return render_template(f"errors/{page}.html", why=why, way=way, held=held), code

    app.register_error_handler(HTTPException, show)
    app.register_error_handler(500, show)


def _held() -> dict[str, Any] | None:
    """What somebody typed into a form of ours that keeps words, to be sent again from the page that
    says that nothing was saved; no other form comes back, since it may hold a password."""
    if request.method != "POST" or "draft_of" not in request.form:
        return None
    fields = list(request.form.items(multi=True))
    words = [each for name, each in fields if len(each) > 3 and name not in KEYS]
    return {"to": request.full_path.rstrip("?"), "fields": fields, "words": words}


def _is_of_the_database(error: BaseException | None) -> bool:
    """Whether the database is away, full or busy: that passes, or somebody has to make room."""
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is None or code & 0xFF in (BUSY, DISK_FAILS, DISK_FULL, CANNOT_OPEN)


def _first_page() -> Way:
    return {"href": "/", "text": gettext("Go to the first page")}


def _is_refused_with_a_reason(error: HTTPException) -> bool:
    """Whether a policy or a guard said why; what libraries say of themselves isn't for people."""
    return error.code == 403 and error.description != type(error).description
