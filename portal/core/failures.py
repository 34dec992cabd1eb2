"""Pages for what goes wrong, in plain words; none of them needs the database."""

from __future__ import annotations

from flask import Flask, g, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

WRITTEN = (400, 403, 404, 413, 429, 500)


def install(app: Flask) -> None:
    """Answer every failure with a written page, or with JSON where a script asked."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(500, _show)


def _show(error: HTTPException) -> tuple[str | dict[str, str], int]:
    code = error.code or 500
    g.has_failed = code >= 500  # the page must stand without the database
    own_words = error.description if _is_ours(error) else None
    if request.accept_mimetypes.best == "application/json":
        return {"error": own_words or error.name}, code
    page = code if code in WRITTEN else (404 if code < 500 else 500)
    return render_template(f"errors/{page}.html", why=own_words), code


def _is_ours(error: HTTPException) -> bool:
    return error.description != type(error).description and not isinstance(
        error, InternalServerError
    )
