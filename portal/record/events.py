"""The sentences of who looked, what was copied, and what was erased."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "erasure:asked": say("%(actor)s asked to be erased."),
    "bid:looked-at": say("%(actor)s read Bid %(label)s for the first time."),
    "result:looked-at": say("%(actor)s looked at the result for the first time."),
    "result:taken": say("%(actor)s took a copy of the result (%(file)s)."),
    "letter:looked-at": say("%(actor)s read the letter to Bid %(label)s for the first time."),
    "trail:taken": say("%(actor)s took a copy of this record (%(file)s)."),
    "bundle:taken": say("%(actor)s took a copy of the whole record as one file (%(form)s)."),
    "archive:taken": say(
        "%(actor)s took everything of this tender in one archive: %(files)s files. The manifest’s"
        " SHA-256 is %(manifest_sha256)s."
    ),
    "person:erased": say(
        "%(actor)s erased what this record held about somebody (%(cause)s). What they did stays,"
        " without their name."
    ),
    "erasure:repeated": say(
        "%(actor)s took words out of texts again, because an older copy of this record had been put"
        " back."
    ),
    "text:redacted": say(
        "%(actor)s took what tells of a person out of a text of event %(event)s. The new text"
        " stands in its place."
    ),
    "wording:removed": say(
        "%(actor)s took words out of %(texts)s published texts: %(why)s. Their hashes stay."
    ),
}
