"""The sentence that each event of thanks reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "certificate:made": say("%(actor)s made a certificate of taking part in a panel."),
    "diary:shared": say("%(actor)s told who leads their panel how many hours they gave."),
    "diary:taken-back": say("%(actor)s took back how many hours they gave."),
    "thanks:promised": say("%(actor)s wrote what a panel gets as thanks."),
    "thanks:given": say("%(actor)s noted that somebody on a panel was given thanks."),
    "thanks:said": say("%(actor)s said whether thanks that were noted have come."),
}
