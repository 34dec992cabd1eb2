"""The sentence of a tender's end without a contract."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "tender:ended": say("%(actor)s ended the tender without a contract (%(kind)s): %(reason)s"),
}
