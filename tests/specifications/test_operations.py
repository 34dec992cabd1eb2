"""A specification is written, changed, moved and taken apart; publishing freezes it whole."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications import operations as act
from portal.specifications.facts import GateFacts, PriceFacts, ScaleFacts
from portal.specifications.method import content_sha256, method_of, method_sha256
from portal.specifications.models import Descriptor, Share
from portal.specifications.queries import (
    criteria_of,
    draft_of,
    gates_of,
    groups_of,
    settings_of,
    tie_breaks_of,
)
from portal.specifications.totals import points_of, totals_of
from portal.tenders.models import Notice, Tender
from scoring import Method
from tests import make, make_specification
from tests.make import House
from tests.make_specification import PRICE, SCALE


@pytest.fixture
def house(quick_app: Flask) -> House:
    """An authority."""
    return make.house()


@pytest.fixture
def tender_id(house: House) -> uuid.UUID:
    """A tender that could be published."""
    return make_specification.ready_tender(house)


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _last_event(house: House) -> Event:
    with tenant(house.id):
        wanted = select(Event).order_by(Event.number.desc()).limit(1)
        return db.session.scalars(wanted).one()


def test_publishing_freezes_document_and_both_hashes(app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.published_tender(house)
    with tenant(house.id):
        notice = db.session.get_one(Notice, tender_id)
        method = method_of(_tender(house, tender_id))
        assert notice.document["method"] == method
        assert notice.method_sha256 == method_sha256(method)
        assert notice.specification_sha256 == content_sha256(notice.document["specification"])
        [one] = notice.document["specification"]["sections"][0]["paragraphs"]
        assert one["plain_words"] == "You."
        assert _tender(house, tender_id).stage == "open"
    event = _last_event(house)
    assert event.name == "tender:published"
    assert event.facts["method_sha256"] == notice.method_sha256


def test_the_method_is_what_scoring_reads(house: House, tender_id: uuid.UUID) -> None:
    with tenant(house.id):
        method = method_of(_tender(house, tender_id))
    assert Method.from_dict(method).as_dict() == method
    first = method["criteria"][0]
    assert first["shares"] == {"professional": "50", "young": "50"}
    assert first["scale"] == {"lowest": "0", "highest": "3", "step": "1"}
    assert method["price"] == {"method": "lowest_over_bid", "weight": "20", "nil_price": "refuse"}
    assert method["tie_breaks"] == [{"by": "criterion", "id": "Q1"}, {"by": "quality"}]


def test_weights_and_each_groups_part_of_all_marks_add_up(
    house: House, tender_id: uuid.UUID
) -> None:
    with tenant(house.id):
        draft = draft_of(_tender(house, tender_id))
        totals = totals_of(draft.criteria, draft.settings)
        points = points_of(draft.groups, draft.criteria)
        assert (totals.criteria, totals.price, totals.missing) == (80, 20, 0)
        assert list(points.values()) == [45, 35]


def test_a_criterion_gets_new_shares_and_a_new_code_that_its_tie_break_follows(
    house: House, tender_id: uuid.UUID
) -> None:
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        first, (adults, young) = criteria_of(tender)[0], groups_of(tender)
        shares = {adults: Decimal(20), young: Decimal(80)}
        wanted = {group.id: percent for group, percent in shares.items()}
        facts = make_specification.criterion(first.scale, "1.1", "Listening", 30, shares)
        act.put_criterion(house.lead.actor, tender, facts, first)
    with tenant(house.id):
        tender = _tender(house, tender_id)
        percents = {share.group_id: share.percent for share in criteria_of(tender)[0].shares}
        assert percents == wanted
        assert [step.of for step in tie_breaks_of(tender)] == ["1.1", None]


def test_saving_what_is_there_already_leaves_no_event(house: House, tender_id: uuid.UUID) -> None:
    before = _last_event(house).number
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        draft = draft_of(tender)
        act.put_scale(house.lead.actor, tender, SCALE, draft.scales[0])
        act.put_price(house.lead.actor, tender, PRICE)
        gate = GateFacts("G1", "Insurance", "Insured", "Insured?", "Insured?")
        act.put_gate(house.lead.actor, tender, gate, draft.gates[0])
        act.shift(house.lead.actor, tender, draft.criteria[0], -1)
        steps = [(step.by, step.of) for step in draft.tie_breaks]
        act.put_tie_breaks(house.lead.actor, tender, steps)
    assert _last_event(house).number == before


def test_a_criterion_moves_down_one_place(house: House, tender_id: uuid.UUID) -> None:
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        act.shift(house.lead.actor, tender, criteria_of(tender)[0], 1)
    with tenant(house.id):
        codes = [each.code for each in criteria_of(_tender(house, tender_id))]
    assert codes == ["Q2", "Q1", "Q3"]


def test_a_removed_criterion_takes_its_shares_along(app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        act.remove(house.lead.actor, tender, criteria_of(tender)[2])
    with tenant(house.id):
        assert [each.code for each in criteria_of(_tender(house, tender_id))] == ["Q1", "Q2"]
        assert len(db.session.scalars(select(Share)).all()) == 3
    assert _last_event(house).facts == {"part": "criterion", "what": "Q3 Safety"}


def test_what_something_stands_on_cant_be_removed(house: House, tender_id: uuid.UUID) -> None:
    for part in ("scales", "groups", "criteria"):
        with pytest.raises(Refused, match="first"), make.writing(house.id):
            tender = _tender(house, tender_id)
            act.remove(house.lead.actor, tender, getattr(draft_of(tender), part)[0])


def test_a_scale_keeps_the_words_of_marks_that_stay(house: House, tender_id: uuid.UUID) -> None:
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        facts = replace(SCALE, highest=Decimal(2), descriptors=SCALE.descriptors[:3])
        act.put_scale(house.lead.actor, tender, facts, draft_of(tender).scales[0])
    with tenant(house.id):
        names = db.session.scalars(select(Descriptor.name).order_by(Descriptor.position)).all()
    assert names == ["missing", "weak", "good"]


SCALES: list[tuple[ScaleFacts, str | None]] = [
    (ScaleFacts("S", Decimal(5), Decimal(0), Decimal(1)), "highest"),
    (ScaleFacts("S", Decimal(0), Decimal(5), Decimal(2)), "highest"),
    (ScaleFacts("S", Decimal(0), Decimal(100), Decimal(1)), "step"),
    (replace(SCALE, highest=Decimal(2)), None),
]


def test_a_scale_that_isnt_one_is_refused(house: House, tender_id: uuid.UUID) -> None:
    for facts, field in SCALES:
        with pytest.raises(Refused) as refusal, make.writing(house.id):
            act.put_scale(house.lead.actor, _tender(house, tender_id), facts)
        assert refusal.value.field == field, facts


TEN = Decimal(10)
PRICES: list[tuple[PriceFacts, str]] = [
    (PriceFacts("lowest_over_bid"), "price_weight"),
    (PriceFacts("fixed", price_weight=TEN), "price_weight"),
    (PriceFacts("linear", price_weight=TEN), "ceiling"),
    (PriceFacts("linear", price_weight=TEN, ceiling=Decimal(1), floor=TEN), "ceiling"),
    (PriceFacts("fixed", floor=TEN), "floor"),
    (PriceFacts("per_quality_point", nil_price="full"), "nil_price"),
]


def test_a_price_method_has_exactly_the_numbers_it_needs(
    house: House, tender_id: uuid.UUID
) -> None:
    for facts, field in PRICES:
        with pytest.raises(Refused) as refusal, make.writing(house.id):
            act.put_price(house.lead.actor, _tender(house, tender_id), facts)
        assert refusal.value.field == field, facts


def test_two_criteria_or_gates_never_have_one_code(house: House, tender_id: uuid.UUID) -> None:
    with pytest.raises(Refused) as refusal, make.writing(house.id):
        tender = _tender(house, tender_id)
        act.put_gate(house.lead.actor, tender, GateFacts("G1", "Other", "", "", ""))
    assert refusal.value.field == "code"
    with tenant(house.id):
        assert [gate.title for gate in gates_of(_tender(house, tender_id))] == ["Insurance"]


def test_nobody_has_said_how_price_counts_until_somebody_does(house: House) -> None:
    tender_id = make.tender(house)
    with tenant(house.id):
        assert settings_of(_tender(house, tender_id)).price_method is None


def test_an_unfinished_tender_cant_be_published(house: House) -> None:
    tender_id = make.tender(house)
    with pytest.raises(Refused), make.writing(house.id), clock.at(make.START):
        act.publish(house.lead.actor, _tender(house, tender_id))
    with tenant(house.id):
        assert _tender(house, tender_id).stage == "drafting"
        assert db.session.get(Notice, tender_id) is None


def test_a_least_mark_says_whose_it_is_or_isnt_there(house: House, tender_id: uuid.UUID) -> None:
    halves = [(Decimal(1), None, "minimum_of"), (None, "combined", "minimum_mark")]
    for mark, of, field in halves:
        with pytest.raises(Refused) as refusal, make.writing(house.id):
            tender = _tender(house, tender_id)
            first = criteria_of(tender)[0]
            facts = make_specification.criterion(first.scale, "Q1", "Listening", 30, {})
            wrong = replace(facts, minimum_mark=mark, minimum_of=of)
            act.put_criterion(house.lead.actor, tender, wrong, first)
        assert refusal.value.field == field
