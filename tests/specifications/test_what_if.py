"""The method on invented bids: before publication alone (R4), saving nothing, exact as ever."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import inspect, text

from portal.core.database import db
from portal.specifications import operations as act
from portal.specifications.facts import CriterionFacts, PriceFacts, RuleFacts
from portal.specifications.models import Group, Scale
from portal.specifications.queries import criteria_of, groups_of, scales_of
from portal.tenders.models import Tender
from tests import make, make_specification
from tests.statements import statements_at


def _path(tender_id: uuid.UUID, rest: str = "/what-if") -> str:
    return f"/ambleford/tenders/{tender_id}/specification{rest}"


def _ready(price: PriceFacts | None = None) -> tuple[make.House, uuid.UUID]:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    if price:
        with make.writing(house.id):
            act.put_price(house.lead.actor, _tender(house, tender_id), price)
    return house, tender_id


def _tender(house: make.House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _typed(prices: list[str], marks: dict[str, list[str]], **more: str) -> dict[str, str]:
    """Prices by bid; marks by criterion and group ('0_1'), bid by bid."""
    fields = {f"price_{bid}": price for bid, price in enumerate(prices)}
    for place, each in marks.items():
        fields |= {f"mark_{bid}_{place}": mark for bid, mark in enumerate(each)}
    return {"bids": str(len(prices)), **fields, **more}


ALIKE = {"0_0": ["3", "3"], "0_1": ["3", "3"], "1_1": ["3", "3"], "2_0": ["3", "3"]}


def test_the_page_begins_with_three_invented_bids_and_their_result(quick_app: Flask) -> None:
    house, tender_id = _ready()
    page = make.client_of(quick_app, house.lead).get(_path(tender_id)).text
    assert "Bid A is first" in page
    assert 'id="price_2"' in page
    assert 'id="price_3"' not in page
    assert "By quality alone, first: Bid A. By price alone, first: Bid C." in page
    assert "bids depend on each other" in page


def test_the_example_of_r9_comes_out_to_the_penny(quick_app: Flask) -> None:
    """50 for quality, 50 for price: A beats B until C bids, who can't win itself (R9)."""
    house, tender_id = _ready()
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        _only_one_question(house, tender)
        price = replace(make_specification.PRICE, price_weight=Decimal(50))
        act.put_price(house.lead.actor, tender, price)
    client = make.client_of(quick_app, house.lead)

    def try_out(prices: list[str], marks: list[str]) -> str:
        return client.submit(_path(tender_id), _typed(prices, {"0_0": marks})).text

    page = try_out(["100", "118"], ["70", "80"])
    assert "Bid A is first, 2.63 ahead" in page
    assert "85.00" in page
    assert "82.37" in page
    page = try_out(["100", "118", "60"], ["70", "80", "10"])
    assert "Bid B is first, 0.42 ahead" in page
    assert "Without Bid C, Bid A would stand before Bid B." in page


def _only_one_question(house: make.House, tender: Tender) -> None:
    act.put_tie_breaks(house.lead.actor, tender, [])
    for criterion in criteria_of(tender):
        act.remove(house.lead.actor, tender, criterion)
    adults, young = groups_of(tender)
    act.remove(house.lead.actor, tender, young)
    scale = scales_of(tender)[0]
    wide = replace(make_specification.SCALE, highest=Decimal(100), step=Decimal(10))
    act.put_scale(house.lead.actor, tender, replace(wide, descriptors=()), scale)
    facts = make_specification.criterion(scale, "Q1", "Quality", 50, {adults: Decimal(100)})
    act.put_criterion(house.lead.actor, tender, facts)


def test_nothing_that_is_typed_is_saved(quick_app: Flask) -> None:
    house, tender_id = _ready()
    client = make.client_of(quick_app, house.lead)
    client.get(_path(tender_id))
    before = _rows()
    answer = client.submit(_path(tender_id), _typed(["100", "200"], ALIKE))
    assert "Bid A is first, 10.00 ahead" in answer.text
    assert _rows() == before


