"""The result page says what was found, and no more; without a database."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from portal.evaluation.runs.exports import table_of
from portal.evaluation.runs.facts import facts_of
from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.pages import result_page
from portal.evaluation.runs.words import finding_of, method_words, summary_of, why_out
from portal.specifications.models import Group
from scoring import evaluate_document

GROUPS = [
    Group(slug="adults", title="Professionals", kind="professional"),
    Group(slug="young", title="Young people", kind="young"),
]
METHOD: dict[str, Any] = {
    "groups": [
        {"id": "adults", "title": "Professionals", "kind": "professional"},
        {"id": "young", "title": "Young people", "kind": "lived_experience"},
    ],
    "criteria": [
        {
            "id": "Q1",
            "title": "Listening",
            "weight": "80",
            "scale": {"lowest": 0, "highest": 5, "step": 1},
            "shares": {"adults": 50, "young": 50},
            "group_mark": "agreed",
            "minimum": {"mark": 2, "of": "combined"},
        }
    ],
    "gates": [{"id": "G1", "title": "Insurance"}],
    "price": {"weight": "20", "method": "lowest_over_bid", "nil_price": "refuse"},
    "rounding": {"places": 2, "rule": "half_up"},
    "tie_breaks": [{"by": "group", "id": "young"}],
}


@pytest.fixture(autouse=True)
def translations() -> Iterator[None]:
    """A bare app: words need its translations."""
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


def found(*bids: tuple[str, int, int, int], shows_groups: bool = True, **method: Any) -> Figures:
    """The figures of bids given as label, adults' mark, young people's mark, price."""
    document = {
        "format": "evenhand-tender/1",
        "method": METHOD | method,
        "bids": [{"id": b[0], "price": str(b[3]), "gates": {"G1": b[3] != 13}} for b in bids],
        "agreed": [
            {"bid": b[0], "criterion": "Q1", "group": group, "mark": mark}
            for b in bids
            for group, mark in (("adults", b[1]), ("young", b[2]))
        ],
    }
    result = evaluate_document(copy.deepcopy(document))
    titles = {"quality": "Quality", "price": "Price"}
    return Figures(result.as_dict(), GROUPS, titles, shows_groups)


def test_the_heading_says_who_is_first_and_by_how_much() -> None:
    assert finding_of(found(("K", 5, 5, 100), ("D", 4, 4, 100))) == (
        "Bid K is first, by 16.00 points"
    )
    assert finding_of(found(("K", 4, 4, 100))) == "Bid K is the only bid that is ranked"
    assert finding_of(found(("K", 1, 1, 100))) == "No bid is ranked"
    tiny = found(("K", 4, 4, 1000000), ("D", 4, 4, 1000001))
    assert finding_of(tiny) == "Bid K is first, by less than the figures show"


def test_a_tie_is_never_silent() -> None:
    """R8: the heading and the sentence below it say tied, or how the tie was broken."""
    broken = found(("K", 2, 4, 100), ("D", 4, 2, 100))
    assert finding_of(broken) == "Bid K is first, after a tie was broken"
    assert "the part of Young people" in summary_of(broken)
    shared = found(("K", 3, 3, 100), ("D", 3, 3, 100))
    assert finding_of(shared) == "Bids K and D share first place"
    assert "A person decides" in summary_of(shared)


def test_why_a_bid_is_out_stands_in_words() -> None:
    figures = found(("K", 4, 4, 100), ("D", 1, 2, 100), ("R", 4, 4, 13))
    reasons = {bid["id"]: why_out(figures, bid) for bid in figures.bids}
    assert reasons == {
        "K": "",
        "D": "Its mark on “Listening” is 1.50; at least 2 was needed.",
        "R": "It failed “Insurance”.",
    }


def test_the_facts_are_those_of_the_figures() -> None:
    figures = found(("K", 3, 5, 100), ("D", 4, 3, 100), ("R", 4, 4, 13))
    facts = facts_of(figures, evaluate_document(figures.result["input"]))
    assert [fact["figure"] for fact in facts] == ["+16.00", "−8.00", "1 of 3"]
    assert "Without them, Bid D would be first." in facts[0]["text"]
    assert "Bid R isn’t ranked" in facts[2]["text"]


def test_bars_are_the_figures_and_end_where_the_total_is() -> None:
    figures = found(("K", 4, 5, 100), ("D", 4, 4, 200))
    page = _page(figures)
    parts = page["bids"][1]["parts"]
    assert [part["figure"] for part in parts] == ["32.00", "32.00", "10.00"]
    assert [part["colour"] for part in parts] == ["professional", "young", "price"]
    assert [(part["x"], part["width"]) for part in parts] == [(0, 32), (32, 32), (64, 10)]
    assert page["table"]["rows"][1] == ["Bid D", "2", "32.00", "32.00", "10.00", "64.00", "74.00"]
    assert page["scores"]["rows"] == [["Q1 Listening", "80", "72.00", "64.00"]]


def test_every_figure_has_its_sentence() -> None:
    steps = _page(found(("K", 4, 5, 100)))["working"][0]["criteria"]
    assert [step["title"] for step in steps] == ["Listening", "Quality", "Price", "Total", "Place"]
    assert all(step["lines"] for step in steps)
    assert "4 ÷ 5 × 80 × 50 % = 32" in " ".join(steps[0]["lines"])


def test_small_groups_leave_no_trace_on_an_evaluators_page() -> None:
    """R19: neither parts, nor facts, nor working, nor table tell what one group gave."""
    figures = found(("K", 3, 5, 100), ("D", 4, 3, 100), shows_groups=False)
    page = _page(figures)
    assert [group["text"] for group in page["groups"]] == ["Quality", "Price"]
    for words in (str(page), table_of(figures)):
        assert "Young" not in words.replace("the part of Young people", "")
        assert "Professionals" not in words
        assert "50 %" not in words
    assert "Combined mark 4 ÷ 5 × 80 = 64." in str(page)


def test_the_rounding_and_tie_breaks_are_told() -> None:
    words = " ".join(method_words(found(("K", 4, 4, 100))))
    assert "half up, to 2 places" in words
    assert "the part of Young people" in words


def test_no_cell_of_the_csv_is_a_formula() -> None:
    lines = table_of(found(("K", 4, 4, 100))).splitlines()
    assert lines[0].startswith("bid,status,place,total,quality,price,part adults,part young")
    assert lines[1] == "K,ranked,1,84.00,64.00,20.00,32.00,32.00,4.00,64.00"


def _page(figures: Figures) -> dict[str, Any]:
    from datetime import UTC, datetime

    from portal.evaluation.models import Run
    from portal.tenders.models import Tender

    run = Run(number=1, digest="sha256:0", made_at=datetime(2026, 11, 2, tzinfo=UTC))
    result = evaluate_document(figures.result["input"])
    return result_page(Tender(title="Support", revealed_at=None), run, figures, result)
