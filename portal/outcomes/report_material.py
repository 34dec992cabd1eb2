"""All that a decision report is made of, read in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from portal.accounts.models import Authority, Role
from portal.accounts.queries import people_of
from portal.audit.models import Event
from portal.core import clock
from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.evaluation.moderation.queries import Said, reasons_agreed
from portal.evaluation.queries import all_seats_of, voided_of
from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.queries import RunMade, runs_of
from portal.evaluation.runs.remembered import ReadRun, read_run
from portal.evaluation.runs.sight import Sight, figures_of
from portal.outcomes.approving.course import Course
from portal.outcomes.approving.queries import Words, words_by_decision
from portal.outcomes.queries import Decided, course_of, decisions_of
from portal.outcomes.standings import Standing, standing_of
from portal.outcomes.voices.pages import notes_of
from portal.outcomes.voices.queries import Told, narratives_of
from portal.specifications.groundwork.queries import Conflicts, budget_of, conflicts_of
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

TOLD = (
    "tender:published",
    "bids:imported",
    "bids:opened",
    "marking:started",
    "marking:closed",
    "marking:reopened",
    "moderation:closed",
    "moderation:reopened",
    "run:made",
    "tie:decided",
    "decision:made",
    "decision:endorsed",
    "decision:sent-back",
    "approver:asked",
    "approver:answered",
    "decision:approved",
    "letters:released",
    "decision:reopened",
    "conflict:declared",
    "conflict:decided",
    "conflict:weighed",
    "conflict:kept-out",
)
"""The events that the report tells of; of them their open facts alone."""


class Happened(NamedTuple):
    """An event of the tender's log, by its open facts."""

    name: str
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Material:
    """Stored facts alone: a report says nothing that isn't in here."""

    tender: Tender
    authority: Authority
    written_on: date
    runs: Sequence[RunMade]
    read: ReadRun
    figures: Figures
    standing: Standing
    decided: Sequence[Decided]
    said: Mapping[uuid.UUID, Words]
    course: Course
    events: Sequence[Happened]
    staff: Sequence[Role]
    seats: Sequence[Seat]
    gone: Mapping[uuid.UUID, str]
    criteria: Sequence[Criterion]
    groups: Sequence[Group]
    records: Mapping[tuple[uuid.UUID, uuid.UUID], Said]
    narratives: Sequence[Told]
    notes: Sequence[Mapping[str, Any]]
    conflicts: Conflicts
    budget: tuple[Decimal, Decimal]
    """What taking part was planned to cost, and what was spent."""


def material_of(tender: Tender) -> Material:
    """The material of a tender that has a run."""
    standing = there(standing_of(tender))
    groups, decided = list(groups_of(tender)), decisions_of(tender)
    budget = budget_of(tender)
    return Material(
        tender=tender,
        authority=db.session.get_one(Authority, tender.authority_id),
        written_on=clock.today(),
        runs=runs_of(tender),
        read=read_run(standing.run),
        figures=figures_of(standing.run, groups, Sight(True, True, (), False)),
        standing=standing,
        decided=decided,
        said=words_by_decision(tender),
        course=course_of(tender, decided),
        events=_events(tender),
        staff=people_of(tender.authority_id),
        seats=all_seats_of(tender),
        gone=voided_of(tender).seats,
        criteria=criteria_of(tender),
        groups=groups,
        records=reasons_agreed(tender),
        narratives=narratives_of(tender),
        notes=notes_of(tender, groups),
        conflicts=conflicts_of(tender),
        budget=(budget.planned, budget.spent),
    )


def _events(tender: Tender) -> list[Happened]:
    rows = db.session.execute(
        select(Event.name, Event.at, Event.facts)
        .where(Event.log_id == tender.id, Event.name.in_(TOLD))
        .order_by(Event.number)
    )
    return [Happened(*row) for row in rows]
