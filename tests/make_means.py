"""Builders of a tender whose groups of 5 enter its run by their own marks: a mean and a median."""

from __future__ import annotations

import uuid
from decimal import Decimal

from portal.accounts.models import APPROVER
from portal.bids.queries import bid_by_label
from portal.core import clock
from portal.core.database import db
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.operations import start_marking
from portal.outcomes import operations as outcomes
from portal.outcomes.standings import standing_of
from portal.specifications import operations as act
from portal.specifications.facts import CriterionFacts, GateFacts, GroupFacts, SectionFacts
from portal.tenders.models import Tender
from tests import make, make_bids, make_groundwork, make_openers
from tests.make_evaluation import Marking, confirm_gates, declare, evaluator
from tests.make_moderation import Panel, closed, recorded, sign_all
from tests.make_outcomes import release as release_letters
from tests.make_outcomes import then
from tests.make_specification import PRICE, SCALE, criterion, publish
from tests.shelf import shelved

ADULTS, YOUNG = "professional", "young"
GIVEN = {
    (ADULTS, 0, "Q1"): (3, 3, 2, 2, 1),
    (YOUNG, 0, "Q1"): (2, 2, 2, 1, 1),
    (YOUNG, 0, "Q2"): (3, 3, 2, 1, 0),
    (ADULTS, 1, "Q1"): (2, 2, 2, 2, 2),
    (YOUNG, 1, "Q1"): (3, 3, 3, 3, 3),
    (YOUNG, 1, "Q2"): (1, 1, 1, 3, 3),
}
"""What the five of each group gave, by group, place of the bidder and criterion; 3 is the most."""


@shelved
def means_tender(house: make.House) -> Panel:
    """Q1, the mean of both groups, and Q2, young people's median, weigh 40 each; price 20."""
    marked = _marked(house)
    made = Panel(house, marked.id, marked.bidders, people=marked.evaluators)
    made.labels = [make_bids.label_of(house, marked.id, member) for member in marked.bidders]
    with made.writing():
        for item in items_of(made.tender()):
            recorded(made, item.bid, item.criterion, 0, agreed={})
    sign_all(made)
    closed(made)
    return made


def release(made: Panel) -> None:
    """Whose bid stands first is chosen, and the letters are out."""
    house, approver = made.house, made.house.staff[APPROVER].actor
    with then(made) as tender:
        standing = standing_of(tender)
        assert standing
        first = bid_by_label(tender, standing.first or "")
        outcomes.decide(house.lead.actor, tender, first, "The best answers.")
    with then(made) as tender:
        outcomes.approve(approver, tender, "Fair and complete.")
    with then(made) as tender:
        outcomes.reveal(house.lead.actor, tender)
    release_letters(made)


def _marked(house: make.House) -> Marking:
    tender_id, bidders = make_bids.opened_tender(house, published(house), 2)
    made = Marking(house, tender_id, bidders)
    confirm_gates(made)
    made.evaluators = {kind: [evaluator(made, kind) for _ in range(5)] for kind in (ADULTS, YOUNG)}
    for human in made.everybody:
        declare(made, human)
    with made.writing() as tender:
        start_marking(house.lead.actor, tender)
    for kind, people in made.evaluators.items():
        for index, human in enumerate(people):
            _mark(made, human, kind, index)
    with made.writing() as tender:
        marking.close_marking(house.lead.actor, tender)
    return made


@shelved
def published(house: make.House) -> uuid.UUID:
    """A published tender of 5 professionals and 5 young people, whose marks count as averages."""
    tender_id = make.tender(house)
    lead = house.lead.actor
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        act.write_section(lead, tender, SectionFacts("Who", "Young carers.", "You."))
        adults = act.put_group(lead, tender, GroupFacts("Professionals", ADULTS, 5))
        young = act.put_group(lead, tender, GroupFacts("Young people", YOUNG, 5))
        scale = act.put_scale(lead, tender, SCALE)
        halves = {adults: Decimal(50), young: Decimal(50)}
        shared = criterion(scale, "Q1", "Listening", 40, halves)
        own = criterion(scale, "Q2", "Fun", 40, {young: Decimal(100)})
        act.put_criterion(lead, tender, _by(shared, "mean"))
        act.put_criterion(lead, tender, _by(own, "median"))
        act.put_gate(lead, tender, GateFacts("G1", "Insurance", "Insured", "Insured?", "Insured?"))
        act.put_price(lead, tender, PRICE)
        act.put_tie_breaks(lead, tender, [("criterion", "Q1"), ("quality", None)])
        make_openers.get_ready(house, tender)
        make_groundwork.get_ready(lead, tender)
    with make.writing(house.id), clock.at(make.START):
        publish(lead, db.session.get_one(Tender, (house.id, tender_id)))
    return tender_id


def _by(facts: CriterionFacts, group_mark: str) -> CriterionFacts:
    return CriterionFacts(**{**vars(facts), "group_mark": group_mark})


def _mark(made: Marking, human: make.Human, kind: str, index: int) -> None:
    """One evaluator gives their marks of `GIVEN`, and sends both sheets."""
    labels = [make_bids.label_of(made.house, made.id, member) for member in made.bidders]
    with made.writing() as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        for own in own_sheets(tender, seat):
            place = labels.index(own.label)
            for each in own.criteria:
                mark, words = GIVEN[kind, place, each.code][index], f"A reason for {each.code}."
                marking.record_mark(human.actor, tender, own.sheet, each, Decimal(mark), words)
            db.session.flush()
            marking.send_sheet(human.actor, tender, own.sheet)
