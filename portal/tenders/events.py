"""The sentence that each event of a tender's own facts reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "tender:created": say("%(actor)s started the tender."),
    "tender:changed": say("%(actor)s changed what the tender is."),
    "school-break:entered": say("%(actor)s entered %(kind)s from %(starts_on)s to %(ends_on)s."),
    "school-break:removed": say("%(actor)s took out %(kind)s from %(starts_on)s to %(ends_on)s."),
}
