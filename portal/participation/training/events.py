"""The sentence that each event of training and of words reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "training:finished": say("%(actor)s finished the course ‘%(course)s’."),
    "training:attended": say("%(actor)s noted who did the course ‘%(course)s’ in a group."),
    "training:evaluated": say("%(actor)s said what they thought of the course ‘%(course)s’."),
    "training:words-taken-out": say(
        "%(actor)s took out words that somebody wrote about the course ‘%(course)s’."
    ),
    "training:willing": say("%(actor)s said whether they are willing to be asked."),
    "word:asked": say("%(actor)s marked a word as unclear."),
    "word:explained": say("%(actor)s explained a word."),
    "word:put-aside": say("%(actor)s put a word aside that somebody had marked as unclear."),
}
