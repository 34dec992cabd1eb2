"""Why people have more time, or stop: grounds to choose from, and no words about a person."""

from __future__ import annotations

from portal.core.words import say

GROUNDS = {
    "asked": say("Somebody asked for more time"),
    "more": say("There is more to read than was expected"),
    "fault": say("Something of ours didn’t work, or came late"),
    "plan": say("The timetable has changed"),
}

STOPPED = {
    "said": say("They said that they stop"),
    "cannot": say("They can’t go on marking"),
    "silent": say("We couldn’t reach them, and the others wait"),
}
"""Why somebody stops: nobody has to say more, and nobody writes what keeps a person away."""

TOLD = {
    "said": say("You said that you stop marking here."),
    "cannot": say("You can’t go on marking here."),
    "silent": say("We couldn’t reach you, and the others had to go on."),
}
"""The same, as the person reads it; the record has these words beside what was taken out."""
