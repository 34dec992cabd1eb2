"""The sentence that each event of telling back reads as; who asked or was told, none tells."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "telling:promised": say(
        "%(actor)s said that everybody is told what became of it by %(day)s (version %(version)s)."
    ),
    "telling:published": say("%(actor)s published ‘You said, we did’ (version %(number)s)."),
    "telling:told": say("%(actor)s told somebody what became of it (version %(number)s)."),
    "outcome:told": say("%(actor)s told somebody who took part what was decided."),
    "promise:made": say("%(actor)s made promise %(number)s, expected by %(expected_on)s."),
    "promise:noted": say("%(actor)s noted how promise %(number)s stands: %(state)s."),
    "line:questioned": say("%(actor)s asked about an answer (question %(number)s)."),
    "line:question-given": say(
        "%(actor)s gave question %(number)s to somebody, to reply by %(reply_by)s."
    ),
    "line:replied": say("%(actor)s replied to question %(number)s."),
}
