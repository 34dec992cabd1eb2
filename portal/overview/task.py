"""A page of a tender as a task: who sees it, and what it waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.core.authorisation import Verdict
from portal.overview import due
from portal.overview.due import Asks, Work


@dataclass(frozen=True)
class Task:
    """A page of the tender, for whoever its policy lets in; `asks` tells what it waits for."""

    endpoint: str
    text: str
    policy: Callable[..., Verdict]
    asks: Asks = due.nothing
    hint: str = ""
    is_own: bool = False
    """Whether its policy judges the actor's own seat too."""
    asks_desk: bool = False
    """Whether its policy judges too if the desk is still at work."""
    is_now: bool = False
    """Whether it is there only while it waits for somebody."""
    plain: tuple[str, str] | None = None
    """Text and hint for evaluators, where they differ."""

    def is_shown(self, work: Work) -> bool:
        """Whether this page is there for the actor now."""
        more: tuple[Any, ...] = (work.part.seat if work.part else None,) if self.is_own else ()
        if self.asks_desk:
            more = (work.course.waits_for_desk,)
        if not self.policy(work.actor, work.tender, *more):
            return False
        return not self.is_now or self.asks(work) is not None
