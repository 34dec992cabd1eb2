"""The sentence that each event of the log itself reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "log-key:made": say("A new key signs the record from now on: %(key_name)s, %(key_id)s."),
}
