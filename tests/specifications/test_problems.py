"""'Check before publishing' finds every problem, and leads to the page that mends it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import delete, update

from portal.accounts.models import APPROVER, AUDITOR, LEAD
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications import operations as act
from portal.specifications.facts import GateFacts
from portal.specifications.models import Criterion, Descriptor, MethodSettings, Section, Share
from portal.specifications.paragraphs.models import Paragraph
from portal.specifications.problem import Problem
from portal.specifications.problems import problems_of
from portal.specifications.queries import Draft, draft_of
from portal.tenders.models import Tender
from tests import make, make_agreeing, make_specification
from tests.make import House


def _found(
    house: House, tender_id: uuid.UUID, change: Callable[[Draft], Any] = lambda draft: None
) -> list[Problem]:
    """What the check says after a change that is never saved."""
    with tenant(house.id), clock.at(make.START):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        change(draft_of(tender))
        db.session.flush()
        db.session.expire_all()
        return problems_of(tender)


def _stops(found: list[Problem]) -> list[tuple[str, str]]:
    return [
        (problem.message % problem.facts, problem.endpoint.removeprefix("specifications."))
        for problem in found
        if not problem.warns and not problem.endpoint.startswith("agreeing.")
    ]


def _set(model: type[Any], **values: Any) -> Callable[[Draft], Any]:
    return lambda draft: db.session.execute(update(model).values(**values))


def _settings(**values: Any) -> Callable[[Draft], Any]:
    return _set(MethodSettings, **values)


def _step(by: str) -> Callable[[Draft], Any]:
    return lambda draft: setattr(draft.tie_breaks[1], "by", by)


def _both(*changes: Callable[[Draft], Any]) -> Callable[[Draft], Any]:
    return lambda draft: [change(draft) for change in changes]


FREE = {"price_method": "none", "price_weight": None, "nil_price": None}


def _empty_of_sections() -> None:
    db.session.execute(delete(Paragraph))
    db.session.execute(delete(Section))


CASES: list[tuple[Callable[[Draft], Any], str, str]] = [
    (lambda draft: _empty_of_sections(), "no sections", "new_part"),
    (_set(Paragraph, plain_words=""), "‘Who’ isn’t in plain words", "change_part"),
    (_set(Paragraph, words=""), "‘Who’ has a paragraph in plain words", "change_part"),
    (lambda draft: db.session.execute(delete(Paragraph)), "‘Who’ is empty", "change_part"),
    (_set(Criterion, weight=Decimal(10)), "weights together are 50", "builder"),
    (_set(Share, percent=Decimal(45)), "shares are 90 together", "change_part"),
    (_set(Criterion, group_mark="mean"), "‘Professionals’ are under 5", "change_part"),
    (_set(Criterion, group_mark="median"), "‘Young people’ are under 5", "change_part"),
    (_set(Criterion, plain_question=""), "both kinds of words", "change_part"),
    (
        _set(Criterion, minimum_mark=Decimal(4), minimum_of="combined"),
        "minimum isn’t a mark on the scale",
        "change_part",
    ),
    (
        _set(Criterion, minimum_mark=Decimal(2), minimum_of="parent"),
        "a group that doesn’t mark it",
        "change_part",
    ),
    (_set(Descriptor, plain_words=""), "3 isn’t explained in both", "descriptors"),
    (lambda draft: db.session.delete(draft.scales[0].descriptors[1]), "1 isn’t exp", "descriptors"),
    (_settings(nil_price=None), "price of nothing", "price"),
    (_settings(price_method=None), "whether price counts", "price"),
    (_settings(price_covers=""), "what the price covers", "price"),
    (_settings(plain_price_covers=""), "isn’t in plain words", "price"),
    (_both(_settings(**FREE), _step("price")), "broken by price", "tie_breaks"),
    (
        _settings(price_method="per_quality_point", price_weight=None),
        "least quality above 0",
        "rules",
    ),
    (_set(Tender, deadline_at=None), "no deadline", "tenders.details"),
    (_set(Tender, deadline_at=make.START - timedelta(1)), "in the past", "tenders.details"),
]


def test_each_problem_is_found_with_the_page_that_mends_it(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    for change, words, endpoint in CASES:
        found = _stops(_found(house, tender_id, change))
        assert any(words in said and page == endpoint for said, page in found), (words, found)


def test_a_ready_tender_is_warned_alone_that_bids_depend_on_each_other(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    make_agreeing.explained(house, tender_id)
    found = _found(house, tender_id)
    assert [(problem.warns, problem.endpoint) for problem in found] == [
        (True, "specifications.price"),
        (True, "specifications.charter"),
    ]
    assert "depend on each other" in found[0].message


def test_price_that_isnt_scored_gives_no_such_warning(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    change = _both(_settings(**FREE), _set(Criterion, weight=Decimal("33.3")))
    found = _found(house, tender_id, change)
    assert not any(problem.warns and "price" in problem.endpoint for problem in found)
    assert _stops(found) == [("All weights together are 99.9. They must be 100.", "builder")]


def test_an_empty_draft_says_what_is_missing_all_at_once(quick_app: Flask) -> None:
    house = make.house()
    found = _stops(_found(house, make.tender(house)))
    pages = [*["new_part"] * 4, "price", "groundwork.conflicts", "groundwork.duties"]
    assert [page for _said, page in found] == [*pages, "tenders.openers"]


def test_r2_below_the_threshold_what_the_act_asks_of_others_is_a_warning(quick_app: Flask) -> None:
    """R2: no shortlist on suitability there, and the Act asks for no conflicts assessment."""
    house = make.house()
    tender_id = make.tender(house, regime="below_threshold")
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        facts = GateFacts("G1", "Staff", "Staff", "Who?", "Who?", "participation")
        act.put_gate(house.lead.actor, tender, facts)
    found = _found(house, tender_id)
    warned = {each.endpoint for each in found if each.warns}
    assert {"groundwork.conflicts", "specifications.change_part"} <= warned


def test_somebody_must_be_participation_lead(quick_app: Flask) -> None:
    house = make.house("ambleford", LEAD, APPROVER, AUDITOR)
    found = _stops(_found(house, make_specification.ready_tender(house)))
    assert [page for _said, page in found] == ["accounts.people"]


def test_a_group_that_marks_nothing_is_a_problem(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    found = _stops(_found(house, tender_id, lambda draft: db.session.execute(delete(Share))))
    assert sum("no share in any question" in said for said, _page in found) == 2
