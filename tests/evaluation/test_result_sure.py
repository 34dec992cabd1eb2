"""How sure a result is, in words, by hand on small runs; and what is kept back (R18, R19)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from portal.evaluation.runs.figures import Figures
from tests.make_result import METHOD, figures_of, found, page_of, texts_of
from tests.make_result import speaking as speaks

Q1 = METHOD["criteria"][0]


@pytest.fixture(autouse=True)
def translations() -> Iterator[None]:
    """Words need an app's translations."""
    with speaks():
        yield


def panel(figures: Figures) -> Figures:
    """The same run as the lead, the approver and the auditor see it."""
    return figures_of(figures.result["input"], shows_groups=figures.shows_groups, shows_marks=True)


def sure(figures: Figures) -> dict[str, list[str]]:
    """The section's sentences, by what they are about."""
    rows = page_of(figures)["sure"]["rows"]
    return {row["key"]: [line["text"] for line in row["lines"]] for row in rows}


def test_the_fewest_steps_stand_with_an_example() -> None:
    """K leads by 8; one step of one group's agreed mark is 80 × 50 % ÷ 5, just that."""
    figures = panel(found(("K", 4, 5, 100), ("D", 4, 4, 100)))
    assert sure(figures)["Fewest steps of marks"] == [
        "1 step of one mark would bring another bid level with the first, or past it.",
        "For example: Bid K on “Listening”, the agreed mark of “Professionals” from 4 to 3.",
    ]
    fact = page_of(figures)["facts"][1]
    assert fact["figure"] == "1 step of a mark"
    assert fact["href"] == "/result?working=comparison#working-comparison-steps"
    assert fact["text"].endswith("the agreed mark of “Professionals” from 4 to 3.")


def test_steps_that_nobody_can_take_and_bids_that_are_level() -> None:
    alone = panel(
        found(
            ("K", 5, 5, 1),
            ("D", 5, 5, 1000000),
            criteria=[{**Q1, "weight": "1"}],
            price={"weight": "99", "method": "lowest_over_bid", "nil_price": "refuse"},
        )
    )
    assert sure(alone)["Fewest steps of marks"] == [
        "No steps of marks within their scales would put another bid first."
    ]
    level = panel(found(("K", 2, 4, 100), ("D", 4, 2, 100)))
    assert sure(level)["Fewest steps of marks"] == ["The first bids are level on points already."]


def test_single_marks_have_no_name_and_alike_ones_stand_together() -> None:
    """Five gave 4 to K and 2 to D: ten steps of 80 ÷ 25 close the gap of 32. R18: no numbers."""
    rows = [(bid, f"rater-{n}", mark) for bid, mark in (("K", 4), ("D", 2)) for n in range(5)]
    document = {
        "format": "evenhand-tender/1",
        "method": METHOD
        | {
            "criteria": [{**Q1, "shares": {"adults": 0, "young": 100}, "group_mark": "mean"}],
        },
        "bids": [{"id": label, "price": "100", "gates": {"G1": True}} for label in "KD"],
        "marks": [
            {"bid": b, "criterion": "Q1", "group": "young", "evaluator": e, "mark": mark}
            for b, e, mark in rows
        ],
    }
    figures = figures_of(document, shows_groups=True, shows_marks=True)
    told, example = sure(figures)["Fewest steps of marks"]
    assert told.startswith("10 steps of marks would bring")
    assert "marks of “Young people” from" in example
    page = page_of(figures)
    assert "rater" not in str(page)
    assert [texts_of(row) for row in page["sure"]["agreement"]["rows"]] == [
        ["Q1 Listening", "1.00", "5", "2"]
    ]
    assert page["sure"]["agreement"]["rows"][0]["head"]["note"] == "too few to say much"
    hidden = figures_of(document, shows_groups=True)
    assert page_of(hidden)["sure"]["agreement"] is None


def test_who_came_closest_to_failing_and_to_passing_a_minimum() -> None:
    """Marks 3, 2 and 2.5 above the least of 2, and 1.5 and 0.5 below it."""
    bids = [("K", 3, 3, 100), ("D", 2, 3, 100), ("R", 1, 2, 100), ("S", 0, 1, 100)]
    figures = found(*bids)
    assert sure(figures)["Nearest to a minimum"] == [
        "Bid D came closest to failing: its mark on “Listening” is 2.50, 0.50 above the least"
        " that was needed, 2.00.",
        "Bid R came closest to passing: its mark on “Listening” is 1.50, 0.50 below the least"
        " that was needed, 2.00.",
    ]
    steps = sure(panel(figures))["Nearest to a minimum"][-1]
    assert steps == "3 steps of marks would take Bid K below its minimum on “Listening”."


def test_a_minimum_of_one_group_is_kept_back_with_the_group() -> None:
    """R19: the mark of a small group is neither named nor measured."""
    own = {**Q1, "minimum": {"mark": 2, "of": "young"}}
    bids = [("K", 3, 3, 100), ("D", 4, 1, 100)]
    seen = sure(found(*bids, criteria=[own]))["Nearest to a minimum"]
    assert seen[0].startswith("Bid K came closest to failing: the mark of “Young people” on")
    hidden = sure(found(*bids, criteria=[own], shows_groups=False))["Nearest to a minimum"]
    assert hidden == ["Minimums of single groups are kept back, because those groups are small."]


def test_a_least_quality_is_a_minimum_too_and_none_is_said() -> None:
    """64 of 80 is 24 above half of it."""
    bare = {key: value for key, value in Q1.items() if key != "minimum"}
    half = found(("K", 4, 4, 100), criteria=[bare], minimum_quality="50")
    assert sure(half)["Nearest to a minimum"] == [
        "Bid K came closest to failing: its quality is 64.00, 24.00 above the least that was"
        " needed, 40.00."
    ]
    none = found(("K", 4, 4, 100), criteria=[bare])
    assert sure(none)["Nearest to a minimum"] == ["The method has no minimum marks."]


def test_leaving_a_bid_out_turns_two_others_round() -> None:
    """R9's example: without C at £60, A at £100 is before B at £118."""
    method: dict[str, Any] = {
        "criteria": [
            {
                **{key: value for key, value in Q1.items() if key != "minimum"},
                "weight": "50",
                "scale": {"lowest": 0, "highest": 100, "step": 1},
            }
        ],
        "price": {"weight": "50", "method": "lowest_over_bid", "nil_price": "refuse"},
    }
    three = found(("A", 70, 70, 100), ("B", 80, 80, 118), ("C", 10, 10, 60), **method)
    assert sure(three)["Leaving a bid out"] == [
        "Without Bid C, Bid A would be ahead of Bid B.",
        "That is because each price is compared with the lowest one.",
    ]
    two = found(("A", 70, 70, 100), ("B", 80, 80, 118), **method)
    assert sure(two)["Leaving a bid out"] == [
        "Leaving out any one bid changes the order of no two others.",
        "Each price is compared with the lowest one, so it could.",
    ]
    linear = {"weight": "50", "method": "linear", "ceiling": "200", "floor": "0"}
    apart = found(("A", 70, 70, 100), ("B", 80, 80, 118), **(method | {"price": linear}))
    assert sure(apart)["Leaving a bid out"][0].startswith("Leaving a bid out can’t change")


def test_single_marks_are_kept_back_from_evaluators() -> None:
    words = sure(found(("K", 4, 5, 100), ("D", 4, 4, 100)))["Fewest steps of marks"]
    assert words == ["This is kept back, because it would show what single people or groups gave."]
