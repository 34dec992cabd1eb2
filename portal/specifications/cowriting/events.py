"""The sentence that each event of writing together reads as; who wrote what, none of them tells."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "round:opened": say("%(actor)s opened round %(number)s of writing, until %(closes_on)s."),
    "round:closed": say("%(actor)s closed round %(number)s of writing before its day."),
    "round:prolonged": say("%(actor)s gave round %(number)s of writing time until %(closes_on)s."),
    "suggestion:made": say("%(actor)s made suggestion %(number)s."),
    "suggestion:backed": say("%(actor)s agreed with a suggestion."),
    "suggestions:answered": say("%(actor)s answered suggestions: %(numbers)s."),
    "suggestion:questioned": say("%(actor)s asked for another answer to suggestion %(number)s."),
}
