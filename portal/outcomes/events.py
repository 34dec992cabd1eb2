"""The sentences that the events of outcomes read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "decision:made": say(
        "%(actor)s decided to choose %(chosen)s (version %(version)s). %(reason)s"
    ),
    "approver:placed": say("%(actor)s set who approves in place %(place)s (order %(version)s)."),
    "decision:endorsed": say(
        "%(actor)s said yes to the decision, version %(version)s, in place %(place)s. %(reason)s"
    ),
    "approver:asked": say(
        "%(actor)s sent the decision, version %(version)s, back with a question (%(number)s)."
    ),
    "approver:refused": say(
        "Somebody entered a wrong password as %(actor)s, who was to give their word on the decision"
        " (version %(version)s)."
    ),
    "approver:answered": say("%(actor)s answered question %(number)s of an approver."),
    "narrative:written": say(
        "%(actor)s wrote what “%(group)s” want to say beside the decision (version %(version)s)."
    ),
    "narrative:agreed": say(
        "%(actor)s said that the words of “%(group)s”, version %(version)s, speak for them too."
    ),
    "views:talked": say(
        "%(actor)s wrote down how the groups talked about what they saw differently in run %(run)s"
        " (version %(version)s)."
    ),
    "decision:approved": say("%(actor)s approved the decision. %(reason)s"),
    "decision:sent-back": say("%(actor)s sent the decision back. %(reason)s"),
    "providers:revealed": say("%(actor)s revealed which provider each bid is from."),
    "letter:added": say(
        "%(actor)s added words to the letter about Bid %(label)s (%(part)s, version %(version)s)."
    ),
    "letter:withheld": say(
        "%(actor)s ruled on a passage about Bid %(label)s in the letters (%(part)s, number"
        " %(number)s): %(ground)s."
    ),
    "letter:shown-again": say(
        "%(actor)s took back what was ruled on a passage about Bid %(label)s (%(part)s, number"
        " %(number)s)."
    ),
    "letter:read": say(
        "%(actor)s read the letter about Bid %(label)s as it stood before the release."
    ),
    "letters:taken": say("%(actor)s took a copy of all letters."),
    "debrief:until": say(
        "%(actor)s let providers ask about their letters until %(day)s (version %(version)s)."
    ),
    "debrief:asked": say(
        "%(actor)s asked about the letter for Bid %(label)s (question %(number)s)."
    ),
    "debrief:answered": say(
        "%(actor)s answered question %(number)s about the letter for Bid %(label)s."
    ),
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
