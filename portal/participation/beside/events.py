"""The sentence that each event of helpers and mentors reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "helper:named": say("%(actor)s named a helper for somebody on a panel."),
    "helper:ended": say("%(actor)s ended the help of a helper on a panel."),
    "mentor:asked": say("%(actor)s asked a member of a panel to look after somebody new."),
    "mentor:agreed": say("%(actor)s said yes to a peer mentor."),
    "mentor:ended": say("%(actor)s ended the work of a peer mentor."),
}
