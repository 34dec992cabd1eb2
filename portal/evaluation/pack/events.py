"""The sentence that taking a pack reads as; what comes back is marks, as from a page."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {"pack:taken": say("%(actor)s took their bids away in a workbook, to mark them.")}
