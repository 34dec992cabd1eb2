"""The sentences that the events of runs read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "moderation:closed": say("%(actor)s closed moderation: %(items)s records, all signed."),
    "moderation:reopened": say(
        "%(actor)s opened moderation again, because a mistake was found in run %(run)s. %(reason)s"
    ),
    "tie:decided": say(
        "%(actor)s decided that Bid %(first)s stands first of those that are tied in run %(run)s"
        " (version %(version)s). %(reason)s"
    ),
    "run:made": say("%(actor)s worked out the result: run %(run)s, %(digest)s."),
}
