"""Words that an evaluator sent to the safeguarding lead leave what is kept of them here (R31)."""

from __future__ import annotations

from portal.core.database import db
from portal.core.formats import exact
from portal.evaluation.marking.queries import OwnSheet
from portal.specifications.models import Criterion


def take_out_of_draft(own: OwnSheet, criterion: Criterion, words: str) -> None:
    """A draft that says these words says the recorded reason again, or nothing; a mark that was
    chosen in it stays (R31)."""
    kept, last = own.drafts.get(criterion.id), own.marks.get(criterion.id)
    if kept is None or kept.reason.strip() != words:
        return
    recorded = "" if last is None or last.mark is None else exact(last.mark)
    if kept.mark == recorded and not kept.is_unsure:
        db.session.delete(kept)
    else:
        kept.reason = last.reason if last else ""
