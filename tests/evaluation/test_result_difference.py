"""What made the difference, by hand on small runs, and for any run to the last digit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.evaluation.runs.figures import Figures
from scoring import BadInput, Incomplete
from tests.make_result import METHOD, figures_of, found, page_of, texts_of
from tests.make_result import speaking as speaks
from tests.scoring.tenders import tender


@pytest.fixture(autouse=True)
def translations() -> Iterator[None]:
    """Words need an app's translations."""
    with speaks():
        yield


def difference(figures: Figures) -> dict[str, Any]:
    """The section as the page has it."""
    section = page_of(figures)["difference"]
    assert isinstance(section, dict)
    return section


def test_the_margin_stands_by_part_in_words_bars_and_table() -> None:
    """K has 3, 5 of 5 and £100; D has 4, 3 and £200: of 80, 24 and 40 against 32 and 24."""
    section = difference(found(("K", 3, 5, 100), ("D", 4, 3, 200)))
    assert [line["text"] for line in section["lines"]] == [
        "In favour of Bid K: Young people 16.00 and Price 10.00.",
        "In favour of Bid D: Professionals 8.00.",
        "Taken together, Bid K is 18.00 ahead.",
    ]
    bars = [(bar["figure"], bar["x"], bar["width"], bar["zero"]) for bar in section["parts"]]
    assert bars == [
        ("−8.00", 0.0, 33.333, 33.333),
        ("+16.00", 33.333, 66.667, 33.333),
        ("+10.00", 33.333, 41.667, 33.333),
    ]
    assert [bar["said"] for bar in section["parts"]][:2] == [
        "Professionals: 8.00 for Bid D",
        "Young people: 16.00 for Bid K",
    ]
    assert [texts_of(row) for row in section["table"]["rows"]] == [
        ["Professionals", "24.00", "32.00", "−8.00", "−8"],
        ["Young people", "40.00", "24.00", "+16.00", "16"],
        ["Price", "20.00", "10.00", "+10.00", "10"],
        ["Total", "84.00", "66.00", "+18.00", "18"],
    ]


def test_without_each_group_says_who_would_be_first() -> None:
    """Adults alone give 48, 64, 0 with 20, 10, 5 for price; young people alone 80, 48, 64."""
    section = difference(found(("K", 3, 5, 100), ("D", 4, 3, 200), ("R", 0, 4, 400)))
    assert [(each["group"], each["text"]) for each in section["without"]] == [
        ("Without “Professionals”", "First place would stay the same. The order would be K, R, D."),
        ("Without “Young people”", "Bid D would be first. The order would be D, K, R."),
    ]


def test_a_weight_says_by_how_much_it_would_have_to_move() -> None:
    """Q1 at w, price at 100 − w: K has w + (100 − w) ÷ 2, D 4w ÷ 5 + 100 − w: level at 500 ÷ 7."""
    figures = found(("K", 5, 5, 200), ("D", 4, 4, 100))
    section = difference(figures)["weights"]
    assert [texts_of(row) for row in section["rows"]] == [
        ["Q1 Listening", "80", "fall by 8.57, to 71.43"],
        ["Price", "20", "rise by 8.57, to 28.57"],
    ]
    assert section["line"]["text"] == (
        "The nearest is “Listening”: its weight of 80 would have to fall by 8.57, to 71.43, before"
        " another bid is level with the first."
    )


def test_a_weight_that_decides_nothing_says_so() -> None:
    section = difference(found(("K", 5, 5, 100), ("D", 4, 4, 200)))["weights"]
    never = "no change of this weight alone would"
    assert [texts_of(row)[2] for row in section["rows"]] == [never, never]
    assert section["line"]["text"] == "No change of one weight alone would put another bid first."


def test_level_bids_say_that_they_are_level() -> None:
    section = difference(found(("K", 2, 4, 100), ("D", 4, 2, 100)))
    assert section["lines"][-1]["text"] == "Taken together, they are level."
    assert "almost any weight" in section["weights"]["line"]["text"]
    same = difference(found(("K", 3, 3, 100), ("D", 3, 3, 100)))
    assert [line["text"] for line in same["lines"]] == [
        "Both bids have the same points in every part."
    ]
    assert same["parts"] == []


def test_where_price_is_divided_by_quality_nothing_is_added_up() -> None:
    method = {
        "criteria": [{**METHOD["criteria"][0], "weight": "100"}],
        "price": {"method": "per_quality_point", "nil_price": "refuse"},
        "minimum_quality": "10",
    }
    section = difference(found(("K", 4, 4, 100), ("D", 4, 4, 200), **method))
    assert [line["text"] for line in section["lines"]] == [
        "The price is divided by quality here, so the difference isn’t a sum of parts. A point"
        " costs £1.25 with Bid K and £2.50 with Bid D."
    ]
    assert (section["parts"], section["table"]) == ([], None)


def test_one_ranked_bid_differs_from_nobody() -> None:
    page = page_of(found(("K", 4, 4, 100), ("D", 1, 1, 100)))
    assert page["difference"] is None
    assert [row["key"] for row in page["sure"]["rows"]] == ["Nearest to a minimum"]


def test_a_reader_of_small_groups_sees_quality_and_price_alone() -> None:
    """R19: neither the parts nor what would be without one of them."""
    section = difference(found(("K", 3, 5, 100), ("D", 4, 3, 200), shows_groups=False))
    assert [texts_of(row) for row in section["table"]["rows"]] == [
        ["Quality", "64.00", "56.00", "+8.00", "8"],
        ["Price", "20.00", "10.00", "+10.00", "10"],
        ["Total", "84.00", "66.00", "+18.00", "18"],
    ]
    assert section["without"] == []
    assert section["is_kept_back"]


@given(st.integers(min_value=0), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_parts_shown_exactly_add_up_to_the_margin(seed: int, shows_groups: bool) -> None:
    """R7: of any tender, whatever the reader sees of the groups."""
    try:
        figures = figures_of(tender(random.Random(seed)), shows_groups=shows_groups)
    except (BadInput, Incomplete):
        return
    with speaks():
        section = page_of(figures)["difference"]
    if section is None or section["table"] is None:
        assert len(figures.ranked) < 2 or figures.price_per_point
        return
    exactly = [
        Fraction(row["cells"][-1]["text"].replace("−", "-")) for row in section["table"]["rows"]
    ]
    first, second = (Fraction(bid["total"]["exact"]) for bid in figures.ranked[:2])
    assert sum(exactly[:-1]) == exactly[-1] == first - second
