"""What a colleague saved in the meantime, or another window, is never written over unseen."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from portal.audit.journal import canonical
from portal.bids.content import Content
from portal.core.errors import Refused
from portal.core.words import say

WRITTEN = say(
    "Somebody saved something else here in the meantime: a colleague, or you in another window."
    " Look at both, then save the one that you want."
)


class Part(NamedTuple):
    """One part of a draft that is written on a page of its own; `key` is answers, gates or price.

    What stands in it has a version, worked out from its words: 0 where there is nothing.
    """

    key: str
    code: str = ""

    def of(self, content: Content) -> Any:
        """What stands there."""
        if self.key == "price":
            return content.get("lines") or content.get("price", "")
        if self.key == "whole":
            return {name: each for name, each in content.items() if name != "files"}
        found = content.get(self.key, {})
        return found.get(self.code, "") if self.code else found

    def version_of(self, content: Content) -> int:
        """The version of what stands there."""
        stands = self.of(content)
        if not stands:
            return 0
        return int(hashlib.sha256(canonical(stands).encode()).hexdigest()[:7], 16) + 1


class Seen(NamedTuple):
    """Which version of a part somebody had before them when they wrote."""

    part: Part
    version: int


class Overtaken(Refused):
    """Something newer stands that the writer hadn't seen; nothing was changed."""


def refuse_overtaken(before: Content, after: Content, seen: Seen) -> None:
    """Refuse words that would overwrite others unseen. The same words again overwrite nothing."""
    part, stands = seen.part, seen.part.version_of(before)
    if stands not in (0, seen.version) and stands != part.version_of(after):
        raise Overtaken(WRITTEN)
