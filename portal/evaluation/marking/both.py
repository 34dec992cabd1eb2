"""Two versions of the same evaluator's words: what stands is shown beside what they have typed."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext

from portal.core import clock
from portal.core.formats import clock_time
from portal.evaluation.marking.forms import MarkForm
from portal.evaluation.marking.overtaken import said_by
from portal.evaluation.marking.pages import cards_of, mark_words
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.models import Draft, Mark
from portal.specifications.models import Criterion


class Standing(NamedTuple):
    """The last mark and the draft of one question, as they stand now."""

    last: Mark | None
    kept: Draft | None

    @property
    def versions(self) -> tuple[int, int]:
        """The versions of both; 0 for none."""
        return (self.last.version if self.last else 0, self.kept.version if self.kept else 0)

    @property
    def said(self) -> tuple[str, str]:
        """The mark and the reason that a page shows: the draft's, else the recorded mark's."""
        return (self.kept.mark, self.kept.reason) if self.kept else said_by(self.last)


def standing(own: OwnSheet, criterion: Criterion) -> Standing:
    """What stands at one question of one's own sheet."""
    return Standing(own.marks.get(criterion.id), own.drafts.get(criterion.id))


def other_words(
    form: MarkForm, own: OwnSheet, criterion: Criterion, plain: bool
) -> dict[str, str] | None:
    """What another window saved, where a form was refused for it; saving the form again then
    replaces that knowingly (R15)."""
    now = standing(own, criterion)
    if not _is_unseen(form, now):
        return None
    form.seen.data, form.draft_seen.data = (str(each) for each in now.versions)
    return {"mark": _mark_of(now, criterion, plain), "reason": now.said[1]}


def other_fields(form: MarkForm, own: OwnSheet, criterion: Criterion) -> dict[str, Any] | None:
    """The same for a script: each field's value as a form would send it, and when it was saved."""
    now = standing(own, criterion)
    if not _is_unseen(form, now):
        return None
    seen, draft_seen = (str(each) for each in now.versions)
    fields = {"mark": now.said[0], "reason": now.said[1], "seen": seen, "draft_seen": draft_seen}
    saved_at = now.kept.saved_at if now.kept else now.last.recorded_at if now.last else clock.now()
    return {"fields": fields, "saved_at": clock_time(saved_at.astimezone(clock.LONDON))}


def _is_unseen(form: MarkForm, now: Standing) -> bool:
    return bool(form.form_errors) and now.versions != form.versions_seen()


def _mark_of(now: Standing, criterion: Criterion, plain: bool) -> str:
    cards = cards_of(criterion, plain)
    if now.kept is None and now.last:
        return mark_words(now.last, cards)
    names = {card["value"]: card["name"] for card in cards}
    value = now.said[0]
    if not value:
        return gettext("No mark yet")
    return f"{value} – {names[value]}" if names.get(value) else value
