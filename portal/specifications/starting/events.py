"""The sentence that each event of starting and of the library reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "tender:started-from": say("%(actor)s began the specification with %(kind)s ‘%(title)s’."),
    "library:kept": say("%(actor)s kept ‘%(title)s’ in the library (%(kind)s)."),
    "library:removed": say("%(actor)s took ‘%(title)s’ out of the library (%(kind)s)."),
}
