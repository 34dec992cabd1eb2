"""The order that votes make, and the lot where some have as many: anyone can repeat it (P14)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import groupby

FEWEST = 3
"""An order made of fewer votes than this would tell who voted for whom: of two votes each voter
knows the other one (R19)."""


def ticket(lot: str, member_id: uuid.UUID) -> str:
    """What a member draws: SHA-256 of the lot, a colon and their id; the lowest goes first."""
    return sha256(f"{lot}:{member_id}".encode()).hexdigest()


def in_order(
    members: Iterable[uuid.UUID], sums: Mapping[str, int], lot: str
) -> list[list[uuid.UUID]]:
    """Members by their votes, the most first; those with as many stand together, in the order
    that the lot gave them. How many votes it were isn't told (R19)."""

    def votes(member_id: uuid.UUID) -> int:
        return -sums.get(str(member_id), 0)

    ordered = sorted(members, key=lambda each: (votes(each), ticket(lot, each)))
    return [list(tied) for _votes, tied in groupby(ordered, key=votes)]
