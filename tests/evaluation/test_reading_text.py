"""An answer in its paragraphs, sentences and marked words; the way through bids and questions."""

from __future__ import annotations

from itertools import chain

import pytest

from portal.evaluation.marking.beside import Lit
from portal.evaluation.marking.pages_answer import with_notes
from portal.evaluation.marking.walk import Stop, next_waiting, place_before, walk_of
from portal.evaluation.reading.text import blocks_of, paragraphs_of, quote_of, sentences_in, tidy
from portal.tenders.models import BY_BID, BY_QUESTION

ANSWER = "  We come to you. Every week!\nAt night 😀 if so.\n\n- one thing. More\n- two\n\nEnd."


def test_each_paragraph_and_sentence_knows_its_place() -> None:
    found = paragraphs_of(ANSWER)
    assert [each.is_item for each in found] == [False, True, True, False]
    said = [ANSWER[start:end] for each in found for start, end in sentences_in(ANSWER, each)]
    assert said[:3] == ["We come to you.", "Every week!", "At night 😀 if so."]
    assert said[3:] == ["one thing.", "More", "two", "End."]


def test_marked_words_split_the_lines_and_nothing_of_the_text_is_lost() -> None:
    start = ANSWER.index("Every")
    lits = [Lit(start, ANSWER.index(" if so"), "good", ""), Lit(2, 9, "worry", "")]
    lits.sort(key=lambda each: each.starts_at)
    blocks = blocks_of(ANSWER, lits)
    lines = [line for block in blocks for part in block["parts"] for line in part["lines"]]
    whole = ["".join(piece["text"] for piece in line) for line in lines]
    assert whole == [line.strip(" -") for line in ANSWER.splitlines() if line.strip()]
    for piece in chain(*lines):
        assert ANSWER[piece["at"] :].startswith(piece["text"])
    marked = [
        (p["text"], p["lit"]["number"], p["lit"]["is_last"]) for p in chain(*lines) if p["lit"]
    ]
    assert marked == [
        ("We come", 1, True),
        ("Every week!", 2, False),
        ("At night 😀", 2, True),
    ]
    assert [block["is_list"] for block in blocks] == [False, True, False]


def test_a_stretch_is_tidied_and_quoted() -> None:
    assert tidy("a  b  c", 1, 6) == (3, 4)
    assert tidy("a", -5, 99) == (0, 1)
    assert tidy("It’s one thing", 6, 10) == (5, 14)
    assert tidy("a   ", 1, 3)[0] == tidy("a   ", 1, 3)[1]
    assert quote_of("one two\nthree", 0, 13, most=2) == "one two …"


def test_notes_go_on_from_what_is_typed_and_once_alone(quick_app: object) -> None:
    lits = [Lit(2, 17, "good", "That is near."), Lit(18, 29, "question", "")]
    begun = with_notes("My own words.  ", ANSWER, lits)
    assert begun.splitlines() == [
        "My own words.",
        "Good: “We come to you.” That is near.",
        "Question: “Every week!”",
    ]
    assert with_notes(begun, ANSWER, lits) == begun
    assert with_notes("", ANSWER, []) == ""


@pytest.mark.parametrize(
    ("order", "way"),
    [
        (BY_BID, "K1 K2 D1 D2 R1 R2"),
        (BY_QUESTION, "K1 D1 R1 D2 R2 K2"),
    ],
)
def test_the_way_leads_by_bid_or_by_question_and_no_bid_is_always_first(
    order: str, way: str
) -> None:
    """R14: the drawn order of bids, begun one bid later at each question."""
    walk = walk_of(["K", "D", "R"], ["1", "2"], order)
    assert " ".join(f"{label}{code}" for label, code in walk) == way
    stops = [Stop(label, code, (label, code) != ("D", "1")) for label in "KDR" for code in "12"]
    after = {BY_BID: ("K", "2"), BY_QUESTION: ("R", "1")}[order]
    assert next_waiting(stops, order, ("K", "1")) == after
    last = walk[-1]
    assert next_waiting(stops, order, last) == ("K", "1")
    assert next_waiting([Stop("K", "1", False)], order, ("K", "1")) is None
    assert place_before(["K", "D", "R"], ["1", "2"], order, ("K", "1")) is None
    before = {BY_BID: None, BY_QUESTION: ("K", "1")}[order]
    assert place_before(["K", "D", "R"], ["1", "2"], order, ("D", "1")) == before
