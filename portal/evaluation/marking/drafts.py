"""Writes of drafts: what an evaluator types is kept, and no window overwrites another unseen."""

from __future__ import annotations

import secrets

from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.rows import drop, put, rewrite
from portal.evaluation.marking.operations import open_place
from portal.evaluation.marking.overtaken import refuse_overtaken, said_by
from portal.evaluation.marking.queries import Place
from portal.evaluation.models import Draft, Sheet
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

VERSIONS = 999_999_999


def save_draft(
    actor: Actor,
    tender: Tender,
    sheet: Sheet,
    criterion: Criterion,
    mark_text: str,
    reason: str,
    *,
    is_unsure: bool = False,
    is_helped: bool = False,
    seen: int | None = None,
    draft_seen: int | None = None,
    place: Place | None = None,
) -> Draft | None:
    """Keep what an evaluator has typed, outside the trail; none when it says no more than the
    recorded mark does.

    Who was once ‘not sure yet’ stays so until they give a mark or pass. `seen` and `draft_seen` are
    the versions that their window had before it: other words that it never saw stay (R15). `place`:
    what stands there, where it was asked since the sheet was locked.
    """
    place = open_place(tender, sheet, criterion, place)
    kept = place.draft
    refuse_overtaken(place, mark_text, reason, seen, draft_seen)
    is_unsure = is_unsure or (kept is not None and kept.is_unsure)
    if not is_unsure and said_by(place.last) == (mark_text, reason.strip()):
        if kept:
            drop(kept)
        return None
    said = {"mark": mark_text, "reason": reason, "is_unsure": is_unsure, "is_helped": is_helped}
    said |= {"saved_at": clock.now(), "version": secrets.randbelow(VERSIONS) + 1}
    if kept is None:
        kept = Draft(tender_id=tender.id, sheet_id=sheet.id, criterion_id=criterion.id, **said)
        put(kept)
    else:
        rewrite(kept, **said)
    return kept
