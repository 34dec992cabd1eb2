"""Free text is looked at for identity before it is kept (P6)."""

from __future__ import annotations

import pytest

from portal.core.identity import Finding, findings, may_point_to_one


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Write to cas@people.example today.", "email", "cas@people.example"),
        ("Ring 07700 900123.", "phone", "07700 900123"),
        ("Ring +44 (0)1632 960-001 now", "phone", "+44 (0)1632 960-001"),
        ("I live near zz1 1aa.", "postcode", "zz1 1aa"),
        ("We meet at 12 old mill lane on Mondays", "address", "12 old mill lane"),
    ],
)
def test_addresses_and_numbers_are_found(text: str, kind: str, found: str) -> None:
    assert findings(text) == [Finding(kind, found)]


def test_names_of_the_panel_are_found_whatever_their_case_and_each_once() -> None:
    found = findings("cas said so. FIELD too. Cas again, cas.", ["Cas Field"])
    assert found == [Finding("name", each) for each in ("cas", "FIELD", "Cas")]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("My mate Chloe Danvers said so.", "somebody", "Chloe Danvers"),
        ("Ask Mr Patel about it.", "somebody", "Patel"),
        ("Our social worker is called Anne-Marie.", "somebody", "Anne-Marie"),
        ("Write to @otter_14 instead.", "account", "@otter_14"),
        ("I go to Amble Bridge School too.", "place", "Amble Bridge School"),
    ],
)
def test_p6_people_of_no_panel_and_places_of_few_are_found(
    text: str, kind: str, found: str
) -> None:
    assert findings(text, ["Eli Field"]) == [Finding(kind, found)]


def test_a_name_that_is_a_word_too_needs_its_capital_letter() -> None:
    assert findings("It will be in may.", ["Will May"]) == []
    assert findings("It was Will.", ["Will May"]) == [Finding("name", "Will")]


def test_an_ordinary_text_warns_of_nothing() -> None:
    text = "2 breaks in 2026, from 10 to 12, for 100 families; £612,000 over 3 years."
    assert findings(text, ["Eli"]) == []
    plain = "My friend and I. Young carers at school. Ask a nurse. It is called a break. I’m 14."
    assert findings(plain, ["Eli"]) == []


KNOWN = ["She is a care leaver.", "He uses a wheelchair.", "Their school knows them; wheelchair."]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("As a care leaver I waited.", True),
        ("LEAVERS wait longer.", True),
        ("Is there room for wheelchairs?", False),  # two have that
        ("Who cares for us at school?", False),  # anybody may say that
        ("Will somebody listen?", False),
    ],
)
def test_p6_a_word_that_one_person_alone_has_points_to_them(text: str, points: bool) -> None:
    assert may_point_to_one(text, KNOWN) is points


def test_p6_what_everybody_says_here_points_to_nobody() -> None:
    assert not may_point_to_one("A care leaver.", KNOWN, "This is for care leavers.")
