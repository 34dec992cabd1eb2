"""What changed between two versions is said part by part, in sentences and marked words (P10)."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from flask import Flask

from portal.core.database import db
from portal.core.differences import GONE, NEW, SAME
from portal.core.tenancy import tenant
from portal.specifications.versions.changes import CAME, CHANGED, WENT, Change
from portal.specifications.versions.comparison import changes_between
from portal.specifications.versions.document import kept_document
from portal.tenders.models import Tender
from tests import make, make_specification

Document = dict[str, Any]


@pytest.fixture
def before(quick_app: Flask) -> Document:
    """The kept document of a tender that is ready."""
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    with tenant(house.id):
        return kept_document(db.session.get_one(Tender, (house.id, tender_id)))


@pytest.fixture
def now(before: Document) -> Document:
    """A copy of it, to be changed."""
    return copy.deepcopy(before)


def _said(change: Change) -> list[str]:
    return [each.message % each.facts for each in change.sentences]


def _only(before: Document, now: Document) -> Change:
    (found,) = changes_between(before, now)
    return found


def test_nothing_changed(before: Document, now: Document) -> None:
    assert changes_between(before, now) == []


def test_words_inside_a_paragraph_are_marked_and_its_twin_is_left_alone(
    before: Document, now: Document
) -> None:
    now["sections"][0]["paragraphs"][0]["words"] = "Young people who care."
    found = _only(before, now)
    assert (found.kind, found.title, found.state) == ("section", "Who", CHANGED)
    (text,) = found.texts
    assert text.label.message % text.label.facts == "Paragraph 1"
    assert [piece.kind for piece in text.pieces] == [SAME, GONE, NEW]


def test_paragraphs_and_sections_that_came_went_or_moved(before: Document, now: Document) -> None:
    here = now["sections"][0]
    more = {"id": "p2", "words": "More.", "plain_words": ""}
    here["paragraphs"] = [more, *here["paragraphs"]]
    now["sections"].append({"id": "s2", "title": "How", "paragraphs": []})
    first, second = changes_between(before, now)
    assert [text.label.message % text.label.facts for text in first.texts] == ["Paragraph 1"]
    assert (second.kind, second.title, second.state) == ("section", "How", CAME)
    gone = changes_between(now, before)
    assert gone[0].texts[0].label.message == "A paragraph that was taken out"
    assert (gone[1].title, gone[1].state) == ("How", WENT)
    other = copy.deepcopy(now)
    other["sections"].reverse()
    other["sections"][1]["paragraphs"].reverse()
    order, moved = changes_between(now, other)
    assert _said(order) == ["The sections stand in another order."]
    assert _said(moved) == ["Its paragraphs stand in another order."]


def test_weights_shares_minimums_and_limits_are_sentences(before: Document, now: Document) -> None:
    first = now["criteria"][0]
    first |= {"weight": "40", "word_limit": 250, "minimum": {"mark": "1", "of": "combined"}}
    first["shares"] = [first["shares"][1] | {"percent": "100"}]
    found = _only(before, now)
    assert found.title == "Q1 Listening"
    assert _said(found) == [
        "Its weight is 40 of 100 marks. It was 30.",
        "‘Young people’ carry 100% of it. It was 50%.",
        "‘Professionals’ don’t mark it any more.",
        "An answer has 250 words at most. It was 100.",
    ]
    assert [(each.kind, each.before, each.now) for each in found.turns] == [
        ("minimum", None, {"mark": "1", "of": "combined"})
    ]


def test_a_new_question_says_all_and_one_that_went_only_its_words(
    before: Document, now: Document
) -> None:
    gone = now["criteria"].pop()
    went = _only(before, now)
    assert (went.title, went.state, _said(went)) == ("Q3 Safety", WENT, [])
    assert {piece.kind for text in went.texts for piece in text.pieces} == {GONE}
    came = _only(now, before)
    assert (came.title, came.state) == (f"{gone['code']} {gone['title']}", CAME)
    assert _said(came)[0] == "Its weight is 30 of 100 marks."
    assert "‘Professionals’ carry 100% of it." in _said(came)
    assert [each.kind for each in came.turns] == ["group_mark"]


def test_the_rest_of_the_method_is_compared_too(before: Document, now: Document) -> None:
    now["title"], now["deadline_at"] = "Other", None
    now["groups"][0]["points"] = "50"
    now["scales"][0]["descriptors"][1]["words"] = "It is poor."
    now["gates"][0]["question"] = "Are you insured?"
    now["price"], now["is_price_said"] = None, False
    now["rules"]["places"] = 0
    now["tie_breaks"] = []
    found = {each.kind: each for each in changes_between(before, now)}
    assert set(found) == {"tender", "group", "scale", "gate", "price", "rules", "tie_breaks"}
    assert _said(found["tender"]) == [
        "It is called ‘Other’. It was ‘Support for young carers’.",
        "The deadline for bids is not set. It was 12 October 2026 at midday.",
    ]
    assert _said(found["group"]) == ["They carry 50 of 100 marks. It was 45."]
    assert found["scale"].texts[0].label.facts == {"mark": "1"}
    assert found["price"].turns[0].now["method"] is None
    assert found["rules"].turns[0].now == [0, "half_up"]
    assert found["tie_breaks"].turns[0].now == []
