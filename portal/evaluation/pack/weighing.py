"""What a pack would change, question by question, as things stand on the website now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.pack.checks import Reading
from portal.evaluation.pack.codes import print_of
from portal.evaluation.pack.layout import said_by
from portal.specifications.models import Criterion

STAYS, MARKS, LATER, CHOOSE, SHUT = "stays", "marks", "later", "choose", "shut"
"""Nothing changes; a mark or pass is recorded; words are kept for later; the website has something
newer, so that somebody chooses; the bid was sent, or doesn't count, so that it stays."""


class Line(NamedTuple):
    """One question: what was written in the pack, what stands, and what would become of it."""

    reading: Reading
    own: OwnSheet
    criterion: Criterion
    stands: tuple[str, str]
    versions: tuple[int, int]
    outcome: str

    @property
    def is_draft(self) -> bool:
        """Whether what stands on the website isn't a mark yet."""
        return self.versions[1] != 0

    @property
    def chosen(self) -> str:
        """What becomes of it where the evaluator wants what they wrote in the pack."""
        return MARKS if self.reading.mark else LATER


def weigh(readings: Sequence[Reading], sheets: Sequence[OwnSheet]) -> list[Line]:
    """A line for each question of the pack."""
    by_label: Mapping[str, OwnSheet] = {own.label: own for own in sheets}
    return [_line(each, by_label[each.label]) for each in readings]


def _line(reading: Reading, own: OwnSheet) -> Line:
    criterion = next(each for each in own.criteria if each.code == reading.code)
    last, kept = own.marks.get(criterion.id), own.drafts.get(criterion.id)
    versions = (last.version if last else 0, kept.version if kept else 0)
    stands, recorded = said_by(last, kept), None if kept else said_by(last, None)
    outcome = _outcome(reading, own, versions, stands, recorded)
    return Line(reading, own, criterion, stands, versions, outcome)


def _outcome(
    reading: Reading,
    own: OwnSheet,
    versions: tuple[int, int],
    stands: tuple[str, str],
    recorded: tuple[str, str] | None,
) -> str:
    """Cells that nobody touched change nothing, and neither do cells that somebody cleared."""
    said = (reading.mark, reading.reason)
    if not reading.is_touched or said == recorded or not any(said):
        return STAYS
    if not reading.mark and _is_same(reading.reason, stands[1]):
        return STAYS
    if own.is_sent or own.is_voided:
        return SHUT
    has_moved = versions != (reading.stood.seen, reading.stood.draft_seen)
    if has_moved and print_of(*said) != print_of(*stands) and any(stands):
        return CHOOSE
    return MARKS if reading.mark else LATER


def _is_same(one: str, other: str) -> bool:
    return one.split() == other.split()
