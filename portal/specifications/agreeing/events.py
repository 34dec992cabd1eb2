"""The sentence that each event of agreeing reads as; what a member said, none of them tells."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "agreement:asked": say(
        "%(actor)s asked a panel whether it agrees with how bids will be marked, until"
        " %(closes_on)s (ask %(number)s)."
    ),
    "agreement:said": say("%(actor)s said whether they agree (ask %(number)s)."),
    "worry:answered": say("%(actor)s answered a worry of a panel."),
    "agreement:done-without": say(
        "%(actor)s said why the tender is published without a panel’s agreement."
    ),
    "influence:stated": say(
        "%(actor)s said what a group can do (%(step)s, %(kind)s, version %(version)s)."
    ),
    "influence:approved": say(
        "%(actor)s approved that a group is left out (%(step)s, %(kind)s, version %(version)s)."
    ),
    "influence:understood": say("%(actor)s said that they understood how much say they have."),
    "coproduction:led": say("%(actor)s named who leads the writing together."),
}
