"""The sentence that each event of a tender's own facts reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "tender:created": say("%(actor)s started the tender."),
    "document:added": say(
        "%(actor)s added a document (%(kind)s, %(size)s bytes). Its SHA-256 is %(sha256)s."
    ),
    "document:removed": say(
        "%(actor)s took out a document that wasn’t published (%(kind)s). Its SHA-256 is %(sha256)s."
    ),
    "tender:changed": say("%(actor)s changed what the tender is."),
    "school-break:entered": say("%(actor)s entered %(kind)s from %(starts_on)s to %(ends_on)s."),
    "school-break:removed": say("%(actor)s took out %(kind)s from %(starts_on)s to %(ends_on)s."),
}
