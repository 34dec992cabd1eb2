"""The sentence that each event of the specification reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "section:written": say("%(actor)s wrote the section ‘%(title)s’."),
    "section:moved": say("%(actor)s moved the section ‘%(title)s’."),
    "section:removed": say("%(actor)s removed the section ‘%(title)s’."),
    "paragraph:written": say("%(actor)s wrote paragraph %(number)s of the section ‘%(title)s’."),
    "paragraph:moved": say(
        "%(actor)s moved a paragraph of the section ‘%(title)s’. It is number %(number)s now."
    ),
    "paragraph:removed": say("%(actor)s took paragraph %(number)s out of the section ‘%(title)s’."),
    "version:kept": say("%(actor)s kept the specification as it stood, as version %(number)s."),
    "method:changed": say("%(actor)s changed how bids are marked (%(part)s): %(what)s."),
    "method:removed": say("%(actor)s removed from how bids are marked (%(part)s): %(what)s."),
    "tender:published": say(
        "%(actor)s published the tender. The SHA-256 of its method is %(method_sha256)s."
    ),
}
