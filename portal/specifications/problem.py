"""What is wrong before publication, and the page that mends it (R4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What is wrong, with the facts its sentence names, and where to mend it.

    `values` are those of the endpoint beside the authority. One that `warns` stops nothing. One
    that `counts` keeps marks from becoming a result at all.
    """

    message: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    warns: bool = False
    counts: bool = False
