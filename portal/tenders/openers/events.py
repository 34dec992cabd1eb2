"""The sentences that the events of opening officers read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "opener:named": say("%(actor)s named an opening officer."),
    "opener:ready": say("%(actor)s chose their opening phrase."),
    "recovery:made": say("%(actor)s made the recovery code, and keeps it."),
    "rehearsal:begun": say("%(actor)s took the first turn at rehearsing the opening."),
    "rehearsal:held": say("%(actor)s took the second turn: the opening is rehearsed."),
    "replacement:begun": say("%(actor)s named a new opening officer in the place of another one."),
    "replacement:handed": say(
        "%(actor)s, the opening officer who stays, brought their share for a new officer."
    ),
    "replacement:stopped": say("%(actor)s stopped the change of an opening officer."),
    "opener:replaced": say(
        "%(actor)s brought the recovery code: a new opening officer has the place of another one,"
        " and all shares are new. No bid was opened."
    ),
    "opening:begun": say("%(actor)s took the first of two turns at opening the bids."),
    "opening:failed": say("%(actor)s tried to open the bids. They couldn’t be, and stay sealed."),
}
