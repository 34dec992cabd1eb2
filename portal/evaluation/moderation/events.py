"""The sentences that the events of moderation read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "moderation:without-course": say(
        "%(actor)s began to record what was agreed. Some of the professionals hadn’t done the"
        " course for staff yet."
    ),
    "moderation:recorded": say(
        "%(actor)s recorded what was agreed about Bid %(label)s on %(criterion)s"
        " (version %(version)s)."
    ),
    "moderation:overruled": say(
        "%(actor)s kept words about Bid %(label)s on %(criterion)s (version %(version)s) that they"
        " were warned of, and said why."
    ),
    "moderation:dissented": say(
        "%(actor)s doesn’t agree with the record about Bid %(label)s on %(criterion)s"
        " (version %(version)s), and said why."
    ),
    "moderation:signed-off": say(
        "%(actor)s signed the record about Bid %(label)s on %(criterion)s (version %(version)s)."
    ),
}
