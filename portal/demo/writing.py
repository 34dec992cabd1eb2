"""Writes and publishes a tender of the story."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from portal.core.authorisation import Actor
from portal.core.clock import LONDON
from portal.core.database import db
from portal.demo import grounding
from portal.demo.before import first_method, first_sections
from portal.demo.influence import say_influence
from portal.demo.people import House, acting
from portal.demo.story import Story
from portal.specifications import operations as act
from portal.specifications.approving import operations as approving
from portal.specifications.approving.models import APPROVED
from portal.specifications.facts import (
    CriterionFacts,
    DescriptorFacts,
    GateFacts,
    GroupFacts,
    LineFacts,
    PriceFacts,
    RuleFacts,
    ScaleFacts,
    SectionFacts,
)
from portal.specifications.models import Scale
from portal.specifications.price_lines import put_line
from portal.tenders import operations as tenders
from portal.tenders.models import Tender
from portal.tenders.operations import TenderFacts

WHY = {
    "light_touch": "Social services for children and young people are light touch services"
    " (Procurement Regulations 2024, Schedule 1), and the value is above the threshold.",
    "psr": "Public health nursing for children is a health care service, so the Provider"
    " Selection Regime applies.",
}


def start(
    story: Story,
    house: House,
    day_0: datetime,
    *,
    together: bool = False,
    files: int = 0,
    **names: str,
) -> uuid.UUID:
    """Create the tender some weeks before its publication, and write its specification.

    `together`: earlier, and as it was before panels wrote with it; `files`: how many the first
    answer may bring along.
    """
    lead = house.staff["procurement_lead"]
    written = day_0 - timedelta(days=70 if together else 30)
    acts = story.together["acts"] if together else []
    with acting(written, house.id):
        tender_id = tenders.create_tender(lead, _facts(story, day_0, **names)).id
    with acting(written + timedelta(days=3), house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        for section in first_sections(story, acts):
            facts = SectionFacts(section.title, section.body, section.plain_body)
            act.write_section(lead, tender, facts)
    with acting(written + timedelta(days=9), house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        method = first_method(story, acts)
        method["criteria"][0]["files"] = files
        _write_method(lead, tender, method)
        if not together:
            say_influence(house, tender)
        assert tender.starts_on
        grounding.prepare(lead, tender, tender.starts_on)
    return tender_id


def publish(house: House, tender_id: uuid.UUID, day_0: datetime) -> None:
    """Somebody else approves it, and the tender is published on day 0 of its story."""
    lead, approver = house.staff["procurement_lead"], house.staff["approver"]
    with acting(day_0 - timedelta(minutes=40), house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        approving.ask_approval(lead, tender, "")
    with acting(day_0 - timedelta(minutes=20), house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        approving.answer(approver, tender, APPROVED, "")
    with acting(day_0, house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        act.publish(lead, tender)


def deadline_of(story: Story, day_0: datetime) -> datetime:
    """The deadline: noon in the United Kingdom on its day of the story."""
    on = (day_0 + timedelta(days=story.day("deadline"))).astimezone(LONDON).date()
    return datetime.combine(on, time(12), LONDON)


def _facts(story: Story, day_0: datetime, **names: str) -> TenderFacts:
    tender = story.tender

    def on(key: str) -> Any:
        return (day_0 + timedelta(days=story.day(key))).astimezone(LONDON).date()

    return TenderFacts(
        title=names.get("title", tender["title"]),
        reference=names.get("reference", tender["reference"]),
        description=tender["description"].strip(),
        plain_description=tender["plain_description"].strip(),
        regime=tender["regime"],
        regime_reason=WHY[tender["regime"]],
        estimated_value=Decimal(900000),
        deadline_at=deadline_of(story, day_0),
        marking_ends_on=on("marking"),
        decision_on=on("decision"),
        starts_on=on("contract_start"),
    )


def _write_method(lead: Actor, tender: Tender, method: dict[str, Any]) -> None:
    groups = {
        group["id"]: act.put_group(
            lead, tender, GroupFacts(group["title"], group["id"], group["planned"])
        )
        for group in method["groups"]
    }
    scale = act.put_scale(lead, tender, _scale(method["scale"]))
    for criterion in method["criteria"]:
        shares = {groups[key].id: Decimal(part) for key, part in criterion["shares"].items()}
        act.put_criterion(lead, tender, criterion_facts(criterion, scale, shares))
    for gate in method["gates"]:
        words = ("title", "plain_title", "question", "plain_question")
        act.put_gate(lead, tender, GateFacts(gate["code"], *(gate[key].strip() for key in words)))
    act.put_price(lead, tender, price_facts(method["price"]))
    for line in method["price"].get("lines", ()):
        put_line(lead, tender, LineFacts(**line))
    rounding = method["rounding"]
    rules = RuleFacts(rounding["places"], rounding["rule"], method["empty_group"])
    act.put_rules(lead, tender, rules)
    steps = [(step["by"], step.get("id")) for step in method["tie_breaks"]]
    act.put_tie_breaks(lead, tender, steps)


def _scale(scale: dict[str, Any]) -> ScaleFacts:
    words = ("name", "words", "plain_name", "plain_words")
    return ScaleFacts(
        title=f"Marks from {scale['lowest']} to {scale['highest']}",
        lowest=Decimal(scale["lowest"]),
        highest=Decimal(scale["highest"]),
        step=Decimal(scale["step"]),
        descriptors=tuple(
            DescriptorFacts(Decimal(mark["mark"]), *(mark[key].strip() for key in words))
            for mark in scale["marks"]
        ),
    )


def criterion_facts(
    criterion: dict[str, Any], scale: Scale, shares: dict[uuid.UUID, Decimal]
) -> CriterionFacts:
    """A criterion of a story's file, as its operation takes it."""
    minimum = criterion.get("minimum")
    return CriterionFacts(
        code=criterion["code"],
        title=criterion["title"],
        plain_title=criterion["plain_title"],
        weight=Decimal(criterion["weight"]),
        question=criterion["question"].strip(),
        plain_question=criterion["plain_question"].strip(),
        word_limit=criterion["word_limit"],
        scale_id=scale.id,
        group_mark=criterion["group_mark"],
        minimum_mark=Decimal(minimum["mark"]) if minimum else None,
        minimum_of=minimum["of"] if minimum else None,
        shares=shares,
        files=criterion.get("files", 0),
        is_interview=criterion.get("interview", False),
    )


def price_facts(price: dict[str, Any]) -> PriceFacts:
    """The price of a story's file, as its operation takes it."""
    return PriceFacts(
        price_method=price["method"],
        price_weight=Decimal(price["weight"]) if "weight" in price else None,
        nil_price=price.get("nil_price"),
        price_covers=price["covers"].strip(),
        plain_price_covers=price["plain_covers"].strip(),
    )
