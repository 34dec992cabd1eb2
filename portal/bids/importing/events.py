"""The sentences that bringing bids from another system reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "import:handed": say(
        "%(actor)s checked %(bids)s bids from another system, for a second person to confirm."
    ),
    "bid:imported": say("%(actor)s brought a bid from another system."),
    "bidder:added": say("%(actor)s put an organisation into the directory that bid elsewhere."),
    "bidder:invited": say("%(actor)s invited an organisation that bid elsewhere."),
    "bids:imported": say(
        "%(actor)s confirmed the bids that were brought from %(system)s: %(received)s were received"
        " there, %(refused)s of them not taken."
    ),
}
