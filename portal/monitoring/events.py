"""The sentence that each event of the register of contracts reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "register:entered": say("%(actor)s entered the contract ‘%(title)s’."),
    "register:changed": say("%(actor)s changed what is said of the contract ‘%(title)s’."),
    "register:begun": say("%(actor)s began to understand what comes after ‘%(title)s’."),
    "register:removed": say("%(actor)s took the contract ‘%(title)s’ out of the register."),
}
