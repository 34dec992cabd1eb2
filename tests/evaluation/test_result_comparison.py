"""Figures that compare bids lead to sentences by which anybody can work them out again (R6)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.evaluation.runs.figures import Figures
from scoring import BadInput, Incomplete
from tests.make_result import METHOD, figures_of, found, page_of
from tests.make_result import speaking as speaks
from tests.scoring.tenders import tender

Q1 = METHOD["criteria"][0]
NUMBER = r"-?\d+(?:\.\d+)?(?:/\d+)?"


@pytest.fixture(autouse=True)
def translations() -> Iterator[None]:
    """Words need an app's translations."""
    with speaks():
        yield


def panel(figures: Figures) -> Figures:
    """The same run as the lead, the approver and the auditor see it."""
    return figures_of(figures.result["input"], shows_groups=True, shows_marks=True)


def items(figures: Figures) -> dict[str, list[str]]:
    """The sentences of the box, by their places."""
    boxes = {box["id"]: box for box in page_of(figures)["working"]}
    box = boxes.get("working-comparison", {"criteria": []})
    return {
        each["id"].removeprefix("working-comparison-"): each["lines"] for each in box["criteria"]
    }


def per_point(*bids: tuple[str, int, int, int]) -> Figures:
    """Bids whose price is divided by their quality, of two questions."""
    method = {
        "criteria": [{**Q1, "weight": "60"}, {**Q1, "id": "Q2", "title": "Fun", "weight": "40"}],
        "price": {"method": "per_quality_point", "nil_price": "refuse"},
        "minimum_quality": "10",
    }
    document = {
        "format": "evenhand-tender/1",
        "method": METHOD | method,
        "bids": [{"id": b[0], "price": str(b[3]), "gates": {"G1": True}} for b in bids],
        "agreed": [
            {"bid": b[0], "criterion": code, "group": group, "mark": mark}
            for b in bids
            for code, mark in (("Q1", b[1]), ("Q2", b[2]))
            for group in ("adults", "young")
        ],
    }
    return figures_of(document, shows_groups=True, shows_marks=True)


def test_the_margin_is_one_total_less_the_other_and_the_sum_of_its_parts() -> None:
    assert items(found(("K", 3, 5, 100), ("D", 4, 3, 200)))["margin"] == [
        "Bid K 84 − Bid D 66 = 18.",
        "By part: 16 (Young people) + 10 (Price) − 8 (Professionals) = 18.",
    ]
    assert items(per_point(("K", 5, 2, 120), ("D", 3, 3, 100)))["margin"] == [
        "Bid D 5/3 (about 1.67) − Bid K 30/19 (about 1.58) = 5/57 (about 0.09)."
    ]


def test_the_steps_are_taken_and_both_totals_are_said_before_and_after() -> None:
    """K's 4, 5 of 5 at £100 are 72 + 20; D's 4, 4 are 64 + 20; one step is worth 8."""
    assert items(panel(found(("K", 4, 5, 100), ("D", 4, 4, 100))))["steps"] == [
        "Today: Total of bid K: quality 72 + price 20 = 92.",
        "Today: Total of bid D: quality 64 + price 20 = 84.",
        "Changed: Bid K on “Listening”, the agreed mark of “Professionals” from 4 to 3.",
        "Then, Bid K: Professionals: agreed mark 3; 3 ÷ 5 × 80 × 50 % = 24.",
        "Then, Bid K: Young people: agreed mark 5; 5 ÷ 5 × 80 × 50 % = 40.",
        "Then, Bid K: Listening: 3 × 50 % + 5 × 50 % = 4; 4 ÷ 5 × 80 = 64.",
        "Then: Total of bid K: quality 64 + price 20 = 84.",
        "Then: Total of bid D: quality 64 + price 20 = 84.",
    ]


