"""Structured logs: one line a request, with its id and nothing about a person."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from contextlib import suppress
from traceback import walk_tb
from types import FrameType

import structlog
from flask import Flask, Response, current_app, g, request

PRIVATE = "private"


def install(app: Flask, private: Collection[str] = ()) -> None:
    """Write one JSON line for each request: the rule of its address, never the address itself.

    Of the pages of `private` blueprints it says no more than that it was one: a status or a time
    would tell that somebody sent something (R31).
    """
    app.extensions["private_pages"] = private
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    app.before_request(_start)
    app.after_request(_write)
    app.log_exception = _write_failure  # type: ignore[method-assign]


def _start() -> None:
    g.started = time.perf_counter()


def say_of_scanner(level: str, what: str) -> None:
    """A line about the virus scanner: never what file it was, or whose."""
    _say(level, "scanner", said=what)


def say_of_arrival(why: str, seconds: float) -> None:
    """A moment of arrival that can't be: the web server in front, or a clock, isn't right."""
    _say("ERROR", "arrival", said=why, seconds=round(seconds, 1), request_id=g.get("request_id"))


def _say(level: str, what: str, **facts: object) -> None:
    """Write one line; on a full disk the page goes out all the same."""
    with suppress(OSError):
        structlog.get_logger().log(getattr(logging, level), what, **facts)


def _write(response: Response) -> Response:
    request_id = g.get("request_id")
    if request.blueprint in current_app.extensions["private_pages"]:
        _say("INFO", "request", request_id=request_id, rule=PRIVATE)
        return response
    _say(
        "INFO",
        "request",
        request_id=request_id,
        method=request.method,
        rule=str(request.url_rule) if request.url_rule else None,
        status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1) if "started" in g else None,
    )
    return response


def _write_failure(exc_info: object) -> None:
    """Say where the code failed, without the values it failed on (they may be personal)."""
    error = exc_info[1] if isinstance(exc_info, tuple) else None
    frames = [*walk_tb(error.__traceback__)] if error else []
    ours = [frame for frame in frames if "/site-packages/" not in frame[0].f_code.co_filename]
    where = [_place(*frame) for frame in ours[-12:] + frames[-1:]]
    name, request_id = type(error).__name__, g.get("request_id")
    _say("ERROR", "failure", request_id=request_id, error=name, where=where)


def _place(frame: FrameType, line: int) -> str:
    code = frame.f_code
    return f"{'/'.join(code.co_filename.split('/')[-3:])}:{line} {code.co_name}"
