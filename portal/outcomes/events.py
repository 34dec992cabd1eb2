"""The sentences that the events of outcomes read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "decision:made": say(
        "%(actor)s decided to choose %(chosen)s (version %(version)s). %(reason)s"
    ),
    "decision:approved": say("%(actor)s approved the decision. %(reason)s"),
    "decision:sent-back": say("%(actor)s sent the decision back. %(reason)s"),
    "providers:revealed": say("%(actor)s revealed which provider each bid is from."),
    "letters:released": say("%(actor)s released all letters at one moment: %(letters)s."),
    "letter:released": say(
        "%(actor)s released the letter about Bid %(label)s. Its SHA-256 is %(letter_sha256)s."
    ),
    "letter:opened": say("%(actor)s opened its letter for the first time."),
    "notice:recorded": say(
        "%(actor)s recorded that the award notice was published on %(published_on)s"
        " (version %(version)s). Last day of the standstill: %(standstill_ends_on)s."
    ),
}
