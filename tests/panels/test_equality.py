"""Equality questions: nobody's answer is ever read, not even from numbers (P6, R19)."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event, SealedFact
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.participation.equality.counting import ALL, is_time, shown_numbers
from portal.participation.equality.models import EqualityAnswer
from portal.participation.equality.queries import count_of
from portal.participation.equality.questions import QUESTIONS, UNSAID
from portal.participation.panels import leaving
from tests import make, make_panels
from tests.make_panels import MadePanel

PATH = "/ambleford/panels/equality"


def numbers(people: int, **counts: int) -> dict[str, int | None]:
    """What is shown of the question about disability."""
    said = [{"disability": answer} for answer, count in counts.items() for _ in range(count)]
    return shown_numbers(said, people, 5)["disability"]


@pytest.mark.parametrize("yes", range(10))
@pytest.mark.parametrize("no", range(10))
def test_of_nine_no_number_under_five_is_shown_or_follows(yes: int, no: int) -> None:
    if yes + no > 9:
        return
    shown = numbers(9, yes=yes, no=no)
    true = {"yes": yes, "no": no, UNSAID: 9 - yes - no, ALL: 9}
    assert all(value in (None, 0) or value >= 5 for value in shown.values())
    assert all(value is None or value == true[name] for name, value in shown.items())
    hidden = [name for name, value in shown.items() if value is None]
    assert len(hidden) != 1
    assert 9 not in (shown["yes"], shown["no"], shown[UNSAID])


@pytest.mark.parametrize("yes", range(5))
def test_of_four_nothing_but_noughts_is_ever_shown(yes: int) -> None:
    assert not any(numbers(4, yes=yes).values())


def test_where_everybody_said_the_same_nothing_is_shown() -> None:
    assert set(numbers(9, yes=9).values()) == {None}


def test_enough_people_are_shown() -> None:
    assert numbers(16, yes=6, no=5) == {"yes": 6, "no": 5, UNSAID: 5, ALL: 16}


def test_answers_given_at_once_are_counted_one_after_the_other(postgres_app: Flask) -> None:
    """Each alone would be too few to count, and two first counts would be one too many."""
    house = make.house()
    made = make_panels.of_nine(house)
    for human in made.members[:3]:
        make_panels.says_equality(house, made.id, human, {"disability": "yes"})
    gate = threading.Barrier(3)

    def answers(human: make.Human) -> None:
        with postgres_app.app_context():
            gate.wait()
            make_panels.says_equality(house, made.id, human, {"disability": "no"})
            db.session.remove()

    threads = [threading.Thread(target=answers, args=(each,)) for each in made.members[3:6]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with tenant(house.id):
        count = count_of("young")
        assert count
        assert count.people >= 5


def test_counting_waits_for_five_people() -> None:
    assert [is_time(number, 5) for number in (0, 4, 5)] == [False, False, True]


def _say(house: make.House, made: MadePanel, *said: str) -> None:
    for human, answer in zip(made.members, said, strict=False):
        make_panels.says_equality(house, made.id, human, {"disability": answer})


def test_a_panel_of_nine_shows_its_lead_nobody_who_answers_later(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.of_nine(house)
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    _say(house, made, *["no"] * 4)
    assert "Nothing to show yet" in lead.get(PATH).text
    _say(house, made, *["no"] * 5)
    first = lead.get(PATH).text.partition("<main")[2]
    assert "A star stands for" in first
    _say(house, made, *["no"] * 5, *["yes"] * 4)
    assert lead.get(PATH).text.partition("<main")[2] == first
    with make.looking(house.id):
        count = count_of("young")
        assert count
        assert (count.people, count.shown["disability"]["yes"]) == (5, 0)
        assert count.shown["disability"]["no"] is None  # four said nothing then


def test_a_panel_of_four_is_never_counted(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.of_four(house)
    _say(house, made, "yes", "yes", "no", "no")
    _say(house, made, "no", "no", "yes", "yes")
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    assert lead.get(PATH).text.count("Nothing to show yet") == 2


def test_a_member_reads_why_first_and_may_take_an_answer_back(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    client, at = make.client_of(quick_app, made.members[0]), f"/ambleford/panel/{made.id}/about-us"
    page = client.get(at).text
    assert "Why we ask" in page
    assert "Who sees what you say" in page
    for slug in QUESTIONS:
        assert "I’d rather not say" in client.get(f"{at}/{slug}").text
        assert client.submit(f"{at}/{slug}", {"said": "other"}).status_code in (200, 303)
    assert "Another language" in client.get(at).text
    assert "Another language" in client.get("/about-me").text
    assert client.submit(f"{at}/language", {"said": UNSAID}).status_code == 303
    assert "Another language" not in client.get(at).text
    other = make.client_of(quick_app, made.members[1])
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    theirs = f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}"
    for text in (other.get(at).text, lead.get(theirs).text, lead.get(PATH).text):
        assert "Another background" not in text or "People" in text
    assert client.get(f"{at}/shoe-size").status_code == 404


def test_the_log_says_that_somebody_answered_and_never_what(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    make_panels.says_equality(house, made.id, made.members[0], {"background": "mixed"})
    with make.looking(house.id):
        event = db.session.scalars(select(Event).where(Event.name == "equality:answered")).one()
        sealed = db.session.scalars(
            select(SealedFact.name).where(SealedFact.event_id == event.id)
        ).all()
        assert (event.facts, sealed) == ({"kind": "young"}, ["at"])


def test_children_under_13_and_those_whose_adult_hasnt_said_yes_arent_asked(
    quick_app: Flask,
) -> None:
    house = make.house()
    for band, day in (("under_13", date(2030, 1, 1)), ("13_to_15", date(2028, 5, 4))):
        made = make_panels.panel(house, members=1, age_band=band, turns_16_on=day)
        if band == "under_13":
            make_panels.adult_says(house, made.member_ids[0])
        client = make.client_of(quick_app, made.members[0])
        assert client.get(f"/ambleford/panel/{made.id}/about-us").status_code == 403


def test_answers_are_destroyed_when_the_place_ends(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=6)
    _say(house, made, *["yes"] * 6)
    human = made.members[0]
    with make.writing(house.id):
        leaving.leave(human.actor, make_panels.place(made.id, human))
    with make.looking(house.id):
        left = Counter(db.session.scalars(select(EqualityAnswer.person_id)))
        count = count_of("young")
        assert human.actor.person_id not in left
        assert sum(left.values()) == 5
        assert count
        assert count.gone == 1
