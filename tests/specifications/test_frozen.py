"""From publication on operation, policy and trigger each refuse a change (R4)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from portal.core import clock
from portal.core.authorisation import NotNow
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.specifications import headings
from portal.specifications import operations as act
from portal.specifications.facts import (
    GateFacts,
    GroupFacts,
    HeadingFacts,
    LineFacts,
    RuleFacts,
    SectionFacts,
)
from portal.specifications.models import (
    Criterion,
    Descriptor,
    Gate,
    Group,
    Heading,
    MethodSettings,
    PriceLine,
    Scale,
    Section,
    Share,
    TieBreak,
)
from portal.specifications.paragraphs.models import Paragraph
from portal.specifications.policy import may_publish, may_write
from portal.specifications.price_lines import put_line
from portal.specifications.queries import criteria_of, draft_of, sections_of
from portal.tenders import operations as tenders
from portal.tenders.models import Notice, Tender
from portal.tenders.policy import PUBLISHED
from tests import make, make_specification
from tests.make import House

FROZEN = [
    Section,
    Paragraph,
    Group,
    Scale,
    Descriptor,
    Heading,
    Criterion,
    Share,
    Gate,
    TieBreak,
    PriceLine,
    MethodSettings,
]


@pytest.fixture
def house(app: Flask) -> House:
    """An authority, on both kinds of database."""
    return make.house()


@pytest.fixture
def tender_id(house: House) -> uuid.UUID:
    """A tender that is published."""
    tender_id = make_specification.ready_tender(house)
    with make.writing(house.id), clock.at(make.START):
        tender = _tender(house, tender_id)
        first = criteria_of(tender)[0].id
        headings.put_heading(house.lead.actor, tender, HeadingFacts("All", "All"), None, first)
        put_line(house.lead.actor, tender, LineFacts("All of it", "year", 1, 3))
        make_specification.publish(house.lead.actor, tender)
    return tender_id


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def test_the_policy_says_no_and_why(house: House, tender_id: uuid.UUID) -> None:
    with tenant(house.id):
        published = _tender(house, tender_id)
        for policy in (may_write, may_publish):
            assert policy(house.lead.actor, published) == NotNow(PUBLISHED)


CHANGES: dict[str, Callable[[Any, Tender], Any]] = {
    "section": lambda who, at: act.write_section(who, at, SectionFacts("New", "a", "b")),
    "moved": lambda who, at: act.shift(who, at, sections_of(at)[0], 1),
    "group": lambda who, at: act.put_group(who, at, GroupFacts("More", "parent", 5)),
    "scale": lambda who, at: act.put_scale(who, at, make_specification.SCALE),
    "heading": lambda who, at: headings.put_heading(who, at, HeadingFacts("New", "New")),
    "order": lambda who, at: headings.arrange(who, at, []),
    "weights": lambda who, at: headings.set_weights(
        who, at, {each.id: Decimal(1) for each in criteria_of(at)}
    ),
    "criterion": lambda who, at: act.put_criterion(
        who, at, make_specification.criterion(criteria_of(at)[0].scale, "Q9", "More", 1, {})
    ),
    "gate": lambda who, at: act.put_gate(who, at, GateFacts("G9", "More", "a", "b", "c")),
    "price": lambda who, at: act.put_price(who, at, make_specification.PRICE),
    "line": lambda who, at: put_line(who, at, LineFacts("More", "hour", 1, 1)),
    "rules": lambda who, at: act.put_rules(who, at, RuleFacts(rounding_places=0)),
    "tie-breaks": lambda who, at: act.put_tie_breaks(who, at, []),
    "removed": lambda who, at: act.remove(who, at, sections_of(at)[0]),
    "published twice": act.publish,
}


def test_every_operation_refuses(house: House, tender_id: uuid.UUID) -> None:
    for change in CHANGES.values():
        with pytest.raises(Refused), make.writing(house.id), clock.at(make.START):
            change(house.lead.actor, _tender(house, tender_id))


def test_the_deadline_and_the_description_are_frozen_too(
    house: House, tender_id: uuid.UUID
) -> None:
    facts = make.tender_facts(deadline_at=make.START, description="Something else")
    kept = pytest.raises(DBAPIError, match="published tender keeps its facts")
    with kept, make.writing(house.id):
        tenders.change_tender(house.lead.actor, _tender(house, tender_id), facts)


def test_triggers_refuse_every_update_and_removal(house: House, tender_id: uuid.UUID) -> None:
    for model in FROZEN:
        key = MethodSettings.id if model is MethodSettings else model.__table__.c.tender_id
        for change in (update(model).values(id=uuid.uuid4()), delete(model)):
            with tenant(house.id), pytest.raises(DBAPIError, match="frozen from publication on"):
                db.session.execute(change.where(key == tender_id))


def test_triggers_refuse_what_is_added(house: House, tender_id: uuid.UUID) -> None:
    with tenant(house.id):
        draft = draft_of(_tender(house, tender_id))
        scale, criterion, group = draft.scales[0].id, draft.criteria[1].id, draft.groups[0].id
        section = draft.sections[0].id
    words = {"title": "T", "plain_title": "T", "question": "Q", "plain_question": "Q"}
    new: list[Any] = [
        Section(position=9, title="T"),
        Paragraph(section_id=section, position=9, words="W", plain_words="W", version=1),
        Group(slug="more", title="T", kind="parent", planned=5, position=9),
        Scale(title="T", lowest=Decimal(0), highest=Decimal(1), step=Decimal(1)),
        Descriptor(
            scale_id=scale,
            position=9,
            mark=Decimal(9),
            name="",
            words="",
            plain_name="",
            plain_words="",
        ),
        Criterion(
            scale_id=scale,
            position=9,
            code="Q9",
            weight=Decimal(1),
            word_limit=1,
            group_mark="agreed",
            **words,
        ),
        Heading(position=9, level=1, title="T", plain_title="T"),
        Share(criterion_id=criterion, group_id=group, percent=Decimal(1)),
        Gate(position=9, code="G9", **words),
        TieBreak(position=9, by="quality"),
        PriceLine(position=9, title="T", unit="U", quantity=1, years=1),
    ]
    for row in new:
        row.tender_id = tender_id
        with tenant(house.id), pytest.raises(DBAPIError, match="frozen from publication on"):
            db.session.add(row)
            db.session.flush()


def test_the_notice_itself_is_only_ever_added(house: House, tender_id: uuid.UUID) -> None:
    for change in (update(Notice).values(title="Other"), delete(Notice)):
        with tenant(house.id), pytest.raises(DBAPIError, match="only ever added"):
            db.session.execute(change.where(Notice.id == tender_id))


def test_a_draft_beside_a_published_tender_can_still_change(house: House) -> None:
    make_specification.published_tender(house)
    drafted = make_specification.ready_tender(house)
    with tenant(house.id), transaction():
        tender = _tender(house, drafted)
        act.remove(house.lead.actor, tender, sections_of(tender)[0])
    with tenant(house.id):
        assert not sections_of(_tender(house, drafted))
