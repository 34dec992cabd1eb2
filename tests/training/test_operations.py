"""What training keeps, who learns of it, and how it goes again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.core.database import db
from portal.participation.panels.queries import panel_by_id
from portal.participation.training import operations as act
from portal.participation.training import queries as ask
from portal.participation.training.courses import course_of, step_slugs
from portal.participation.training.forgetting import OF_A_PERSON
from portal.participation.training.models import Opinion
from portal.participation.training.operations import OpinionFacts
from portal.participation.training.opinions import Told, counted, standing
from portal.record.about_me.pages import held_about
from portal.record.erasure.operations import erase
from tests import make
from tests.make_panels import panel
from tests.statements import statements_at

INTRODUCTION = "introduction"


def finish(house: make.House, human: make.Human, course: str = INTRODUCTION) -> None:
    """Somebody goes through a whole course."""
    with make.writing(house.id):
        for slug in step_slugs(course):
            act.do_step(human.actor, course, slug)


def facts_of_log(house: make.House) -> list[tuple[str, dict[str, object]]]:
    """The open facts of training and words in the authority's log."""
    with make.looking(house.id):
        return [
            (event.name, event.facts)
            for event in db.session.scalars(select(Event).order_by(Event.number))
            if event.name.startswith(("training:", "word:"))
        ]


def test_a_course_is_finished_once_and_can_be_done_again(app: Flask) -> None:
    house = make.house()
    human = panel(house).members[0]
    finish(house, human)
    with make.writing(house.id):
        act.do_step(human.actor, INTRODUCTION, "pass", "pass")
    assert [name for name, _facts in facts_of_log(house)] == ["training:finished"]
    with make.looking(house.id):
        assert ask.is_trained(human.actor.person_id, INTRODUCTION)
        assert ask.learning_of(human.actor.person_id, INTRODUCTION).done["pass"] == "pass"


def test_who_is_through_is_known_by_panel(quick_app: Flask) -> None:
    house = make.house()
    made = panel(house)
    finish(house, made.members[0])
    with make.looking(house.id):
        found = panel_by_id(made.id)
        assert found
        assert ask.trained_people(found) == {made.members[0].actor.person_id}


def test_the_log_knows_no_more_than_that_something_was_said(quick_app: Flask) -> None:
    house = make.house()
    human = panel(house).members[0]
    finish(house, human)
    with make.writing(house.id):
        act.evaluate(human.actor, INTRODUCTION, OpinionFacts("no", None, "Mia was bored."))
        act.say_willing(human.actor, is_willing=False)
        act.ask_word(human.actor, "Ms Quill", "panels")
    assert facts_of_log(house) == [
        ("training:finished", {"course": INTRODUCTION}),
        ("training:evaluated", {"course": INTRODUCTION}),
        ("training:willing", {}),
        ("word:asked", {}),
    ]


def test_a_word_put_aside_may_be_a_name_so_the_log_doesnt_tell_it_again(quick_app: Flask) -> None:
    house = make.house()
    human = panel(house).members[0]
    with make.writing(house.id):
        act.ask_word(human.actor, "Ms Quill", "panels")
    with make.writing(house.id):
        act.put_aside(house.staff[PARTICIPATION].actor, ask.waiting_words()[0][0])
    with make.looking(house.id):
        event = db.session.scalars(select(Event).where(Event.name == "word:put-aside")).one()
        assert (event.facts, event.seals) == ({}, {})


def test_saying_the_same_about_being_willing_is_said_once(quick_app: Flask) -> None:
    house = make.house()
    human = panel(house).members[0]
    for answer in (True, True, False):
        with make.writing(house.id):
            act.say_willing(human.actor, is_willing=answer)
            act.evaluate(human.actor, INTRODUCTION, OpinionFacts(None, None, ""))
    names = [name for name, _facts in facts_of_log(house)]
    assert names.count("training:willing") == 2


