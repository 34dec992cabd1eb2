"""Builders of tenders that stand before moderation, with all that can happen on the way on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portal.bids.queries import bidders_of
from portal.core import clock
from portal.core.database import db
from portal.evaluation.compliance.exclusions import Looked, check_bidder
from portal.evaluation.compliance.queries import bidder_of
from portal.evaluation.marking.operations import close_marking
from portal.evaluation.seats.operations import start_marking
from portal.specifications import operations as write
from portal.specifications.facts import GateFacts, GroupFacts, RuleFacts, SectionFacts
from portal.tenders.models import Tender
from tests import make, make_bids, make_groundwork, make_openers
from tests.make_evaluation import (
    OPENED,
    Marking,
    confirm_gates,
    declare,
    evaluator,
    mark_all,
    promise,
)
from tests.make_moderation import Panel
from tests.make_specification import PRICE, SCALE, criterion, publish

FIRST, SECOND, CHEAP, UNINSURED = "Harbour Trust", "Meadow Works", "Quillfeather", "Lantern House"
PRICES = {FIRST: "600000", SECOND: "600000", CHEAP: "210000", UNINSURED: "640000"}
MARKS = {"professional": 3, "young": 1, "parent": 2}
WORDS = "Sam rings each family every week. At weekends Noor answers the phone."


@dataclass
class Evening(Panel):
    """A tender whose marking is closed; bidders and labels by name of the provider."""

    bidders: dict[str, make.Human] = field(default_factory=dict)
    label: dict[str, str] = field(default_factory=dict)


def evening_tender(
    house: make.House, names: tuple[str, ...] = tuple(PRICES), each: int = 2, **facts: Any
) -> Evening:
    """Three groups of `each` marked two questions; of two bids nothing published tells which is
    better, the price of a third is far below the others', the fourth failed the pass/fail
    question."""
    made = Marking(house, _published(house, **facts), make.providers(names))
    bidders = dict(zip(names, made.bidders, strict=True))
    for name, member in bidders.items():
        make_bids.submitted_bid(made.id, member, marker=WORDS, price=PRICES[name])
    make_bids.opened_bids(house, made.id)
    label = {name: make_bids.label_of(house, made.id, member) for name, member in bidders.items()}
    confirm_gates(made, failed=(label[UNINSURED],) if UNINSURED in label else ())
    _look_at_everybody(made)
    for kind in MARKS:
        made.evaluators[kind] = [evaluator(made, kind) for _ in range(each)]
    for human in made.everybody:
        declare(made, human)
        promise(made, human)
    with made.writing() as tender:
        start_marking(house.lead.actor, tender)
    for human in made.everybody:
        mark_all(made, human, MARKS[human.actor.kind or ""])
    with made.writing() as tender:
        close_marking(house.lead.actor, tender)
    people = made.evaluators
    return Evening(house, made.id, made.bidders, [*label.values()], people, bidders, label)


def _published(house: make.House, **facts: Any) -> uuid.UUID:
    tender_id = make.tender(house, **facts)
    with make.writing(house.id), clock.at(make.START):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        lead = house.lead.actor
        write.write_section(lead, tender, SectionFacts("Who", "Young carers.", "You."))
        titles = {"professional": "Professionals", "young": "Young people", "parent": "Parents"}
        adults, young, parents = (
            write.put_group(lead, tender, GroupFacts(title, kind, 2))
            for kind, title in titles.items()
        )
        scale = write.put_scale(lead, tender, SCALE)
        thirds = {adults: Decimal(40), young: Decimal(30), parents: Decimal(30)}
        halves = {adults: Decimal(50), young: Decimal(50)}
        for code, title, shares in (("Q1", "Listening", thirds), ("Q2", "Safety", halves)):
            write.put_criterion(lead, tender, criterion(scale, code, title, 40, shares))
        write.put_gate(
            lead, tender, GateFacts("G1", "Insurance", "Insured", "Insured?", "Insured?")
        )
        write.put_price(lead, tender, PRICE)
        write.put_tie_breaks(lead, tender, [("criterion", "Q1"), ("quality", None)])
        write.put_rules(lead, tender, RuleFacts(empty_group="refuse"))
        make_openers.get_ready(house, tender)
        make_groundwork.get_ready(lead, tender)
        publish(lead, tender)
    return tender_id


def _look_at_everybody(made: Marking) -> None:
    """The lead looked at each bidder for exclusion, and found nothing (R17)."""
    with made.writing(OPENED) as tender:
        for provider in bidders_of(tender):
            looked = Looked(clock.today(), "no", False, False, "List and register.", "none")
            check_bidder(made.house.lead.actor, tender, *bidder_of(tender, provider.id), looked)
            db.session.flush()