def test_a_weight_says_what_both_bids_have_there() -> None:
    """Where price ÷ quality ranks, weights act on quality and both cost the same a point."""
    lines = items(per_point(("K", 5, 2, 120), ("D", 3, 3, 100)))["weight-1"]
    assert lines == [
        "Today it is 60. At w = 160/3 (about 53.33) Bid K and Bid D are level. All other weights"
        " are then taken times (100 − w) ÷ (100 − 60).",
        "Bid K today: 5 ÷ 5 × 60 = 60 here, and 16 elsewhere.",
        "Bid K then: 5 ÷ 5 × w + 16 × (100 − w) ÷ (100 − 60) = 72."
        " A point costs 120 ÷ 72 = 5/3 (about 1.67).",
        "Bid D today: 3 ÷ 5 × 60 = 36 here, and 24 elsewhere.",
        "Bid D then: 3 ÷ 5 × w + 24 × (100 − w) ÷ (100 − 60) = 60."
        " A point costs 100 ÷ 60 = 5/3 (about 1.67).",
    ]


def test_a_weight_that_decides_nothing_says_what_all_have_at_both_ends() -> None:
    lines = items(found(("K", 5, 5, 100), ("D", 4, 4, 200)))["weight-1"]
    assert lines == [
        "At a weight of 0: Bid K 100 and Bid D 50.",
        "At a weight of 100: Bid K 100 and Bid D 80.",
        "Between these ends points change in a straight line, so nobody draws level with the"
        " first.",
    ]


def test_weights_of_nothing_and_of_everything_and_level_bids_have_their_sentences() -> None:
    whole = found(
        ("K", 5, 5, 1),
        ("D", 4, 4, 2),
        criteria=[{**Q1, "weight": "100"}],
        price={"weight": "0", "method": "lowest_over_bid", "nil_price": "refuse"},
    )
    assert items(whole)["weight-1"] == [
        "All the weight is here, so no other has a proportion to keep."
    ]
    assert items(whole)["weight-2"][0] == "At a weight of 0: Bid K 100 and Bid D 80."
    level = items(found(("K", 2, 4, 100), ("D", 4, 2, 100)))
    assert level["margin"][0] == "Bid K 68 − Bid D 68 = 0."
    assert level["weight-1"][0].startswith("Today it is 80. At w = 80 Bid K and Bid D are level.")


def test_without_a_group_every_total_is_added_up_again() -> None:
    """Adults alone give 48 and 64 of 80, young people alone 80 and 48; price 20 and 10."""
    bids = [("K", 3, 5, 100), ("D", 4, 3, 200)]
    seen = items(found(*bids))
    assert seen["without-1"][1:] == [
        "Bid K: 80; with the price 80 + 20 = 100.",
        "Bid D: 48; with the price 48 + 10 = 58.",
    ]
    assert seen["without-2"] == [
        "The scores of the questions that stay, in this order: Q1 Listening.",
        "Bid D: 64; with the price 64 + 10 = 74.",
        "Bid K: 48; with the price 48 + 20 = 68.",
    ]
    costs = items(per_point(("K", 5, 2, 120), ("D", 3, 3, 100)))["without-1"]
    assert costs[1] == "Bid K: 60 + 16 = 76. A point costs 120 ÷ 76 = 30/19 (about 1.58)."
    assert "without-1" not in items(found(*bids, shows_groups=False))


def test_gaps_to_a_minimum_stand_below_the_working_of_their_marks() -> None:
    bids = [("K", 3, 3, 100), ("D", 2, 3, 100), ("R", 1, 2, 100)]
    seen = items(panel(found(*bids)))
    assert seen["failing"][-2:] == [
        "Listening: 2 × 50 % + 3 × 50 % = 2.5; 2.5 ÷ 5 × 80 = 40.",
        "At least 2 was needed: 2.5 − 2 = 0.5. Of its scale that is 0.5 ÷ 5 = 0.1; no other bid"
        " came closer.",
    ]
    assert "2 − 1.5 = 0.5" in seen["passing"][-1]
    below = seen["below"]
    assert [line for line in below if line.startswith("Changed")] == [
        "Changed: Bid K on “Listening”, the agreed mark of “Professionals” from 3 to 0."
    ]
    assert below[-2:] == [
        "Then: Listening: 0 × 50 % + 3 × 50 % = 1.5; 1.5 ÷ 5 × 80 = 24.",
        "At least 2 is needed.",
    ]
    bare = {key: value for key, value in Q1.items() if key != "minimum"}
    half = items(found(("K", 4, 4, 100), criteria=[bare], minimum_quality="50"))
    assert half["failing"][:2] == ["Quality: 64.", "The least quality: 50 % of 80 = 40."]


