"""Why people have more time: grounds to choose from, so that nobody writes what a person needs."""

from __future__ import annotations

from portal.core.words import say

GROUNDS = {
    "asked": say("Somebody asked for more time"),
    "more": say("There is more to read than was expected"),
    "fault": say("Something of ours didn’t work, or came late"),
    "plan": say("The timetable has changed"),
}
