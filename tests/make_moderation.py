"""Builders of moderation: a panel whose sheets are sent, records, signatures, and the run."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from portal.bids.models import Bid
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking.operations import close_marking
from portal.evaluation.models import Moderation, Run
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation.checks import ModerationFacts, marking_groups
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import items_of, to_sign
from portal.evaluation.runs.operations import close_moderation
from portal.evaluation.seats.operations import start_marking
from portal.specifications.models import Criterion
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from tests import make
from tests.make_bids import label_of
from tests.make_evaluation import confirm_gates, declare, keep_from, mark_all, seated_tender
from tests.shelf import shelved

MODERATED = datetime(2026, 11, 2, 9, tzinfo=UTC)


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


@shelved
def moderating_tender(
    house: make.House,
    n: int = 3,
    *,
    fails_gate: bool = False,
    kept_from: bool = False,
    professional: int = 2,
    young: int = 3,
    **facts: object,
) -> Panel:
    """Marking is closed: professionals gave 3 everywhere, young people 2.

    With `fails_gate` the last bid failed its gate; with `kept_from` the first young person is
    kept from the first bid.
    """
    marked = seated_tender(house, n, professional, young, **facts)
    made = Panel(house, marked.id, marked.bidders, people=marked.evaluators)
    made.labels = [label_of(house, marked.id, member) for member in marked.bidders]
    if fails_gate:
        confirm_gates(marked, failed=(made.labels[-1],))
    for human in marked.everybody:
        is_tied = kept_from and human is marked.evaluators["young"][0]
        declare(marked, human, marked.bidders[0] if is_tied else None)
    if kept_from:
        keep_from(marked, marked.evaluators["young"][0], marked.bidders[0])
    with marked.writing() as tender:
        start_marking(house.lead.actor, tender)
    for human in marked.everybody:
        mark_all(marked, human, 3 if human.actor.kind == "professional" else 2)
    with marked.writing() as tender:
        close_marking(house.lead.actor, tender)
    return made


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
    """Everybody signs what they were present at and haven't signed yet."""
    for human in made.everybody():
        with tenant(made.house.id):
            items = to_sign(human.actor, made.tender())
            waiting = [item.record.id for item in items if item.record]
        if waiting:
            with made.writing():
                act.sign_off(human.actor, made.tender(), waiting)


def closed(made: Panel) -> None:
    """The lead closes moderation, which makes the run."""
    with clock.at(MODERATED), made.writing():
        close_moderation(made.house.lead.actor, made.tender())


@shelved
def deciding_tender(house: make.House, n: int = 3, **more: Any) -> Panel:
    """Moderation is closed, and the run is made."""
    marks = more.pop("marks", None)
    made = moderating_tender(house, n, **more)
    record_all(made, marks)
    sign_all(made)
    closed(made)
    return made


def run_of(made: Panel) -> Run:
    """The tender's only run, in the session that is open."""
    return db.session.query(Run).filter_by(tender_id=made.id).one()
