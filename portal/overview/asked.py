"""What is asked of several tenders at once: of each stage what can matter there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from portal.bids.models import Bid
from portal.core.together import NO_ID, Together
from portal.evaluation.answered import HAS_ANSWERS
from portal.evaluation.choosing.queries import BEFORE_MARKING, TO_SETTLE
from portal.evaluation.compliance.queries import CHECKED
from portal.evaluation.models import (
    ConflictDecision,
    Declaration,
    Dissent,
    GateConfirmation,
    Moderation,
    Presence,
    Seat,
    Sheet,
    SignOff,
)
from portal.evaluation.progress.queries import STOPS_WAITING
from portal.evaluation.queries import DISREGARDED, IS_LAST_WORD, KEPT_FROM, VOIDED, is_disregarded
from portal.evaluation.reading.queries import FLAGS_WAITING
from portal.evaluation.seats.queries_later import RECOGNITIONS_WAITING
from portal.outcomes.debrief.queries import QUESTIONS_WAITING
from portal.overview.meeting import SESSIONS_OPEN
from portal.published.clarifications.queries import READY, UNANSWERED
from portal.specifications.models import Criterion, Gate
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of

KEPT_BLIND = ("opened", "marking", "moderating")
STAGES = {
    "drafting": ("drafting",),
    "open": ("open",),
    "before_marking": BEFORE_MARKING,
    "to_open": ("drafting", "closed"),
    "with_a_panel": ("open", "closed", *KEPT_BLIND),
    "kept_blind": KEPT_BLIND,
    "marking": ("marking",),
    "moderating": ("moderating",),
    "with_bids": (*KEPT_BLIND, "deciding"),
    "deciding": ("deciding", "approved"),
    "after_letters": ("released", "contract"),
}
Ids = dict[str, list[uuid.UUID]]


def by_stage(tenders: Sequence[Tender]) -> Ids:
    """The ids of tenders, by the names of the stages in which something is asked."""
    reached = {tender.id: stage_of(tender) for tender in tenders}
    return {
        name: [each for each, stage in reached.items() if stage in stages]
        for name, stages in STAGES.items()
    }


def _number_of(kind: type[Bid | Gate | Criterion]) -> Select[*tuple[Any, ...]]:
    return select(kind.tender_id, func.count()).group_by(kind.tender_id)


NUMBERS = Together(
    unanswered=("open", UNANSWERED),
    ready=("open", READY),
    to_settle=("before_marking", TO_SETTLE),
    bids=("with_bids", _number_of(Bid)),
    checked=("with_bids", CHECKED),
    gates=("kept_blind", _number_of(Gate)),
    flags=("marking", FLAGS_WAITING),
    criteria=("moderating", _number_of(Criterion)),
    session=("moderating", SESSIONS_OPEN),
    letter_questions=("after_letters", QUESTIONS_WAITING),
)
"""By tender how many there are, or the one that there is."""

_LATER_ANSWER, _LATER_RECORD = aliased(Declaration), aliased(Moderation)
_UNDECIDED = (
    select(Declaration.tender_id, Declaration.seat_id, NO_ID)
    .outerjoin(
        ConflictDecision,
        and_(
            ConflictDecision.authority_id == Declaration.authority_id,
            ConflictDecision.id == Declaration.id,
        ),
    )
    .where(
        Declaration.needs_decision,
        ConflictDecision.id.is_(None),
        ~exists().where(
            _LATER_ANSWER.seat_id == Declaration.seat_id,
            _LATER_ANSWER.provider_id == Declaration.provider_id,
            _LATER_ANSWER.version > Declaration.version,
        ),
    )
)
_STANDS = and_(
    ~exists().where(
        _LATER_RECORD.bid_id == Moderation.bid_id,
        _LATER_RECORD.criterion_id == Moderation.criterion_id,
        _LATER_RECORD.version > Moderation.version,
    ),
    ~is_disregarded(Moderation.bid_id),
)
"""The last record of an answer, unless its bid is disregarded since."""


def _answered_by(kind: type[SignOff | Dissent]) -> Any:
    return exists().where(
        kind.authority_id == Presence.authority_id,
        kind.moderation_id == Presence.moderation_id,
        kind.seat_id == Presence.seat_id,
    )


AWAITED = (
    select(Presence.tender_id, Presence.seat_id, Moderation.bid_id)
    .join(Moderation, Moderation.id == Presence.moderation_id)
    .where(_STANDS, ~_answered_by(SignOff), ~_answered_by(Dissent))
)
"""Whose signature a record of moderation waits for; who doesn’t agree has answered too."""

_WORD = select(GateConfirmation.tender_id, NO_ID, GateConfirmation.bid_id).where(IS_LAST_WORD)
PANEL = Together(
    seats=(
        "with_a_panel",
        select(Seat.tender_id, Seat.id.label("seat_id"), NO_ID.label("bid_id")),
    ),
    voided=("with_a_panel", VOIDED),
    kept_from=("with_a_panel", KEPT_FROM),
    declared=(
        "kept_blind",
        select(Declaration.tender_id, Declaration.seat_id, NO_ID).distinct(),
    ),
    undecided=("kept_blind", _UNDECIDED),
    recognised=("kept_blind", RECOGNITIONS_WAITING.add_columns(NO_ID)),
    passed=("kept_blind", _WORD.where(GateConfirmation.passed)),
    failed=("kept_blind", _WORD.where(~GateConfirmation.passed)),
    out=("kept_blind", DISREGARDED),
    unsent=(
        "marking",
        select(Sheet.tender_id, Sheet.seat_id, Sheet.bid_id).where(
            Sheet.sent_at.is_(None), HAS_ANSWERS
        ),
    ),
    stopping=("marking", STOPS_WAITING.add_columns(NO_ID)),
    recorded=(
        "moderating",
        select(Moderation.tender_id, NO_ID, Moderation.bid_id).where(_STANDS),
    ),
    awaited=("moderating", AWAITED),
)
"""What is known of seats and of bids: tender, seat and bid."""