def said_by(house: make.House, people: Sequence[make.Human], facts: OpinionFacts) -> None:
    """Each of them says this of the introduction."""
    for human in people:
        with make.writing(house.id):
            act.evaluate(human.actor, INTRODUCTION, facts)


def told(house: make.House) -> Told:
    """What the participation lead sees."""
    with make.looking(house.id):
        return standing(ask.count_of(INTRODUCTION), ask.opinions_of(INTRODUCTION), 5)


def test_opinions_are_told_of_five_or_more_and_nobodys_from_two_counts(quick_app: Flask) -> None:
    house = make.house()
    people = panel(house, members=9).members
    yes = OpinionFacts("yes", "fully", "More games.")
    said_by(house, people[:4], yes)
    assert told(house) == Told([None] * 4, [None] * 4, None)
    said_by(house, people[4:5], yes)
    five = Told([5, 0, 0, 5], [5, 0, 0, 5], ["More games."] * 5)
    assert told(house) == five
    said_by(house, people[5:6], OpinionFacts("no", "no", "Dull."))
    said_by(house, people[:1], OpinionFacts("no", None, "I think so too."))
    said_by(house, people[6:9], OpinionFacts(None, None, ""))
    assert told(house) == five
    said_by(house, people[6:9], OpinionFacts("no", "no", "Dull."))
    assert told(house).enjoyed == [None, 0, None, 9]


def test_who_is_erased_takes_their_words_and_leaves_the_numbers(quick_app: Flask) -> None:
    house = make.house()
    people = panel(house, members=6).members
    said_by(house, people[:5], OpinionFacts("yes", "fully", "More games."))
    person_id = people[0].actor.person_id
    assert person_id
    erase(make.operator().actor, person_id, "told")
    assert told(house) == Told([5, 0, 0, 5], [5, 0, 0, 5], None)


def test_of_nine_opinions_no_small_number_is_told() -> None:
    said = ["yes"] * 7 + ["a_little", "no"]
    found = counted([Opinion(enjoyed=each, understood=None, words="") for each in said], 5)
    assert found == {"enjoyed": [None, None, None, 9], "understood": [0, 0, 0, 0]}


def test_a_person_sees_all_that_is_held_and_it_goes_with_them(quick_app: Flask) -> None:
    house = make.house()
    human = panel(house).members[0]
    person_id = human.actor.person_id
    assert person_id
    finish(house, human)
    with make.writing(house.id):
        act.evaluate(human.actor, INTRODUCTION, OpinionFacts("yes", "fully", "More games."))
        act.say_willing(human.actor, is_willing=True)
        act.ask_word(human.actor, "gateway", "panels")
    held = str(held_about(person_id)["courses"])
    for words in ("Hello, and a warm-up", "More games.", "gateway", "fully"):
        assert words in held
    erase(make.operator().actor, person_id, "told")
    with make.looking(house.id):
        for model, column in OF_A_PERSON:
            assert db.session.scalars(select(model).where(column == person_id)).all() == []


def test_pages_of_many_take_as_many_queries_as_pages_of_few(quick_app: Flask) -> None:
    counts = []
    for number, members in enumerate((2, 7)):
        house = make.house(f"council-{number}")
        made = panel(house, members=members)
        for human in made.members:
            finish(house, human)
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        pages = ("training", f"training/{INTRODUCTION}/attendance", "words", "words/asked")
        counts.append([statements_at(lead, f"/{house.slug}/{page}") for page in pages])
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("course", "least", "most"), [(INTRODUCTION, 115, 125), ("staff", 40, 60)])
def test_a_course_takes_as_long_as_it_says_in_short_steps(
    quick_app: Flask, course: str, least: int, most: int
) -> None:
    with quick_app.test_request_context():
        found = course_of(course)
    assert least <= found.minutes <= most
    assert len({step.slug for step in found.steps}) == len(found.steps)
    for step in found.steps:
        assert 2 <= step.minutes <= 8
        assert step.say
        assert step.do
        assert step.picture.title
        assert step.picture.words
