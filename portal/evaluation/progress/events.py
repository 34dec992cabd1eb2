"""The sentences that the events of the last day for marks read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "marking:day-set": say("%(actor)s set %(ends_on)s as the last day for marks."),
    "marking:time-given": say("%(actor)s gave somebody more time to mark."),
}
