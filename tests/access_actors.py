"""Who asks the policies of the permission matrix, and what they are asked about."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from portal.accounts import models as roles
from portal.accounts.models import Role
from portal.core.authorisation import VISITOR, Actor, Verdict
from portal.evaluation.models import Seat, Sheet
from portal.participation.panels.models import Member
from portal.specifications.cowriting.models import (
    Answered,
    Round,
    Suggestion,
    SuggestionAnswer,
)
from portal.specifications.cowriting.part import Part
from portal.tenders.models import Tender
from tests.access_table import STAGES

OURS, THEIRS, TENDER, ELSEWHERE, PROVIDER = (uuid.UUID(int=number) for number in range(1, 6))
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
SAME_AS = {"joint-lead": "lead", "joint-approver": "approver", "contributor": "bidder"}

ACTORS = {
    "visitor": VISITOR,
    "person": Actor(uuid.uuid4(), "person"),
    "operator": Actor(uuid.uuid4(), roles.OPERATOR),
    "bidder": Actor(uuid.uuid4(), roles.PROVIDER, provider_id=PROVIDER),
    "provider": Actor(uuid.uuid4(), roles.PROVIDER, provider_id=uuid.uuid4()),
    "contributor": Actor(
        uuid.uuid4(), roles.PROVIDER, provider_id=PROVIDER, kind=roles.CONTRIBUTOR
    ),
    "evaluator": Actor(uuid.uuid4(), roles.EVALUATOR, OURS, TENDER, kind="young"),
    "evaluator-elsewhere": Actor(uuid.uuid4(), roles.EVALUATOR, OURS, ELSEWHERE, kind="parent"),
    "panelist": Actor(uuid.uuid4(), roles.PANEL, OURS, kind="young"),
    "panel-parent": Actor(uuid.uuid4(), roles.PANEL, OURS, kind="parent"),
    "other-evaluator": Actor(uuid.uuid4(), roles.EVALUATOR, THEIRS, ELSEWHERE, kind="young"),
    "facilitator": Actor(uuid.uuid4(), roles.FACILITATOR, OURS, TENDER),
    "joint-lead": Actor(uuid.uuid4(), roles.LEAD, OURS, TENDER),
    "joint-approver": Actor(uuid.uuid4(), roles.APPROVER, OURS, TENDER),
    "lead-elsewhere": Actor(uuid.uuid4(), roles.LEAD, OURS, ELSEWHERE),
}
for short, role in {
    "lead": roles.LEAD,
    "participation": roles.PARTICIPATION,
    "approver": roles.APPROVER,
    "auditor": roles.AUDITOR,
    "officer": roles.OFFICER,
    "safeguarding": roles.SAFEGUARDING,
    "deputy": roles.DEPUTY,
}.items():
    ACTORS[short] = Actor(uuid.uuid4(), role, OURS)
    ACTORS[f"other-{short}"] = Actor(uuid.uuid4(), role, THEIRS)


def tender_in(stage: str) -> Tender:
    """A tender in a stage of the table, at `NOW`."""
    stored = {"closed": "open", "revealed": "approved"}.get(stage, stage)
    ends = NOW + timedelta(days=1 if stage in ("drafting", "open") else -1)
    at = STAGES.index(stage)
    return Tender(
        id=TENDER,
        authority_id=OURS,
        stage=stored,
        least_shown=5,
        deadline_at=ends,
        published_at=NOW if at >= STAGES.index("open") else None,
        opened_at=NOW if at >= STAGES.index("opened") else None,
        revealed_at=NOW if at >= STAGES.index("revealed") else None,
        released_at=NOW if at >= STAGES.index("released") else None,
    )


def seat_for(actor: Actor) -> Seat:
    """A seat of this tender held by the actor."""
    return Seat(id=uuid.uuid4(), tender_id=TENDER, person_id=actor.person_id)


def sheet_for(actor: Actor, *, sent: bool = False) -> tuple[Seat, Sheet]:
    """The actor's seat and a sheet of it."""
    seat = seat_for(actor)
    return seat, Sheet(tender_id=TENDER, seat_id=seat.id, sent_at=NOW if sent else None)


def anothers_sheet(actor: Actor) -> tuple[Seat, Sheet]:
    """The actor's own seat, and somebody else's sheet."""
    return seat_for(actor), sheet_for(ACTORS["person"])[1]


def role_of(actor: Actor, **more: Any) -> Role:
    """A role in our authority that the actor holds."""
    return Role(person_id=actor.person_id, authority_id=OURS, **more)


def holder_role(actor: Actor, **more: Any) -> Role:
    """A role of our authority's safety store."""
    return role_of(actor, name=roles.DEPUTY, **more)


def part_of(actor: Actor, *, opens_in: int = -1, days: int = 9, ready: Verdict = True) -> Part:
    """The part of the story's panelist: a place of the actor's, unless theirs is another panel."""
    holder = actor if actor.kind == "young" else ACTORS["person"]
    member = Member(id=OURS, person_id=holder.person_id)
    opens = NOW + timedelta(days=opens_in)
    round_ = Round(id=TENDER, opens_at=opens, closes_on=(NOW + timedelta(days=days)).date())
    return Part(member, [round_], ready)


def suggestion_in(round_id: uuid.UUID, member_id: uuid.UUID, *, answered: bool = False) -> Any:
    """A suggestion of a round by a member, `OURS` being the panelist's."""
    made = Suggestion(round_id=round_id, member_id=member_id)
    if answered:
        made.answered = [Answered(answer=SuggestionAnswer(id=TENDER))]
    return made
