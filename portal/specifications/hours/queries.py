"""Reads of hours: what each group has to read, what was planned, what the panel says (P14)."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Float, and_, case, cast, func, select

from portal.core import clock
from portal.core.database import db
from portal.participation.panels.models import Member, Panel
from portal.participation.panels.policy import may_act
from portal.participation.panels.queries import members_of_panels
from portal.specifications.cowriting.models import Round
from portal.specifications.cowriting.queries import rounds_of
from portal.specifications.hours.models import HoursPlan, HoursReason, HoursSaid
from portal.specifications.hours.work import Load
from portal.specifications.models import Criterion, Group, Share
from portal.tenders.models import Tender

FEWEST = 3
"""Of two words each of the two knows the other (R19)."""


@dataclass(frozen=True)
class Hours:
    """Where one kind of group stands: its loads, the plan, the panel's last words, the reason.

    `counted` are the words that the outcome is made of: never one more than the last time (R19).
    Silence takes no side: after the last day it isn't waited for.
    """

    kind: str
    loads: Sequence[Load] = ()
    plan: HoursPlan | None = None
    said: Mapping[uuid.UUID, str] = field(default_factory=dict)
    counted: Mapping[uuid.UUID, str] = field(default_factory=dict)
    reason: HoursReason | None = None
    has_panel: bool = True
    """Professionals and others without a panel have a most too, which nobody is asked about."""

    @property
    def minutes(self) -> int:
        """What the fullest group of this kind takes now."""
        bids = self.plan.bids if self.plan else 0
        return max((load.minutes(bids) for load in self.loads), default=0)

    @property
    def is_over(self) -> bool:
        """Whether it is more than the most that was set."""
        return self.plan is not None and self.minutes > self.plan.cap_hours * 60

    @property
    def outcome(self) -> str:
        """What the panel says: `waiting`, `fine`, `too_much`, or `silent` where too few said
        anything in time, `unasked` where no such panel writes; a pass takes no side (P7)."""
        if not self.has_panel:
            return "unasked"
        said = Counter(self.counted.values())
        if not said["fine"] + said["too_much"]:
            return "silent" if self.plan and clock.today() > last_day_of(self.plan) else "waiting"
        return "too_much" if said["too_much"] >= said["fine"] else "fine"

    @property
    def wants_reason(self) -> bool:
        """Whether the lead must shorten it or say why not."""
        return self.reason is None and (self.is_over or self.outcome == "too_much")


def loads_of(tender: Tender) -> list[Load]:
    """What each group reads and marks of one bid, added up by the database in one query."""
    carries = and_(Share.group_id == Group.id, cast(Share.percent, Float) > 0)
    wanted = (
        select(
            Group.title,
            Group.kind,
            func.count(Criterion.id),
            func.coalesce(
                func.sum(case((Criterion.is_interview, 0), else_=Criterion.word_limit)), 0
            ),
            func.coalesce(func.max(case((Criterion.is_interview, 1), else_=0)), 0),
        )
        .select_from(Group)
        .outerjoin(Share, carries)
        .outerjoin(Criterion, Criterion.id == Share.criterion_id)
        .where(Group.tender_id == tender.id)
        .group_by(Group.id, Group.title, Group.kind, Group.position)
        .order_by(Group.position)
    )
    return [Load(*row) for row in db.session.execute(wanted)]


def hours_of(tender: Tender) -> dict[str, Hours]:
    """Where each kind of group stands, those of panels that write with the tender first, in a fixed
    number of queries."""
    panels = {each.panel_id: each.panel.kind for each in rounds_of(tender)}
    least = tender.least_shown
    loads, plans, members = loads_of(tender), plans_of(tender), _members(panels)
    asked = sorted(set(panels.values()), reverse=True)
    kinds = [*asked, *sorted({load.kind for load in loads} - set(asked))]
    said, reasons = _said(tender), _reasons(tender)
    found = {}
    for kind in kinds:
        plan = plans.get(kind)
        words = said.get(plan.id, []) if plan else []
        found[kind] = Hours(
            kind,
            [load for load in loads if load.kind == kind],
            plan,
            _last_words(words),
            _last_words(counted_of(words, members[kind], last_day_of(plan), least) if plan else []),
            reasons.get(plan.id) if plan else None,
            has_panel=kind in asked,
        )
    return found


def last_day_of(plan: HoursPlan) -> date:
    """A week to say whether it is fine; the outcome waits for nobody any longer."""
    return plan.planned_at.astimezone(clock.LONDON).date() + timedelta(days=7)


def counted_of(
    words: Sequence[HoursSaid], members: int, last_day: date, least: int
) -> Sequence[HoursSaid]:
    """The words that count so far: from `least` people on, or from all of a smaller panel, or those
    of three or more who spoke by the last day; then so many more words at a time, so that no
    outcome tells what one person said (R19)."""
    in_time = [each for each in words if each.said_at.astimezone(clock.LONDON).date() <= last_day]
    first = _spoken(in_time, max(FEWEST, min(least, members)))
    if not first and clock.today() > last_day:
        first = len(in_time) if _spoken(in_time, FEWEST) else _spoken(words, FEWEST)
    return words[: first + (len(words) - first) // least * least] if first else []


def _spoken(words: Sequence[HoursSaid], people: int) -> int:
    """After how many words so many people have spoken; 0 while they haven't."""
    spoke: set[uuid.UUID] = set()
    for number, word in enumerate(words, start=1):
        spoke.add(word.member_id)
        if len(spoke) == people:
            return number
    return 0


