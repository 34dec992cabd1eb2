"""The sentences that the last day for marks, and those who stop before it, read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "marking:day-set": say("%(actor)s set %(ends_on)s as the last day for marks."),
    "marking:time-given": say("%(actor)s gave somebody more time to mark."),
    "evaluator:stopped": say("%(actor)s of the group “%(group)s” said that they stop marking."),
    "evaluator:went-on": say("%(actor)s of the group “%(group)s” goes on marking after all."),
    "evaluator:stop-decided": say(
        "%(actor)s decided what becomes of the marks of somebody of the group “%(group)s” who"
        " stops: %(outcome)s."
    ),
}
