"""What one kind of event carries: facts that stand in the open, and facts behind a seal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """The facts of one kind of event."""

    open: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
