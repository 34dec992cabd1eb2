"""What is typed into a letter adds to the record and can't contradict it (R14, R19, R21)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.outcomes.typed_checks import Known, doubts_in, faults_in

KNOWN = Known(
    figures=frozenset(map(Decimal, ("2", "20", "3", "30", "61.5", "82.25", "100"))),
    given=frozenset(map(Decimal, ("2", "20", "3", "30", "61.5", "100"))),
    scale=frozenset(map(Decimal, range(4))),
    places=frozenset(map(Decimal, (1, 2))),
    record="Your answer names 12 workers from April 2027.",
    winner="Harbour Trust",
    others=("Quayside Care Ltd", "Fernleigh"),
    people=("Cas Field", "Bo"),
    groups=("Young people", "Professionals"),
)

REFUSED = (
    "Your mark is 3 out of 5.",
    "We gave you a mark of 1.",
    "Your answer was marked four.",
    "You got 25 points here.",
    "Your bid came in place 3.",
    "Quayside Care wrote more about dates.",
    "FERNLEIGH had a plan.",
    "Bid K was clearer.",
    "Cas Field said that it was thin.",
    "The young people gave it 2 out of 3.",
)
WARNED = (
    ("It was weaker than the other bids.", "comparison"),
    ("Compared with others it was short.", "comparison"),
    ("You plan for 14 workers.", "number"),
    ("The professionals asked for dates.", "group"),
    ("Bo asked for dates.", "name"),
)
RIGHT = (
    "Your mark is 2 out of 3, and the winning bid has 3.",
    "A mark of 3 needed dates for each step.",
    "Harbour Trust names dates, which your answer lacks; it is fuller than yours.",
    "The winning bid was more detailed than your answer, with 12 workers from April 2027.",
    "",
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_contradicts_the_record_is_refused(text: str) -> None:
    assert faults_in(text, KNOWN)


@pytest.mark.parametrize(("text", "kind"), WARNED)
def test_what_may_be_wrong_is_told_and_may_stand(text: str, kind: str) -> None:
    assert faults_in(text, KNOWN) == []
    assert kind in {each.kind for each in doubts_in(text, KNOWN)}


@pytest.mark.parametrize("text", RIGHT)
def test_what_adds_to_the_record_is_taken(text: str) -> None:
    assert faults_in(text, KNOWN) == []
    assert doubts_in(text, KNOWN) == []
