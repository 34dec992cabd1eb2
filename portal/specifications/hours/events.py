"""The sentence that each event of hours reads as; what a member said, none of them tells."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "hours:planned": say(
        "%(actor)s worked out the hours of reading and marking for %(bids)s bids:"
        " %(minutes)s minutes, at most %(cap_hours)s hours (%(kind)s, version %(version)s)."
    ),
    "hours:said": say("%(actor)s said whether the hours are fine (%(kind)s, version %(version)s)."),
    "hours:explained": say("%(actor)s said why the hours stay as they are (%(kind)s)."),
}
