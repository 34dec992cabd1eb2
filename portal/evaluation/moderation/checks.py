"""What a moderation must hold before it can be recorded (R12, R13, R19)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from portal.bids.models import Bid
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.moderation.panel import Panel
from portal.specifications.models import Criterion, Group

WRITTEN = {
    "points_for": say("Write down the points for this answer."),
    "points_against": say("Write down the points against this answer. If there were none, say so."),
    "reconciled": say("Say how different views were brought together. If all agreed, say so."),
    "reason": say("Give the agreed reason. The bidder reads it in its letter."),
}
NO_NEXT_MARK = say("Say what a higher mark needed, because this isn’t the highest one.")
NO_MARK = say("Choose the mark that was agreed: ‘%(group)s’.")
OFF_SCALE = say("Choose a mark of the scale.")
NOBODY = say("Tick who was present.")
NOT_ON_CRITERION = say("Somebody you ticked doesn’t mark this question.")
NOT_OVERRULED = say("Say why these words should stand all the same, or write them anew.")
NOT_THERE = say(
    "Nobody of ‘%(group)s’ who may judge was at the interview, so the group has no mark. Leave it"
    " empty where your rules let the others carry it, or else hold the interview again."
)
GROUP_ABSENT = say("Tick somebody of this group as present: a group agrees its own mark.")


@dataclass(frozen=True)
class ModerationFacts:
    """What a moderation agreed (R13): marks by group's id, present as ids of seats.

    `seen` is the version that the writer had read (0: none), so that a later one is never
    overwritten unread; `seen_marks` the number of marks that were given and changed till then.
    `warnings` are what it was warned of, each `kind:field`, and `overruled` why it stands (R14).
    """

    points_for: str
    points_against: str
    reconciled: str
    reason: str
    next_mark: str
    agreed: Mapping[uuid.UUID, Decimal]
    present: Sequence[uuid.UUID]
    seen: int | None = None
    seen_marks: int | None = None
    warnings: Sequence[str] = ()
    overruled: str = ""

    def agreement(self) -> dict[str, Any]:
        """What was agreed, as the log seals it."""
        beside = ("seen_marks", "warnings", "overruled")
        return {name: value for name, value in asdict(self).items() if name not in beside}


@dataclass(frozen=True)
class Moderated:
    """One bid on one criterion, with the people and groups that judge it."""

    bid: Bid
    criterion: Criterion
    groups: Sequence[Group]
    panel: Panel
    may_leave_empty: bool

    def needs_mark(self, group: Group) -> bool:
        """Whether this group must agree a mark; for a mean or median its own marks stand."""
        left_out = self.may_leave_empty and not self.has_anyone(group)
        return self.criterion.group_mark == "agreed" and not left_out

    def lacks_witness(self, group: Group, mark: Decimal | None) -> bool:
        """Whether nobody of a group was at the interview that its mark would be of: it has none,
        and where the published rule waits for it, the interview is held again (P14, R16)."""
        nobody = self.criterion.is_interview and not self.has_anyone(group)
        return nobody and (mark is not None or not self.may_leave_empty)

    def has_anyone(self, group: Group) -> bool:
        """Whether anybody of the group may judge this bid."""
        return self.panel.has_anyone(group.id, self.bid, self.criterion)


def marking_groups(groups: Sequence[Group], criterion: Criterion) -> list[Group]:
    """The groups that carry a share of a criterion, in their published order (R7)."""
    sharing = {share.group_id for share in criterion.shares if share.percent}
    return [group for group in groups if group.id in sharing]


def agreed_field(group: Group) -> str:
    """The name of the form's field that asks for a group's agreed mark."""
    return f"agreed_{group.slug}"


def is_on_scale(criterion: Criterion, mark: Decimal) -> bool:
    """Whether a mark lies on the published scale, on a whole step (R12)."""
    scale = criterion.scale
    return scale.lowest <= mark <= scale.highest and (mark - scale.lowest) % scale.step == 0


def refuse_faults(moderated: Moderated, facts: ModerationFacts) -> None:
    """Refuse a record that lacks a side, a mark, a reason, or the people whose word it is."""
    for fault in faults_of(moderated, facts):
        raise fault


def faults_of(moderated: Moderated, facts: ModerationFacts) -> list[Refused]:
    """Everything that keeps a moderation from being recorded, not the first thing alone."""
    found = [
        Refused(why, name) for name, why in WRITTEN.items() if not getattr(facts, name).strip()
    ]
    highest = moderated.criterion.scale.highest
    at_the_top = bool(facts.agreed) and all(mark == highest for mark in facts.agreed.values())
    if not at_the_top and not facts.next_mark.strip():
        found.append(Refused(NO_NEXT_MARK, "next_mark"))
    if facts.warnings and not facts.overruled.strip():
        found.append(Refused(NOT_OVERRULED, "overruled"))
    return [*found, *_wrong_marks(moderated, facts), *_wrong_people(moderated, facts)]


def _wrong_marks(moderated: Moderated, facts: ModerationFacts) -> list[Refused]:
    found = []
    for group in moderated.groups:
        mark = facts.agreed.get(group.id)
        if moderated.lacks_witness(group, mark):
            found.append(Refused(NOT_THERE, agreed_field(group), group=group.title))
        elif mark is None and moderated.needs_mark(group):
            found.append(Refused(NO_MARK, agreed_field(group), group=group.title))
        if mark is not None and not is_on_scale(moderated.criterion, mark):
            found.append(Refused(OFF_SCALE, agreed_field(group)))
    if set(facts.agreed) - {group.id for group in moderated.groups}:
        found.append(Refused(OFF_SCALE))
    return found


def _wrong_people(moderated: Moderated, facts: ModerationFacts) -> list[Refused]:
    """Who was there is a fact and is taken, kept from the bid or not: to refuse it would tell the
    lead who is kept from what, and hide from the record what happened (R13, R16)."""
    panel, criterion = moderated.panel, moderated.criterion
    groups = {seat.id: seat.group_id for seat in panel.on(criterion)}
    if not facts.present:
        return [Refused(NOBODY, "present")]
    if not set(facts.present) <= set(groups):
        return [Refused(NOT_ON_CRITERION, "present")]
    there = {groups[each] for each in facts.present}
    return [
        Refused(GROUP_ABSENT, agreed_field(group))
        for group in moderated.groups
        if group.id in facts.agreed and moderated.has_anyone(group) and group.id not in there
    ]
