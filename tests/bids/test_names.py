"""What tells whose bid it is, and what doesn't."""

from __future__ import annotations

import pytest

from portal.accounts.models import Provider
from portal.bids.names import found_in, telling_words


def _provider(name: str = "Tollerby Young Carers Trust", **facts: str) -> Provider:
    usual = {
        "email": "office@tollerby-carers.example",
        "website": "https://www.tollerby-carers.example/about",
        "identifier": "GB-CHC-123456",
    }
    return Provider(name=name, **(usual | facts))


TELLING = telling_words(_provider(), "Support for young carers in Ambleford")


@pytest.mark.parametrize(
    "text",
    [
        "Ask the Tollerby Young Carers Trust.",
        "ask the tollerby\nyoung  carers trust",
        "We are known in Tollerby’s schools.",
        "Write to OFFICE@Tollerby-Carers.example now",
        "See tollerby-carers.example",
        "TYCT has done this since 1998",
        "Charity GB-CHC-123456",
    ],
)
def test_name_address_site_initials_and_number_tell(text: str) -> None:
    assert found_in(text, TELLING)


@pytest.mark.parametrize(
    "text",
    ["We trust young carers.", "Tollerbyshire is elsewhere", "tyct", "Our example", ""],
)
def test_ordinary_words_and_parts_of_words_tell_nothing(text: str) -> None:
    assert found_in(text, TELLING) == []


def test_a_town_that_the_tender_names_tells_nothing() -> None:
    telling = telling_words(_provider("Ambleford Help"), "Support for young carers in Ambleford")
    assert found_in("We live in Ambleford.", telling) == []
    assert found_in("We are Ambleford Help.", telling) == ["Ambleford Help"]


def test_everybodys_mail_tells_nothing_but_the_whole_address_does() -> None:
    telling = telling_words(_provider(email="birch.house@gmail.com"), "")
    assert found_in("Families with gmail.com", telling) == []
    assert found_in("birch.house@gmail.com", telling) == ["birch.house@gmail.com"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She steps in at weekends, which is cheap.", []),
        ("We are cheap  steps.", ["Cheap Steps"]),
        ("At Steps we listen; STEPS is open late.", ["Steps"]),
        ("Take small steps. Write to info@cheapsteps.example.", ["info@cheapsteps.example"]),
        ("our friends at varrow know it", ["Varrow"]),
    ],
)
def test_an_everyday_word_of_a_name_tells_where_it_has_a_capital_and_no_other_is_missed(
    text: str, found: list[str]
) -> None:
    facts = {"website": "", "email": "info@cheapsteps.example"}
    telling = telling_words(_provider("Cheap Steps", **facts), "")
    assert found_in(text, [*telling, *telling_words(_provider("Varrow Steps"), "")[-2:]]) == found


def test_a_name_that_is_found_whole_is_said_once() -> None:
    assert found_in("Tollerby Young Carers Trust", TELLING) == ["Tollerby Young Carers Trust"]
