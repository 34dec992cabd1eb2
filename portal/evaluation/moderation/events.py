"""The sentences that the events of moderation read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "moderation:recorded": say(
        "%(actor)s recorded what was agreed about Bid %(label)s on %(criterion)s"
        " (version %(version)s)."
    ),
    "moderation:signed-off": say(
        "%(actor)s signed the record about Bid %(label)s on %(criterion)s (version %(version)s)."
    ),
}