def _rows() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in inspect(db.engine).get_table_names()
        }


def test_what_is_wrong_is_told_beside_its_field_and_all_that_was_typed_is_kept(
    quick_app: Flask,
) -> None:
    house, tender_id = _ready()
    client = make.client_of(quick_app, house.lead)
    marks = ALIKE | {"0_0": ["4", "2"], "1_1": ["", "1"], "2_0": ["1.5", "many"]}
    page = client.submit(_path(tender_id), _typed(["£0", "12,000"], marks)).text
    for name in ("price_0", "mark_0_0_0", "mark_0_1_1", "mark_0_2_0", "mark_1_2_0"):
        assert f'href="#{name}"' in page
        assert f'id="{name}-error"' in page
    assert 'id="mark_1_0_0-error"' not in page
    for told in (
        ">Bid A, price: enter a price above £0, because the method refuses a price of nothing</a>",
        ">Bid A, Q1, Professionals: enter a mark from 0 to 3, in steps of 1</a>",
        ">Bid A, Q2: enter a mark</a>",
        ">Bid A, Q3: enter a mark from 0 to 3, in steps of 1</a>",
        ">Bid B, Q3: enter a number",
    ):
        assert told in page
    for value in ("£0", "12,000", "1.5", "many"):
        assert f'value="{value}"' in page
    assert 'id="ranking"' not in page


def test_a_bid_is_added_and_taken_away_and_the_others_stay(quick_app: Flask) -> None:
    house, tender_id = _ready()
    client = make.client_of(quick_app, house.lead)
    typed = _typed(["123", "456"], ALIKE)
    page = client.submit(_path(tender_id), typed | {"change": "more"}).text
    assert 'name="bids" value="3"' in page
    assert 'value="123"' in page
    assert 'id="mark_2_0_0"' in page
    page = client.submit(_path(tender_id), typed | {"change": "fewer"}).text
    assert 'name="bids" value="2"' in page
    page = client.submit(_path(tender_id), typed | {"bids": "99"}).text
    assert 'name="bids" value="5"' in page
    assert "Add a bid" not in page


def test_every_price_method_can_be_tried(quick_app: Flask) -> None:
    house, tender_id = _ready()
    client = make.client_of(quick_app, house.lead)
    _give(house, tender_id, PriceFacts("linear", Decimal(20), None, Decimal(200), Decimal(100)))
    page = client.submit(_path(tender_id), _typed(["150", "125"], ALIKE)).text
    assert "Bid B is first, 5.00 ahead" in page
    assert "bids depend on each other" not in page
    _give(house, tender_id, PriceFacts("mean_deviation", Decimal(20), "full"))
    page = client.submit(_path(tender_id), _typed(["90", "110"], ALIKE)).text
    assert "Bid A is first, 4.00 ahead" in page
    _give(house, tender_id, PriceFacts("fixed"))
    page = client.get(_path(tender_id)).text
    assert "All weights together are 80. They must be 100." in page


def test_methods_without_a_weight_for_price_can_be_tried_too(quick_app: Flask) -> None:
    house, tender_id = _ready()
    client = make.client_of(quick_app, house.lead)
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        adults, scale = groups_of(tender)[0], scales_of(tender)[0]
        more = make_specification.criterion(scale, "Q4", "Staff", 20, {adults: Decimal(100)})
        act.put_criterion(house.lead.actor, tender, more)
        act.put_rules(house.lead.actor, tender, RuleFacts(minimum_quality=Decimal(50)))
    marks = ALIKE | {"3_0": ["3", "3"]}
    _give(house, tender_id, PriceFacts("per_quality_point", None, "refuse"))
    page = client.submit(_path(tender_id), _typed(["150", "125"], marks)).text
    assert "Bid B is first: each point costs £0.25 less" in page
    worst = {place: [each[0], "1"] for place, each in marks.items()}
    page = client.submit(_path(tender_id), _typed(["150", "125"], worst)).text
    assert "Its quality, 33.33, is below the least quality." in page
    for method in ("fixed", "none"):
        _give(house, tender_id, PriceFacts(method))
        page = client.submit(_path(tender_id), _typed([], marks, bids="2")).text
        assert "Bid A and Bid B share first place" in page
        assert 'id="price_0"' not in page


