"""The sentences of what happens to a published tender beside its bids."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "tender:amended": say(
        "%(actor)s amended the tender (version %(number)s). Bids until %(deadline_at)s. It changes"
        " what a bid has to say: %(is_material)s. The SHA-256 of the specification is"
        " %(specification_sha256)s. %(reason)s"
    ),
    "bid:confirmed": say("%(actor)s let a bid stand after amendment %(number)s."),
    "tender:ended": say("%(actor)s ended the tender without a contract (%(kind)s): %(reason)s"),
    "briefing:published": say(
        "%(actor)s published a briefing for providers (version %(version)s) at %(at)s. Sign up"
        " until %(sign_up_until)s. It has what was asked there: %(has_answers)s."
    ),
    "briefing:signed-up": say("%(actor)s said how many people come to the briefing: %(people)s."),
    "clarification:asked": say("%(actor)s asked question %(number)s about the tender."),
    "clarification:refused-late": say(
        "%(actor)s tried to ask about the tender after the time for questions and was refused."
    ),
    "clarification:answered": say(
        "%(actor)s wrote the answer to question %(number)s (version %(version)s; for the asker"
        " alone: %(is_for_one)s)."
    ),
    "clarification:released": say(
        "%(actor)s let all have the answers to these questions at one moment: %(numbers)s."
    ),
    "clarification:time-set": say("%(actor)s set until when questions may be asked: %(until)s."),
}
