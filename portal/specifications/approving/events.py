"""The sentence that each event of the approval before publication reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "publication:asked": say(
        "%(actor)s asked somebody else to approve the publication (number %(number)s)."
    ),
    "publication:approved": say(
        "%(actor)s approved the publication of what the SHA-256 %(specification_sha256)s names"
        " (number %(number)s)."
    ),
    "publication:returned": say("%(actor)s sent it back before publication (number %(number)s)."),
}
