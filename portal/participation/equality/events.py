"""The sentence that each event of equality questions reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "equality:answered": say("%(actor)s saved equality questions; what they said isn’t here."),
    "equality:counted": say("The answers to equality questions were counted again."),
}
