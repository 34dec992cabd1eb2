"""What outsiders see of a panel of nine, and of one of four: no name, no number of few (R19)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask

from portal.core import clock
from portal.specifications.cowriting.thread import writing_of
from tests import make, make_writing
from tests.make_specification import published_tender
from tests.make_writing import Written, tender_of, written
from tests.shelf import Prepared

WORDS = "Ask Zephyrine"


def of_nine(house: make.House) -> Written:
    """Nine members, six of whom write seven suggestions: five taken up, two not."""
    return _answered(house, 9, writers=6)


def of_four(house: make.House) -> Written:
    """Four members, who write seven suggestions with the same answers."""
    return _answered(house, 4, writers=4)


def of_nine_of_whom_two_write(house: make.House) -> Written:
    """Nine members, two of whom write all seven."""
    return _answered(house, 9, writers=2)


def _answered(house: make.House, members: int, writers: int) -> Written:
    made = written(house, members)
    with clock.at(make.START):
        for number in range(7):
            made.suggest(number % writers, words=f"{WORDS} {number}?", shows_name=True)
        for who in range(members - 1):
            make_writing.back(house, made.tender_id, made.panel.members[who + 1], 1)
        made.answer(1, 2, 3, 4, 5)
        made.answer(6, 7, outcome="not_taken_up")
    return made


@dataclass
class Public:
    """What everybody reads."""

    notice: str
    printed: str


def _published(app: Flask, made: Written) -> Public:
    with clock.at(make.START):
        make_writing.publish(made)
        page = f"/notices/{made.tender_id}"
        visitor = make.client_of(app)
        return Public(visitor.get(page).text, visitor.get(f"{page}/print").text)


def _section(page: str) -> str:
    page = re.sub(r"</?a\b[^>]*>", "", page)
    begins = page.index('id="writing"')
    return re.sub(r"<[^>]+>", " ", page[begins : page.index("Small numbers", begins)])


def test_of_nine_outsiders_learn_how_many_and_where_to_read_what_came_of_it(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(of_nine)
    section = _section(_published(quick_app, made).notice)
    assert "A panel of young people" in section
    assert "from 1 September 2026 to 1 September 2026" in section
    assert "They made 7 suggestions" in section
    assert "What became of what they suggested stands in ‘You said, we did’" in section
    assert not re.search(r"Taken up|Adapted|not told", section)
    assert "Q1 Listening: young people of a panel suggested this" in section


@pytest.mark.parametrize("builder", [of_four, of_nine_of_whom_two_write])
def test_of_few_outsiders_learn_that_and_when_and_no_number(
    prepared: Prepared, quick_app: Flask, builder: object
) -> None:
    made = prepared(builder)
    section = _section(_published(quick_app, made).notice)
    assert "A panel of young people" in section
    assert "Q1 Listening: young people of a panel suggested this" in section
    assert "suggestions" not in section
    assert "aken up" not in section
    days = re.sub(r"1 September 2026", "", section)
    assert re.findall(r"\d", days.replace("Q1", "").replace("writing-1", "")) == []


@pytest.mark.parametrize("builder", [of_nine, of_four])
def test_nobody_outside_reads_a_name_or_a_word_of_a_member(
    prepared: Prepared, quick_app: Flask, builder: object
) -> None:
    made = prepared(builder)
    public = _published(quick_app, made)
    for page in (public.notice, public.printed):
        assert WORDS not in page
        assert not [human.name for human in made.panel.members if human.name in page]


@pytest.mark.parametrize("builder", [of_nine, of_four])
def test_what_is_published_stays_as_it_was(
    prepared: Prepared, quick_app: Flask, builder: object
) -> None:
    made = prepared(builder)
    before = _published(quick_app, made).notice
    with make.looking(made.house.id):
        frozen = writing_of(tender_of(made.house, made.tender_id))
    assert frozen["panels"][0]["kind"] == "young"
    with clock.at(make.START.replace(day=9)):
        visitor = make.client_of(quick_app)
        after = visitor.get(f"/notices/{made.tender_id}").text
    assert _section(before) == _section(after)


@pytest.mark.parametrize(("builder", "told"), [(of_nine, "8 others agree"), (of_four, "Fewer")])
def test_who_doesnt_answer_reads_no_number_of_few(
    prepared: Prepared, quick_app: Flask, builder: object, told: str
) -> None:
    made = prepared(builder)
    with clock.at(make.START):
        for role in ("approver", "auditor"):
            page = make.client_of(quick_app, made.house.staff[role]).get(made.path("suggestions"))
            assert told in page.text
            assert "A young person of the panel" in page.text
            specification = make.client_of(quick_app, made.house.staff[role])
            assert "Shaped by what a panel suggested" in (
                specification.get(made.path("specification")).text
            )
        lead = make.client_of(quick_app, made.house.lead)
        assert "Shaped by 5 suggestions" in lead.get(made.path("specification")).text


def test_a_tender_without_a_panel_says_nothing_of_one(quick_app: Flask) -> None:
    tender_id = published_tender(make.house())
    with clock.at(make.START):
        assert 'id="writing"' not in make.client_of(quick_app).get(f"/notices/{tender_id}").text
