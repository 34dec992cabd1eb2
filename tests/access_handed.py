"""From where words of panels, learners and evaluators go to the safeguarding lead (R31)."""

from __future__ import annotations

Line = tuple[str, str]

PAGES_OF_HANDING: dict[str, tuple[Line, ...]] = {
    "lifting.own_declared": (("opened", "young"), ("open", "-young"), ("marking", "young")),
    "lifting.declared": (("opened", "participation"), ("marking", "participation")),
    "lifting.line": (("open", "panelist"), ("released", "panelist")),
    "lifting.own_need": (("open", "panelist"),),
    "lifting.need": (("open", "participation"),),
    "lifting.idea": (("open", "panelist"),),
    "lifting.idea_of_panel": (("open", "participation"),),
    "lifting.word": (("open", "participation"),),
    "lifting.opinion": (("open", "participation"),),
}
