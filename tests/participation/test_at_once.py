"""What two do at the same moment happens once, on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.accounts.display import keep_look
from portal.accounts.models import PARTICIPATION, Display
from portal.audit.models import Event
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.look import Look
from portal.participation.panels import leaving
from portal.participation.panels.policy import LEFT
from portal.participation.panels.queries import member_by_id
from portal.participation.training import operations as training
from portal.participation.training import queries as words
from portal.participation.training.models import ExplainedWord
from portal.participation.training.policy import ANSWERED
from tests import make, make_panels
from tests.training.test_words import asked

Act = Callable[[Callable[[], object]], None]


def at_once(app: Flask, house: make.House, *acts: Act) -> list[str]:
    """Each has read what there is before any of them writes; answers who was refused, and why."""
    gate = Barrier(len(acts), timeout=20)

    def one(act: Act) -> str:
        with app.app_context():
            try:
                with make.writing(house.id):
                    act(gate.wait)
            except Refused as refusal:
                return str(refusal.message)
            finally:
                db.session.remove()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def names_of_events(house: make.House, *names: str) -> list[str]:
    """Which of these events there are."""
    with make.looking(house.id):
        return list(db.session.scalars(select(Event.name).where(Event.name.in_(names))))


def test_a_word_is_explained_once(postgres_app: Flask) -> None:
    house = make.house()
    asked_id = asked(house, make_panels.panel(house).members[0])

    def explains(human: make.Human, meaning: str) -> Act:
        def act(wait: Callable[[], object]) -> None:
            found = words.unclear_by_id(asked_id)
            assert found
            wait()
            training.explain_word(human.actor, found, "Gateway review", meaning)

        return act

    leads = house.lead, house.staff[PARTICIPATION]
    said = at_once(postgres_app, house, *(explains(each, f"By {each.name}.") for each in leads))
    assert said[0] == ""
    assert said[1] == ANSWERED
    assert names_of_events(house, "word:explained") == ["word:explained"]
    with make.looking(house.id):
        (meaning,) = db.session.scalars(select(ExplainedWord.meaning)).all()
        assert meaning in [f"By {each.name}." for each in leads]


def test_a_place_ends_once_when_somebody_leaves_while_a_lead_ends_it(postgres_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house)

    def ends(how: Callable[[Any], None]) -> Act:
        def act(wait: Callable[[], object]) -> None:
            member = member_by_id(made.member_ids[0])
            assert member
            wait()
            how(member)

        return act

    said = at_once(
        postgres_app,
        house,
        ends(lambda member: leaving.leave(made.members[0].actor, member)),
        ends(lambda m: leaving.end_place(house.staff[PARTICIPATION].actor, m, "rules", "Rude.")),
    )
    assert said[0] == ""
    assert said[1] in (LEFT, leaving.GONE)
    assert len(names_of_events(house, "place:left", "place:ended")) == 1
    assert len(names_of_events(house, "role:ended")) == 1


def test_a_look_kept_for_the_first_time_in_two_tabs_is_one_look(postgres_app: Flask) -> None:
    house = make.house()
    looks = [Look(words="plain"), Look(words="standard")]

    def keeps(look: Look) -> Act:
        def act(wait: Callable[[], object]) -> None:
            assert db.session.get(Display, house.lead.actor.person_id) is None
            wait()
            keep_look(house.lead.actor, look)

        return act

    assert at_once(postgres_app, house, *map(keeps, looks)) == ["", ""]
    with make.looking(house.id):
        assert len(db.session.scalars(select(Display)).all()) == 1
