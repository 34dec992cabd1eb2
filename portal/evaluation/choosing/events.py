"""The sentence that each event of choosing reads as; none tells a name, a vote or a number."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "choosing:opened": say(
        "%(actor)s asked a panel to choose who marks (choosing %(number)s, by %(way)s, people put"
        " themselves forward until %(forward_until)s)."
    ),
    "choosing:one-each": say(
        "%(actor)s looked at the members of the panel, and said that nobody has two votes (choosing"
        " %(number)s)."
    ),
    "choosing:uncounted": say(
        "%(actor)s deleted the votes uncounted: they were too few to stay private, so the panel"
        " agrees together instead (choosing %(number)s)."
    ),
    "choosing:refusal-lifted": say(
        "%(actor)s lifted a refusal (choosing %(number)s). The ground was: %(ground)s. Why:"
        " %(because)s."
    ),
    "choosing:put-forward": say("%(actor)s put themself forward to mark (choosing %(number)s)."),
    "choosing:withdrawn": say("%(actor)s withdrew (choosing %(number)s)."),
    "choosing:line-taken-out": say(
        "%(actor)s took out what somebody wrote to their panel (choosing %(number)s)."
    ),
    "choosing:voted": say("%(actor)s voted or passed (choosing %(number)s)."),
    "choosing:decided": say(
        "%(actor)s settled whom the panel has chosen, and the reserves (choosing %(number)s)."
    ),
    "choosing:refused": say(
        "%(actor)s refused somebody whom the panel had chosen (choosing %(number)s). The published"
        " ground: %(ground)s."
    ),
    "choosing:asked": say("%(actor)s asked a reserve to step in (choosing %(number)s)."),
    "choosing:answered": say("%(actor)s answered whether they take a seat (choosing %(number)s)."),
}
