"""The sentences that the events of opening officers read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "opener:named": say("%(actor)s named an opening officer."),
    "opener:ready": say("%(actor)s chose their opening phrase."),
    "recovery:made": say("%(actor)s made the recovery code, and keeps it."),
    "rehearsal:begun": say("%(actor)s took the first turn at rehearsing the opening."),
    "rehearsal:held": say("%(actor)s took the second turn: the opening is rehearsed."),
    "opening:begun": say("%(actor)s took the first of two turns at opening the bids."),
    "opening:failed": say("%(actor)s tried to open the bids. They couldn’t be, and stay sealed."),
}
