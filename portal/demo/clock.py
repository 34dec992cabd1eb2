"""The demo's own clock: it runs ahead of the machine's by what stands in a file."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from portal.core import clock

FILE = "clock-ahead"
LONGEST = timedelta(days=3650)


class Ahead:
    """How far the demo's clock runs ahead; every process of the demo reads the same file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._known: tuple[int, timedelta] = (0, timedelta())

    def __call__(self) -> timedelta:
        """The offset, read again only when the file changed."""
        try:
            changed = os.stat(self.path).st_mtime_ns
        except FileNotFoundError:
            return timedelta()
        if changed != self._known[0]:
            seconds = int(self.path.read_text(encoding="ascii") or 0)
            self._known = (changed, timedelta(seconds=seconds))
        return self._known[1]

    def move(self, by: timedelta) -> None:
        """Move the clock forward; it never goes back, because the log's order must hold."""
        ahead = min(self() + max(by, timedelta()), LONGEST)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(str(int(ahead.total_seconds())), encoding="ascii")
        os.replace(fresh, self.path)


def start(folder: Path) -> Ahead:
    """Let the portal's one clock run ahead as the file says."""
    ahead = Ahead(folder)
    clock.set_offset(ahead)
    return ahead
