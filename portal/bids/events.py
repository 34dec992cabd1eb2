"""The sentences that the events of bids read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "bid:submitted": say("%(actor)s submitted a bid."),
    "bid:withdrawn": say("%(actor)s withdrew a bid."),
    "bid:refused-late": say("%(actor)s tried to submit a bid after the deadline and was refused."),
    "bids:opened": say("%(actor)s opened the bids: %(labels)s."),
}
