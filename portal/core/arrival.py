"""When what somebody sent had come to the server: what decides at a deadline (R29).

Three know it, the nearest to the sender first: a web server in front that the installation trusts,
the machine's network (`portal/server.py` asks it), and the portal when it has read everything.
Each of the first two says only that it came earlier: whatever waited meanwhile counts against
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import current_app, request

from portal.core import clock
from portal.core.logs import say_of_arrival

ASTRAY = timedelta(seconds=1)
"""How far a clock may run ahead of the portal's before somebody has to look at it."""


def arrived_at() -> datetime:
    """When all of this request had come; asked once it was read to its end."""
    return clock.now() - max(filter(None, map(_waited, _told())), default=timedelta())


def _told() -> Iterator[float]:
    """What was told of it, in seconds since 1970."""
    by_network = getattr(request.environ.get("gunicorn.socket"), "arrived", None)
    if by_network is not None:
        yield by_network
    header = current_app.extensions["evenhand"].arrival_header
    if header and (found := re.fullmatch(r"(?:t=)?(\d{1,12}(?:\.\d{1,9})?)", _header(header))):
        yield float(found[1])
    elif header:
        say_of_arrival("the web server in front told no moment of arrival", 0)


def _header(name: str) -> str:
    return request.headers.get(name, "").strip()


def _waited(moment: float) -> timedelta | None:
    """How long it has waited since; none where that can't be, which is written in the log."""
    waited = timedelta(seconds=clock.wall().timestamp() - moment)
    if waited < -ASTRAY:
        say_of_arrival("a moment of arrival lies in the future", waited.total_seconds())
    elif waited > clock.LONGEST_WAIT:
        say_of_arrival("a moment of arrival is too old", waited.total_seconds())
    else:
        return max(waited, timedelta())
    return None
