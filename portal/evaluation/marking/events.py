"""The sentences that the events of marking read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "mark:recorded": say("%(actor)s marked Bid %(label)s on %(criterion)s."),
    "sheet:agreed": say("%(actor)s said yes to the marks for Bid %(label)s, as one of two."),
    "sheet:sent": say("%(actor)s sent the marks for Bid %(label)s."),
    "marking:closed": say("%(actor)s closed the marking, with %(sheets)s sheets."),
    "marking:reopened": say(
        "%(actor)s opened marking again, for somebody who steps in: a group (%(groups)s) had nobody"
        " left for a bid (%(criteria)s)."
    ),
}
