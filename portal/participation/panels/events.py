"""The sentence that each event of panels reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "panel:created": say("%(actor)s made the panel “%(title)s”."),
    "panel:changed": say("%(actor)s changed what is said about a panel."),
    "panel:invited": say("%(actor)s asked somebody to join a panel."),
    "panel:invitation-ended": say("%(actor)s took back a code that leads into a panel."),
    "panel:joined": say("%(actor)s joined a panel."),
    "panel:code-made": say("%(actor)s made a code for new words for somebody of a panel."),
    "panel:words-chosen": say("%(actor)s got a new password or new words."),
    "panel:tidied": say("%(codes)s old codes of panels went, with what stood beside them."),
    "place:changed": say("%(actor)s changed their details on a panel."),
    "place:paused": say("%(actor)s took a break from a panel."),
    "place:taken-up-again": say("%(actor)s came back from a break."),
    "place:left": say("%(actor)s left a panel."),
    "place:renewed": say("%(actor)s gave somebody on a panel a new term."),
    "place:ended": say("%(actor)s ended somebody’s place on a panel."),
    "panel:ended": say("%(actor)s ended a panel."),
    "panel:reminded": say("%(places)s people of a panel were reminded that their term ends soon."),
    "place:turned-16": say("Somebody on a panel turned 16 and decides alone now."),
    "consent:asked": say("%(actor)s made a code for an adult to say yes or no."),
    "consent:noted": say("%(actor)s noted a yes or a no about a panel."),
    "need:written": say("%(actor)s wrote what somebody needs to take part."),
    "need:destroyed": say("What somebody needs to take part was destroyed."),
    "terms:suggested": say("%(actor)s put a sentence forward for a panel’s rules."),
    "terms:written": say("%(actor)s wrote version %(version)s of a panel’s rules."),
    "terms:accepted": say("%(actor)s accepted version %(version)s of their panel’s rules."),
}
