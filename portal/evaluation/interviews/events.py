"""The sentences that the events of interviews read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "interview:planned": say(
        "%(actor)s planned the interview of Bid %(label)s for %(starts_on)s (version %(version)s)."
    ),
    "interview:held": say(
        "%(actor)s recorded that the interview of Bid %(label)s was held, and who was there"
        " (version %(version)s)."
    ),
    "interview:missed": say(
        "%(actor)s recorded that the bidder didn’t come to the interview of Bid %(label)s"
        " (version %(version)s)."
    ),
    "interview:marked": say("%(actor)s marked the interview of Bid %(label)s on %(criterion)s."),
    "interview:agreed": say(
        "%(actor)s said yes to the marks for the interview of Bid %(label)s, as one of two."
    ),
    "interview:sent": say("%(actor)s sent their marks for the interview of Bid %(label)s."),
    "contact:reported": say(
        "%(actor)s told that somebody from a bidder got in touch with them (number %(number)s)."
    ),
}
