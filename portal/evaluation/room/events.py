"""The sentences that the events of the room read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "moderation:session-planned": say(
        "%(actor)s planned session %(number)s of moderation for %(starts_on)s: %(minutes)s minutes,"
        " %(items)s answers."
    ),
    "moderation:session-changed": say(
        "%(actor)s changed session %(number)s of moderation: %(starts_on)s, %(minutes)s minutes,"
        " %(items)s answers."
    ),
    "moderation:session-dropped": say("%(actor)s dropped session %(number)s of moderation."),
    "moderation:session-opened": say("%(actor)s opened session %(number)s of moderation."),
    "moderation:session-ended": say("%(actor)s ended session %(number)s of moderation."),
    "moderation:came": say("%(actor)s was there in session %(number)s of moderation."),
    "moderation:laid": say(
        "%(actor)s put Bid %(label)s on %(criterion)s on the table (session %(number)s)."
    ),
    "moderation:group-noted": say(
        "%(actor)s wrote down what a group said among itself about Bid %(label)s on %(criterion)s"
        " (version %(version)s)."
    ),
    "mark:changed": say(
        "%(actor)s changed their mark for Bid %(label)s on %(criterion)s, and said why."
    ),
}
