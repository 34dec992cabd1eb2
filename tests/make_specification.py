"""Builders of a complete small specification and method."""

from __future__ import annotations

import uuid
from decimal import Decimal
from unittest.mock import patch

from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.specifications import operations as act
from portal.specifications import problems
from portal.specifications.facts import (
    CriterionFacts,
    DescriptorFacts,
    GateFacts,
    GroupFacts,
    PriceFacts,
    RuleFacts,
    ScaleFacts,
    SectionFacts,
)
from portal.specifications.models import Group, Scale
from portal.tenders.models import Tender
from tests import make, make_groundwork, make_openers
from tests.make import House
from tests.shelf import shelved

WORDS = ("name", "words", "plain_name", "plain_words")
SCALE = ScaleFacts(
    "Marks from 0 to 3",
    Decimal(0),
    Decimal(3),
    Decimal(1),
    tuple(
        DescriptorFacts(Decimal(mark), name, f"It is {name}.", name.title(), f"{name.title()}!")
        for mark, name in enumerate(["missing", "weak", "good", "very good"])
    ),
)
PRICE = PriceFacts(
    "lowest_over_bid",
    Decimal(20),
    "refuse",
    price_covers="Three years, without VAT.",
    plain_price_covers="All the money for three years.",
)


@shelved
def ready_tender(house: House, **facts: object) -> uuid.UUID:
    """A tender in drafting that can be published: Q1 shared, Q2 young people's, Q3 adults'."""
    tender_id = make.tender(house, **facts)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        write_specification(house.lead.actor, tender)
        make_openers.get_ready(house, tender)
        make_groundwork.get_ready(house.lead.actor, tender)
    return tender_id


@shelved
def published_tender(house: House, empty_group: str = "refuse", **facts: object) -> uuid.UUID:
    """The same tender, published at `make.START`: 2 groups, 3 criteria, 1 gate, price 20."""
    tender_id = ready_tender(house, **facts)
    with make.writing(house.id), clock.at(make.START):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        act.put_rules(house.lead.actor, tender, RuleFacts(empty_group=empty_group))
        publish(house.lead.actor, tender)
    return tender_id


def publish(actor: Actor, tender: Tender) -> None:
    """The tender is published; what panels and an approver are asked isn't looked at here."""
    none = {"agreement_problems": lambda tender: (), "approval_problems": lambda tender: ()}
    with patch.multiple(problems, **none):
        act.publish(actor, tender)


def write_specification(actor: Actor, tender: Tender) -> None:
    """One section, two groups, a scale, three criteria, a gate, price and tie-breaks."""
    act.write_section(actor, tender, SectionFacts("Who", "Young carers.", "You."))
    adults = act.put_group(actor, tender, GroupFacts("Professionals", "professional", 3))
    young = act.put_group(actor, tender, GroupFacts("Young people", "young", 4))
    scale = act.put_scale(actor, tender, SCALE)
    halves = {adults: Decimal(50), young: Decimal(50)}
    act.put_criterion(actor, tender, criterion(scale, "Q1", "Listening", 30, halves))
    act.put_criterion(actor, tender, criterion(scale, "Q2", "Fun", 20, {young: Decimal(100)}))
    act.put_criterion(actor, tender, criterion(scale, "Q3", "Safety", 30, {adults: Decimal(100)}))
    act.put_gate(actor, tender, GateFacts("G1", "Insurance", "Insured", "Insured?", "Insured?"))
    act.put_price(actor, tender, PRICE)
    act.put_tie_breaks(actor, tender, [("criterion", "Q1"), ("quality", None)])


def criterion(
    scale: Scale, code: str, title: str, weight: int, shares: dict[Group, Decimal]
) -> CriterionFacts:
    """The facts of a criterion with an agreed mark and an answer of up to 100 words."""
    return CriterionFacts(
        code=code,
        title=title,
        plain_title=title,
        weight=Decimal(weight),
        question=f"How will you do it: {title}?",
        plain_question=f"{title}?",
        word_limit=100,
        scale_id=scale.id,
        shares={group.id: percent for group, percent in shares.items()},
    )
