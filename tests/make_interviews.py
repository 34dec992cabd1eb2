"""Builders of tenders with a question that is asked at an interview."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.evaluation.interviews import operations as act
from portal.evaluation.interviews.operations import HeldFacts, PlanFacts
from portal.evaluation.interviews.queries import interview_of, own_interview, seats_asked
from portal.evaluation.marking.operations import close_marking, record_mark
from portal.evaluation.marking.reopening import reopen_marking
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.operations import start_marking, void_part
from portal.specifications import operations as write
from portal.specifications.facts import RuleFacts
from portal.specifications.queries import criteria_of, groups_of, scales_of
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.make_evaluation import (
    MARKING,
    Marking,
    confirm_gates,
    declare,
    evaluator,
    keep_from,
    mark_all,
    promise,
)
from tests.make_pairs import pair_with
from tests.make_specification import criterion, publish, ready_tender
from tests.shelf import shelved

PLANNED = datetime(2026, 10, 20, 9, tzinfo=UTC)
STARTS = datetime(2026, 10, 27, 15, 30, tzinfo=UTC)
AFTER = datetime(2026, 10, 29, 9, tzinfo=UTC)
PLAN = PlanFacts(STARTS, 45, "Town Hall, room 2", "participation")


@shelved
def tender_with_interview(house: make.House, empty_group: str = "refuse") -> uuid.UUID:
    """The tender of `make_specification`, with a fourth question of 10 that both groups judge at an
    interview; published."""
    tender_id = ready_tender(house)
    with make.writing(house.id), clock.at(make.START):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        lead, scale = house.lead.actor, scales_of(tender)[0]
        adults, young = groups_of(tender)
        last = criteria_of(tender)[2]
        facts = criterion(scale, "Q3", "Safety", 20, {adults: Decimal(100)})
        write.put_criterion(lead, tender, facts, last)
        halves = {adults: Decimal(50), young: Decimal(50)}
        facts = criterion(scale, "Q4", "Talking with us", 10, halves)
        write.put_criterion(lead, tender, replace(facts, is_interview=True))
        write.put_rules(lead, tender, RuleFacts(empty_group=empty_group))
        db.session.flush()
        publish(lead, tender)
    return tender_id


@shelved
def interviewing_tender(
    house: make.House,
    bids: int = 2,
    kept: bool = False,
    empty_group: str = "refuse",
    paired: bool = False,
) -> Marking:
    """Marking is closed, no interview is planned yet; two professionals, two young people. With
    `kept` the first young person is kept from the first bidder's bid; with `paired` somebody
    marks as one with them, and stands under `second`."""
    tender_id = tender_with_interview(house, empty_group)
    made = Marking(house, *make_bids.opened_tender(house, tender_id, bids))
    confirm_gates(made)
    for kind in ("professional", "young"):
        made.evaluators[kind] = [evaluator(made, kind) for _ in range(2)]
    tied = made.evaluators["young"][0]
    if paired:
        made.evaluators["second"] = [pair_with(made, tied)]
    for human in made.everybody:
        is_tied = kept and human is tied
        declare(made, human, made.bidders[0] if is_tied else None)
    if kept:
        keep_from(made, tied, made.bidders[0])
    for human in made.everybody:
        promise(made, human)
    with made.writing() as tender:
        start_marking(house.lead.actor, tender)
    for human in made.everybody:
        mark_all(made, human)
    with made.writing() as tender:
        close_marking(house.lead.actor, tender)
    return made


def planned(made: Marking, label: str, facts: PlanFacts = PLAN, at: datetime = PLANNED) -> None:
    """The lead plans one bid's interview."""
    with made.writing(at) as tender:
        found = interview_of(tender, label)
        seen = len(found.plans)
        act.plan_interview(made.house.lead.actor, tender, found, facts, seen=seen)


def held(made: Marking, label: str, *, who: list[make.Human], at: datetime = AFTER) -> None:
    """It was held, and these evaluators were there; nobody: the bidder didn't come."""
    with made.writing(at) as tender:
        there = {each.actor.person_id for each in who}
        seats = [each.id for each in seats_asked(tender) if each.person_id in there]
        words = "" if who else "We waited for half an hour and rang them twice."
        facts = HeldFacts(bool(who), "participation" if who else None, seats, words)
        found = interview_of(tender, label)
        lead = made.house.lead.actor
        act.record_interview(lead, tender, found, facts, seen=found.version)


def marked(made: Marking, label: str, human: make.Human, mark: int = 2, send: bool = True) -> None:
    """Somebody who was there marks the interview, and sends it."""
    with made.writing(AFTER) as tender:
        mine = own_interview(human.actor, tender, label)
        assert mine is not None
        for each in mine.own.criteria:
            words = "They listened to us."
            record_mark(human.actor, tender, mine.own.sheet, each, Decimal(mark), words)
        db.session.flush()
        if send:
            act.send_interview(human.actor, tender, label)


@shelved
def heard_tender(house: make.House, bids: int = 2, **more: object) -> Marking:
    """Every interview was held with everybody who may be there, and their marks are sent."""
    made = interviewing_tender(house, bids, **more)
    for number, member in enumerate(made.bidders):
        label = make_bids.label_of(house, made.id, member)
        starts_at = STARTS.replace(hour=9 + 2 * number)
        planned(made, label, replace(PLAN, starts_at=starts_at))
        held(made, label, who=made.everybody)
        for human in made.everybody:
            marked(made, label, human)
    return made


def all_happens_at_interviews(house: make.House) -> None:
    """One bidder comes, and two who mark as one say yes to their marks; the other stays away."""
    made = interviewing_tender(house, paired=True)
    came, away = (make_bids.label_of(house, made.id, member) for member in made.bidders)
    first, (second,) = made.evaluators["young"][0], made.evaluators["second"]
    planned(made, came)
    planned(made, away, replace(PLAN, starts_at=STARTS.replace(hour=11)))
    held(made, came, who=[first])
    held(made, away, who=[])
    marked(made, came, first)
    marked(made, came, second)
    _somebody_has_to_step_in(made)


def _somebody_has_to_step_in(made: Marking) -> None:
    """Nobody young is left for a bid: marking is opened again."""
    lead = made.house.lead.actor
    with made.writing(AFTER) as tender:
        bid = bids_of(tender)[0]
        for human in made.evaluators["young"]:
            seat = seat_of(human.actor, tender)
            assert seat
            void_part(lead, tender, seat, bid, "They helped to write it.")
    with made.writing(AFTER) as tender:
        reopen_marking(lead, tender)


__all__ = ["MARKING"]
