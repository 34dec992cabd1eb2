"""The sentence that each event of writing together reads as; who wrote what, none of them tells."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "round:opened": say(
        "%(actor)s opened round %(number)s of writing, until %(closes_on)s. Everything has its"
        " answer by %(answers_by)s."
    ),
    "round:closed": say(
        "%(actor)s closed round %(number)s of writing before its day. Everything has its answer by"
        " %(answers_by)s."
    ),
    "round:prolonged": say(
        "%(actor)s gave round %(number)s of writing time until %(closes_on)s. Everything has its"
        " answer by %(answers_by)s."
    ),
    "round:answers-moved": say(
        "%(actor)s said that what was written in round %(number)s has its answer by %(answers_by)s."
    ),
    "suggestion:made": say("%(actor)s made suggestion %(number)s."),
    "suggestion:backed": say("%(actor)s agreed with a suggestion."),
    "suggestions:answered": say("%(actor)s answered suggestions: %(numbers)s."),
    "answers:told": say("%(actor)s told somebody what became of their words."),
    "suggestion:questioned": say("%(actor)s asked for another answer to suggestion %(number)s."),
}
