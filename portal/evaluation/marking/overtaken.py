"""What an evaluator saved in another window or on another device is never written over unseen."""

from __future__ import annotations

from portal.core.errors import Refused
from portal.core.formats import exact
from portal.core.words import say
from portal.evaluation.marking.queries import Place
from portal.evaluation.models import Mark

MARKED = say(
    "You saved another mark for this question in the meantime, perhaps in another window."
    " Look at it, then save the one that you want."
)
WRITTEN = say(
    "You wrote something else for this question in the meantime, perhaps in another window or on"
    " another device. Look at both, then save the one that you want."
)


NOTHING = ("", "")


class Overtaken(Refused):
    """Something newer stands that the window hadn't seen; nothing was changed (R15)."""


def refuse_overtaken(
    place: Place, mark_text: str, reason: str, seen: int | None, draft_seen: int | None
) -> None:
    """Refuse words that would overwrite what their window never saw: a mark (`seen`) or a draft
    (`draft_seen`); 0: none stood, None: not asked. The same words again overwrite nothing."""
    last, kept, said = place.last, place.draft, (mark_text, reason.strip())
    if seen not in (None, last.version if last else 0) and said != said_by(last):
        raise Overtaken(MARKED)
    if draft_seen is None or (kept is None and draft_seen == 0):
        return
    if kept is None:
        stands = said_by(last)
    elif kept.version == draft_seen:
        return
    else:
        stands = (kept.mark, kept.reason.strip())
    if stands not in (said, NOTHING):
        raise Overtaken(WRITTEN)


def said_by(mark: Mark | None) -> tuple[str, str]:
    """A recorded mark and its reason, as a form would send them; nothing where there is none."""
    if mark is None:
        return NOTHING
    return ("" if mark.mark is None else exact(mark.mark)), mark.reason
