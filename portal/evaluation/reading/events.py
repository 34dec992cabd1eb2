"""The sentences that the events of reading read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "marking:order-set": say("%(actor)s decided in which order evaluators read: %(order)s."),
    "passage:warned": say(
        "%(actor)s decided whether people are warned before the answer of Bid %(label)s on"
        " %(criterion)s (version %(version)s)."
    ),
    "flag:raised": say(
        "%(actor)s told the lead something about the answer of Bid %(label)s on %(criterion)s"
        " (number %(number)s)."
    ),
    "flag:answered": say("%(actor)s answered what an evaluator had told them (number %(number)s)."),
}