def test_nothing_is_said_where_there_is_nothing_to_compare() -> None:
    bare = {key: value for key, value in Q1.items() if key != "minimum"}
    assert items(found(("K", 4, 4, 100), criteria=[bare])) == {}
    assert set(items(found(("K", 1, 1, 100), ("D", 1, 0, 100)))) == {"passing"}


def test_readers_with_fewer_rights_find_neither_steps_nor_groups() -> None:
    """R18, R19: single marks and groups' parts stay with those who may see them."""
    bids = [("K", 4, 5, 100), ("D", 4, 4, 100)]
    assert {"steps", "below"} <= set(items(panel(found(*bids))))
    own = {**Q1, "minimum": {"mark": 2, "of": "young"}}
    for shows_groups in (True, False):
        seen = items(found(*bids, shows_groups=shows_groups))
        assert not {"steps", "below"} & set(seen)
    assert not re.search("Professionals|Young people|50 %", str(seen))
    assert seen["margin"] == ["Bid K 92 − Bid D 84 = 8.", "By part: 8 (Quality) + 0 (Price) = 8."]
    hidden = items(found(*bids, criteria=[own], shows_groups=False))
    assert "failing" not in hidden


def _value(sum_: str) -> Fraction:
    """What a sentence's sum comes to, without the library: ÷ and × in their order, exactly."""
    text = sum_.replace("÷", "/").replace("×", "*").replace("−", "-")
    words = re.sub(rf"(?<![\d/.]){NUMBER}", lambda each: f"Fraction('{each[0]}')", text)
    assert not re.sub(r"Fraction\('[^']*'\)|[-+*/() ]", "", words)
    return Fraction(eval(words, {"Fraction": Fraction}))


def _sums(lines: list[str]) -> Iterator[tuple[Fraction, Fraction]]:
    """Both sides of every 'then' of a weight."""
    weight = re.search(rf"w = ({NUMBER})", lines[0])
    for line in lines:
        if weight and (told := re.search(rf" then: (.*?) = ({NUMBER})", line)):
            yield _value(told[1].replace("w", weight[1])), Fraction(told[2])


@given(st.integers(min_value=0))
@settings(max_examples=80, deadline=None)
def test_of_any_tender_every_sentence_is_right(seed: int) -> None:
    """Margins, both totals at every critical weight, and totals after the steps, redone."""
    try:
        figures = figures_of(tender(random.Random(seed)), shows_groups=True, shows_marks=True)
    except (BadInput, Incomplete):
        return
    with speaks():
        page, seen = page_of(figures), items(figures)
    _every_way_leads_somewhere(page)
    if figures.margin is None:
        assert not [place for place in seen if place.startswith(("margin", "weight", "steps"))]
        return
    assert seen["margin"][0].split(" = ")[1].split(" ")[0].rstrip(".") == str_of(figures.margin)
    for place in (each for each in seen if each.startswith("weight")):
        both = list(_sums(seen[place]))
        assert all(left == right for left, right in both)
        if both and not figures.price_per_point:
            assert both[0][1] == both[1][1]
    if "steps" in seen:
        _is_overtaken(figures, seen["steps"])


def str_of(value: Fraction) -> str:
    """A number as the sentences have it, or its decimals."""
    places = [n for n in range(7) if (value * 10**n).denominator == 1]
    return f"{float(value):.{places[0]}f}" if places else str(value)


def _is_overtaken(figures: Figures, lines: list[str]) -> None:
    totals = [
        re.search(rf"= ({NUMBER})(?: \(about|\.$)|: ({NUMBER})(?: \(about|\.$)", line)
        for line in lines
        if line.startswith("Then: Total")
    ]
    numbers = [Fraction(each[1] or each[2]) for each in totals if each]
    if len(numbers) < 2:
        assert "no points of quality left" in " ".join(lines)
        return
    first, rival = numbers
    assert first >= rival if figures.price_per_point else rival >= first


def _every_way_leads_somewhere(page: dict[str, Any]) -> None:
    there = {step["id"] for box in page["working"] for step in box["criteria"]}
    ways = set(re.findall(r"working=comparison#([\w-]+)", str(page)))
    assert ways <= there
    assert {each for each in there if each.startswith("working-comparison-")} <= ways
