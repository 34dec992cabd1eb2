"""The one clock: every moment that the portal writes or compares comes from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

LONGEST_WAIT = timedelta(minutes=5)
"""How long something that was sent may wait for its turn and still count from when it came (R29):
no browser and no server in front waits longer for an answer."""

_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)
_received: ContextVar[datetime | None] = ContextVar("received", default=None)
_offset: Callable[[], timedelta] = timedelta


def now() -> datetime:
    """The present moment, aware and in UTC (R29: the server's clock decides)."""
    return _fixed.get() or datetime.now(UTC) + _offset()


def wall() -> datetime:
    """The machine's own moment, for sign-ins alone: moving the demo's clock ends nobody's."""
    return datetime.now(UTC)


def received() -> datetime:
    """When all of what is acted on now had come, which decides whether it is in time (R29)."""
    return _received.get() or now()


def receive(moment: datetime | None) -> None:
    """Say when what is acted on from here on had come; None: nothing was sent."""
    _received.set(moment)


def today() -> date:
    """The present day in the United Kingdom, where deadlines and standstills are counted."""
    return now().astimezone(LONDON).date()


def set_offset(offset: Callable[[], timedelta]) -> None:
    """Let the demo's clock run ahead of the machine's by what `offset` answers."""
    global _offset
    _offset = offset


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware `moment`, for tests and for loading the demo's story."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
