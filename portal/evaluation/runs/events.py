"""The sentences that the events of runs read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "moderation:closed": say("%(actor)s closed moderation: %(items)s records, all signed."),
    "run:made": say("%(actor)s worked out the result: run %(run)s, %(digest)s."),
}
