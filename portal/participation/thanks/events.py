"""The sentence that each event of thanks reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "certificate:made": say("%(actor)s made a certificate of taking part in a panel."),
}
