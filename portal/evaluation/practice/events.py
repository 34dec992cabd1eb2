"""The sentence that each event of getting ready reads as; practising itself leaves none."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "practice:written": say("%(actor)s wrote an invented answer to practise on %(criterion)s."),
    "practice:removed": say("%(actor)s took the invented answer to %(criterion)s away."),
    "confidence:promised": say(
        "%(actor)s of the group “%(group)s” promised to keep what they read to themselves (words,"
        " version %(version)s)."
    ),
}
