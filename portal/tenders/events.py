"""The sentence that each event of a tender's own facts reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "tender:created": say("%(actor)s started the tender."),
    "tender:changed": say("%(actor)s changed what the tender is."),
}