def test_the_page_asks_the_database_as_often_for_a_long_method(quick_app: Flask) -> None:
    house, tender_id = _ready()
    client = make.client_of(quick_app, house.lead)
    few = statements_at(client, _path(tender_id))
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        adults, scale = groups_of(tender)[0], scales_of(tender)[0]
        for number in range(4, 12):
            facts = make_specification.criterion(
                scale, f"Q{number}", "More", 1, {adults: Decimal(100)}
            )
            act.put_criterion(house.lead.actor, tender, facts)
        last = make_specification.criterion(scale, "Q3", "Safety", 22, {adults: Decimal(100)})
        third = next(each for each in criteria_of(tender) if each.code == "Q3")
        act.put_criterion(house.lead.actor, tender, last, third)
    assert "Bid A is first" in client.get(_path(tender_id)).text
    assert statements_at(client, _path(tender_id)) == few


def _give(house: make.House, tender_id: uuid.UUID, price: PriceFacts) -> None:
    with make.writing(house.id):
        act.put_price(house.lead.actor, _tender(house, tender_id), price)


def test_a_bid_below_a_minimum_is_out_and_the_page_says_why(quick_app: Flask) -> None:
    house, tender_id = _ready()
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        fun = next(each for each in criteria_of(tender) if each.code == "Q2")
        facts = _least(fun.scale, groups_of(tender)[1])
        act.put_criterion(house.lead.actor, tender, facts, fun)
    client = make.client_of(quick_app, house.lead)
    page = client.submit(_path(tender_id), _typed(["1", "2"], ALIKE | {"1_1": ["1", "2"]})).text
    assert "Bid B is the only bid that is ranked" in page
    assert "A mark on ‘Fun’ is below the least mark of 2." in page


def _least(scale: Scale, young: Group) -> CriterionFacts:
    facts = make_specification.criterion(scale, "Q2", "Fun", 20, {young: Decimal(100)})
    return replace(facts, minimum_mark=Decimal(2), minimum_of="combined")


def test_an_unfinished_method_says_what_has_to_be_mended_first(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    client = make.client_of(quick_app, house.lead)
    page = client.get(_path(tender_id)).text
    assert "There is no group of evaluators." in page
    assert f'href="{_path(tender_id, "/price")}"' in page
    assert "The specification has no sections." not in page


def test_texts_that_are_missing_do_not_keep_anybody_from_trying(quick_app: Flask) -> None:
    house, tender_id = _ready()
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        empty = replace(make_specification.SCALE, descriptors=())
        act.put_scale(house.lead.actor, tender, empty, scales_of(tender)[0])
    page = make.client_of(quick_app, house.lead).get(_path(tender_id)).text
    assert "Bid A is first" in page


def test_after_publication_it_is_closed_and_says_why(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.published_tender(house)
    client = make.client_of(quick_app, house.lead)
    answer = client.get(_path(tender_id))
    assert answer.status_code == 403
    assert "never be fitted to real marks" in answer.text
    assert "/what-if" not in client.get(_path(tender_id, "")).text


def test_only_the_lead_has_it(quick_app: Flask) -> None:
    house, tender_id = _ready()
    for human in list(house.staff.values())[1:]:
        client: Any = make.client_of(quick_app, human)
        assert client.get(_path(tender_id)).status_code == 404
        assert "/what-if" not in client.get(_path(tender_id, "")).text
