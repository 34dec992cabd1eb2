"""The sentences that the events of compliance read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "bidder:asked": say("%(actor)s asked a bidder something (number %(number)s): %(purpose)s."),
    "bidder:answered": say("%(actor)s answered what it was asked (number %(number)s)."),
    "bidder:answer-refused-late": say(
        "%(actor)s tried to answer what it was asked (number %(number)s) after the time was over."
    ),
    "exclusion:checked": say(
        "%(actor)s looked at one bidder for exclusion, on %(looked_on)s (number %(number)s)."
    ),
    "bid:disregarded": say("%(actor)s disregarded Bid %(label)s: %(ground)s. %(reason)s"),
    "bid:stays-in": say("%(actor)s kept Bid %(label)s in: %(ground)s. %(reason)s"),
}
