"""Builders of outcomes: a tender that is judged, decided, approved, revealed, released."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from portal.accounts.models import APPROVER
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import AgreedMark, GateConfirmation, Moderation
from portal.evaluation.runs import operations as runs
from portal.evaluation.runs.queries import latest_run
from portal.outcomes import operations as act
from portal.outcomes.figures import Standing, standings_of
from portal.specifications.queries import criteria_of, gates_of
from portal.tenders.models import Tender
from portal.tenders.stages import move
from tests import make
from tests.make_bids import label_of, opened_tender
from tests.make_specification import published_tender

JUDGED = datetime(2026, 11, 16, 9, tzinfo=UTC)
RELEASED = datetime(2026, 11, 23, 9, tzinfo=UTC)
REASON = "It answers every part of the question."


@dataclass
class Outcome:
    """A tender on its way to its letters; `members` are the bidders' people, best bid first."""

    house: make.House
    id: uuid.UUID
    members: list[make.Human]
    labels: dict[uuid.UUID | None, str] = field(default_factory=dict)

    def label(self, member: make.Human) -> str:
        """The label that a member's bid was given."""
        return self.labels[member.actor.provider_id]

    def path(self, page: str) -> str:
        """The path of one of the tender's pages."""
        return f"/{self.house.slug}/tenders/{self.id}/{page}"


def deciding_tender(
    house: make.House,
    n: int = 3,
    *,
    fails_gate: bool = False,
    marks: Sequence[int] = (),
    reason: str = REASON,
    **facts: Any,
) -> Outcome:
    """A tender whose moderation is closed: the first of `n` bidders has the best marks.

    With `fails_gate` the last one fails the pass/fail question, and wasn't marked.
    """
    tender_id, members = opened_tender(house, published_tender(house, **facts), n)
    made = Outcome(house, tender_id, members)
    made.labels = {m.actor.provider_id: label_of(house, tender_id, m) for m in members}
    given = marks or [max(1, 3 - place) for place in range(n)]
    with clock.at(JUDGED), make.writing(house.id):
        tender = load(made)
        failing = made.label(members[-1]) if fails_gate else None
        by_label = dict(zip(made.labels.values(), given, strict=True))
        _judge(made, tender, by_label, failing, reason)
        for step in ("start_marking", "close_marking", "close_moderation"):
            move(tender, step)
        db.session.flush()
        runs.make_run(house.lead.actor, tender)
    return made


def decided_tender(house: make.House, *, choose: int | None = 0, **more: Any) -> Outcome:
    """The lead has chosen the bidder in this place, or none."""
    made = deciding_tender(house, **more)
    chosen = None if choose is None else made.label(made.members[choose])
    with _later(made):
        tender = load(made)
        bid = next((bid for bid in bids_of(tender) if bid.label == chosen), None)
        act.decide(house.lead.actor, tender, bid, "It has the best answers.")
    return made


def approved_tender(house: make.House, **more: Any) -> Outcome:
    """The approver has approved the decision."""
    made = decided_tender(house, **more)
    with _later(made):
        act.approve(house.staff[APPROVER].actor, load(made), "Fair and complete.")
    return made


def revealed_tender(house: make.House, **more: Any) -> Outcome:
    """The lead has revealed which provider each bid is from."""
    made = approved_tender(house, **more)
    with _later(made):
        act.reveal(house.lead.actor, load(made))
    return made


def released_tender(house: make.House, **more: Any) -> Outcome:
    """The letters are out, since `RELEASED`."""
    made = revealed_tender(house, **more)
    with clock.at(RELEASED), make.writing(house.id):
        act.release_letters(house.lead.actor, load(made))
    return made


def load(made: Outcome) -> Tender:
    """The tender's row, in the session that is open."""
    return db.session.get_one(Tender, (made.house.id, made.id))


def standings(made: Outcome) -> list[Standing]:
    """The order of bids in the last run."""
    run = latest_run(load(made))
    assert run is not None
    return standings_of(run.result)


def _later(made: Outcome) -> Any:
    return make.writing(made.house.id)


def _judge(
    made: Outcome, tender: Tender, marks: dict[str, int], failing: str | None, reason: str
) -> None:
    lead, gates, criteria = made.house.lead.actor, gates_of(tender), criteria_of(tender)
    for bid in bids_of(tender):
        for gate in gates:
            passed = bid.label != failing
            db.session.add(_confirmation(tender, bid, gate, lead, passed))
        for criterion in criteria if bid.label != failing else ():
            words = f"{reason} ({bid.label} on {criterion.code})" if reason else ""
            _moderate(tender, bid, criterion, lead, marks[bid.label], words)


def _confirmation(tender: Tender, bid: Any, gate: Any, lead: Any, passed: bool) -> Any:
    return GateConfirmation(
        tender_id=tender.id,
        bid_id=bid.id,
        gate_id=gate.id,
        version=1,
        passed=passed,
        reason="Seen." if passed else "The insurance ended in March.",
        confirmed_by=lead.person_id,
        confirmed_at=clock.now(),
    )


def _moderate(tender: Tender, bid: Any, criterion: Any, lead: Any, mark: int, reason: str) -> None:
    moderation = Moderation(
        tender_id=tender.id,
        bid_id=bid.id,
        criterion_id=criterion.id,
        version=1,
        points_for="For.",
        points_against="Against.",
        reconciled="Talked over.",
        reason=reason,
        next_mark="" if mark == 3 else f"More detail ({bid.label} on {criterion.code}).",
        recorded_by=lead.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(moderation)
    for share in criterion.shares:
        db.session.add(
            AgreedMark(
                tender_id=tender.id,
                moderation_id=moderation.id,
                group_id=share.group_id,
                mark=Decimal(mark),
            )
        )
