"""Builders of moderation: a panel whose sheets are sent, records, signatures, and the run."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from portal.accounts.models import EVALUATOR
from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import (
    GateConfirmation,
    Mark,
    Moderation,
    Run,
    Seat,
    SeatCriterion,
    Sheet,
)
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation.checks import ModerationFacts, marking_groups
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import items_of, to_sign
from portal.evaluation.runs.operations import close_moderation
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.stages import move
from tests import make
from tests.make_bids import label_of, opened_tender
from tests.make_specification import published_tender

MARKED = datetime(2026, 11, 2, 9, tzinfo=UTC)
KINDS = {"professional": 2, "young": 3}


@dataclass
class Panel:
    """A tender in moderation or later; `labels` are the bids', the cheapest bid first."""

    house: make.House
    id: uuid.UUID
    members: list[make.Human]
    labels: list[str] = field(default_factory=list)
    people: dict[str, list[make.Human]] = field(default_factory=dict)

    def path(self, page: str) -> str:
        """The path of one of the tender's pages."""
        return f"/{self.house.slug}/tenders/{self.id}/{page}"

    def tender(self) -> Tender:
        """The tender's row, in the session that is open."""
        return db.session.get_one(Tender, (self.house.id, self.id))

    def writing(self) -> AbstractContextManager[None]:
        """A transaction in the tender's authority."""
        return make.writing(self.house.id)

    def everybody(self) -> list[make.Human]:
        """All evaluators."""
        return [person for people in self.people.values() for person in people]


def moderating_tender(
    house: make.House,
    n: int = 3,
    *,
    fails_gate: bool = False,
    kept_from: bool = False,
    kinds: Mapping[str, int] = KINDS,
    tender_id: uuid.UUID | None = None,
) -> Panel:
    """Marking is closed: the first bid had 3s, the second 2s, the others 1s, young people 1 less.

    With `fails_gate` the last bid failed its gate; with `kept_from` the first young person is
    kept from the first bid.
    """
    tender_id, members = opened_tender(house, tender_id or published_tender(house), n)
    made = Panel(house, tender_id, members)
    made.labels = [label_of(house, tender_id, member) for member in members]
    for kind, count in kinds.items():
        seats = [make.staff(house, EVALUATOR, tender_id=tender_id, kind=kind) for _ in range(count)]
        made.people[kind] = seats
    with made.writing():
        tender = made.tender()
        bids = {bid.label: bid for bid in bids_of(tender)}
        out = made.labels[-1] if fails_gate else None
        _confirm(made, tender, bids, out)
        keeps = made.people["young"][0].actor.person_id if kept_from else None
        for group in groups_of(tender):
            for human in made.people[group.kind]:
                away = made.labels[0] if human.actor.person_id == keeps else None
                marked = [bids[label] for label in made.labels if label not in (out, away)]
                _seat(made, tender, human, group.id, marked, int(group.kind == "young"))
        for step in ("start_marking", "close_marking"):
            move(tender, step)
        act.record("marking:closed", house.lead.actor, tender.id, sheets=1)
    return made


def _confirm(made: Panel, tender: Tender, bids: Mapping[str, Bid], out: str | None) -> None:
    for gate in gates_of(tender):
        for label, bid in bids.items():
            db.session.add(
                GateConfirmation(
                    tender_id=tender.id,
                    bid_id=bid.id,
                    gate_id=gate.id,
                    version=1,
                    passed=label != out,
                    reason="Looked at.",
                    confirmed_by=made.house.lead.actor.person_id,
                    confirmed_at=MARKED,
                )
            )


def _seat(
    made: Panel,
    tender: Tender,
    human: make.Human,
    group_id: uuid.UUID,
    bids: list[Bid],
    harder: int,
) -> None:
    ours: dict[str, Any] = {"tender_id": tender.id}
    seat = Seat(**ours, person_id=human.actor.person_id, group_id=group_id, given_at=MARKED)
    theirs = [c for c in criteria_of(tender) if any(s.group_id == group_id for s in c.shares)]
    rows: list[Any] = [seat]
    rows += [SeatCriterion(**ours, seat_id=seat.id, criterion_id=each.id) for each in theirs]
    for position, bid in enumerate(bids):
        sheet = Sheet(**ours, seat_id=seat.id, bid_id=bid.id, position=position + 1, sent_at=MARKED)
        mark = max(0, 3 - made.labels.index(bid.label) - harder)
        rows.append(sheet)
        rows += [
            Mark(
                **ours,
                sheet_id=sheet.id,
                criterion_id=each.id,
                version=1,
                mark=Decimal(mark),
                is_pass=False,
                reason=f"First thoughts on {each.code}: {mark}.",
                recorded_at=MARKED,
            )
            for each in theirs
        ]
    db.session.add_all(rows)


def facts_for(
    tender: Tender, bid: Bid, criterion: Criterion, mark: int, **more: Any
) -> ModerationFacts:
    """A whole record: every group agreed on `mark`, and all who may be there were."""
    panel = panel_of(tender)
    usual: dict[str, Any] = {
        "points_for": "It names who does what.",
        "points_against": "It gives no dates.",
        "reconciled": "Young people saw less. They were persuaded by the example.",
        "reason": f"Your answer to {criterion.code} names a person, and lacks dates.",
        "next_mark": "Dates were needed.",
        "agreed": {g.id: Decimal(mark) for g in marking_groups(groups_of(tender), criterion)},
        "present": [
            seat.id for seat in panel.on(criterion) if panel.may_take_part(seat.id, bid, criterion)
        ],
    }
    return ModerationFacts(**(usual | more))


def recorded(made: Panel, bid: Bid, criterion: Criterion, mark: int, **more: Any) -> Moderation:
    """One record, within a transaction that is open."""
    facts = facts_for(made.tender(), bid, criterion, mark, **more)
    lead = made.house.lead.actor
    return act.record_moderation(lead, made.tender(), bid, criterion, facts)


def record_all(made: Panel, marks: Mapping[str, int] | None = None) -> None:
    """A record for every item; by label, or 3 for the first bid, 2 for the second, then 1."""
    with made.writing():
        for item in items_of(made.tender()):
            place = made.labels.index(item.bid.label)
            mark = marks[item.bid.label] if marks else max(1, 3 - place)
            recorded(made, item.bid, item.criterion, mark)


def sign_all(made: Panel) -> None:
    """Everybody signs what they were present at."""
    for human in made.everybody():
        with made.writing():
            waiting = [
                each.record.id for each in to_sign(human.actor, made.tender()) if each.record
            ]
            act.sign_off(human.actor, made.tender(), waiting)


def deciding_tender(house: make.House, n: int = 3, **more: Any) -> Panel:
    """Moderation is closed, and the run is made."""
    marks = more.pop("marks", None)
    made = moderating_tender(house, n, **more)
    record_all(made, marks)
    sign_all(made)
    with clock.at(MARKED), made.writing():
        close_moderation(house.lead.actor, made.tender())
    return made


def run_of(made: Panel) -> Run:
    """The tender's only run, in the session that is open."""
    return db.session.query(Run).filter_by(tender_id=made.id).one()
