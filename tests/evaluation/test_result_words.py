"""The result page says what was found, and no more; without a database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.evaluation.runs.exports import table_of
from portal.evaluation.runs.facts import facts_of
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.words import (
    finding_of,
    method_words,
    rounding_note,
    summary_of,
    why_out,
)
from scoring import analyse_result, evaluate_document
from tests.make_result import found, page_of, speaking, texts_of


@pytest.fixture(autouse=True)
def translations() -> Iterator[None]:
    """Words need an app's translations."""
    with speaking():
        yield


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
    assert "the part of “Young people”" in summary_of(broken)
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
    facts = facts_of(figures, analyse_result(evaluate_document(figures.result["input"])), Links())
    assert [fact["figure"] for fact in facts] == ["+16.00", "−8.00", "1 of 3"]
    assert "Without them, Bid D would be first." in facts[0]["text"]
    assert "Bid R isn’t ranked" in facts[2]["text"]


def test_bars_are_the_figures_and_end_where_the_total_is() -> None:
    figures = found(("K", 4, 5, 100), ("D", 4, 4, 200))
    page = page_of(figures)
    parts = page["bids"][1]["parts"]
    assert [part["figure"] for part in parts] == ["32.00", "32.00", "10.00"]
    assert [part["colour"] for part in parts] == ["professional", "young", "price"]
    assert [(part["x"], part["width"]) for part in parts] == [(0, 32), (32, 32), (64, 10)]
    rows = [texts_of(row) for row in page["table"]["rows"]]
    assert rows[1] == ["Bid D", "2", "32.00", "32.00", "10.00", "64.00", "74.00"]
    scores = [texts_of(row) for row in page["scores"]["rows"]]
    assert scores == [["Q1 Listening", "80", "72.00", "64.00"]]


def test_the_heading_explains_itself_when_the_totals_shown_differ_by_something_else() -> None:
    """R6: 96.667 − 85.714 is 10.952, and 96.67 − 85.71 is 10.96."""
    same = found(("K", 5, 5, 100), ("D", 4, 4, 100))
    assert rounding_note(same) == ""
    rounded = found(("K", 5, 5, 160), ("D", 5, 5, 240), ("R", 2, 2, 100))
    assert [bid["total"]["shown"] for bid in rounded.bids] == ["92.50", "88.33", "52.00"]
    assert (finding_of(rounded), rounding_note(rounded)) == ("Bid K is first, by 4.17 points", "")
    apart = found(("K", 5, 5, 120), ("D", 5, 5, 350), ("R", 2, 2, 100))
    assert [bid["total"]["shown"] for bid in apart.bids] == ["96.67", "85.71", "52.00"]
    assert finding_of(apart) == "Bid K is first, by 10.95 points"
    assert rounding_note(apart) == (
        "The totals below differ by 10.96, because each of them is rounded. The difference is"
        " worked out exactly and then rounded once, to 10.95."
    )


def test_every_figure_has_its_sentence() -> None:
    steps = page_of(found(("K", 4, 5, 100)))["working"][0]["criteria"]
    parts = ["Professionals", "Young people"]
    totals = ["Quality", "Price", "Total", "Place"]
    assert [step["title"] for step in steps] == ["Listening", *parts, *totals]
    assert all(step["lines"] for step in steps)
    assert "4 ÷ 5 × 80 × 50 % = 32" in " ".join(steps[0]["lines"])


def test_small_groups_leave_no_trace_on_an_evaluators_page() -> None:
    """R19: neither parts, nor facts, nor working, nor table tell what one group gave."""
    figures = found(("K", 3, 5, 100), ("D", 4, 3, 100), shows_groups=False)
    page = page_of(figures)
    assert [group["text"] for group in page["groups"]] == ["Quality", "Price"]
    for words in (str(page), table_of(figures)):
        assert "Young" not in words.replace("the part of “Young people”", "")
        assert "Professionals" not in words
        assert "50 %" not in words
    assert "Combined mark 4 ÷ 5 × 80 = 64." in str(page)


def test_the_rounding_and_tie_breaks_are_told() -> None:
    words = " ".join(method_words(found(("K", 4, 4, 100))))
    assert "half up, to 2 places" in words
    assert "the part of “Young people”" in words


def test_no_cell_of_the_csv_is_a_formula() -> None:
    lines = table_of(found(("K", 4, 4, 100))).splitlines()
    assert lines[0].startswith("bid,status,place,total,quality,price,part adults,part young")
    assert lines[1] == "K,ranked,1,84.00,64.00,20.00,32.00,32.00,4.00,64.00"