def _last_words(words: Sequence[HoursSaid]) -> dict[uuid.UUID, str]:
    return {each.member_id: each.said for each in words}


def _members(panels: Mapping[uuid.UUID, str]) -> Counter[str]:
    """How many may act for each kind of panel."""
    acting = [each for each in members_of_panels(list(panels)) if may_act(each)] if panels else []
    return Counter(panels[each.panel_id] for each in acting)


def plans_of(tender: Tender) -> dict[str, HoursPlan]:
    """The newest plan for each kind."""
    wanted = select(HoursPlan).where(HoursPlan.tender_id == tender.id)
    return {each.kind: each for each in db.session.scalars(wanted.order_by(HoursPlan.version))}


def _said(tender: Tender) -> dict[uuid.UUID, list[HoursSaid]]:
    """What members said to each plan, in the order of saying."""
    wanted = select(HoursSaid).where(HoursSaid.tender_id == tender.id)
    found: dict[uuid.UUID, list[HoursSaid]] = {}
    for each in db.session.scalars(wanted.order_by(HoursSaid.said_at, HoursSaid.version)):
        found.setdefault(each.plan_id, []).append(each)
    return found


def _reasons(tender: Tender) -> dict[uuid.UUID, HoursReason]:
    wanted = select(HoursReason).where(HoursReason.tender_id == tender.id)
    return {each.plan_id: each for each in db.session.scalars(wanted.order_by(HoursReason.version))}


Waiting = tuple[uuid.UUID, str, str, date | None]


def waiting_for(member_ids: Sequence[uuid.UUID]) -> list[Waiting]:
    """Which tenders in drafting wait for these members' word on the hours; there is no last day."""
    wanted = (
        select(HoursPlan, Tender, HoursSaid.id)
        .join(Tender, Tender.id == HoursPlan.tender_id)
        .join(Round, Round.tender_id == Tender.id)
        .join(Panel, and_(Panel.id == Round.panel_id, Panel.kind == HoursPlan.kind))
        .join(Member, Member.panel_id == Panel.id)
        .outerjoin(
            HoursSaid, and_(HoursSaid.plan_id == HoursPlan.id, HoursSaid.member_id == Member.id)
        )
        .where(Member.id.in_(member_ids), Tender.stage == "drafting", Round.opens_at <= clock.now())
        .order_by(HoursPlan.version)
    )
    newest = {(row[1].id, row[0].kind): row for row in db.session.execute(wanted)}
    return [
        (tender.id, tender.title, "hours", None)
        for _plan, tender, said_id in newest.values()
        if said_id is None
    ]
