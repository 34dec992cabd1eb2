"""The sentence that each event of insights and asks reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "insight:entered": say("%(actor)s wrote down what somebody said."),
    "insight:withdrawn": say("%(actor)s took an insight off the list."),
    "insight:linked": say("%(actor)s noted that an insight shaped ‘%(title)s’ (%(part)s)."),
    "insight:unlinked": say(
        "%(actor)s noted that an insight doesn’t shape ‘%(title)s’ (%(part)s)."
    ),
    "panel:asked": say(
        "%(actor)s noted that a panel is asked on %(asked_on)s for %(minutes)s minutes."
    ),
}
