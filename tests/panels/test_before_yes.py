"""Before an adult's yes somebody under 16 reads and learns, and no word of theirs is kept (R18)."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from portal.participation.beside.queries import mentorings_of
from portal.participation.panels import operations
from portal.participation.training import operations as training
from portal.participation.training.courses import step_slugs
from tests import make, make_panels
from tests.make_panels import MadePanel, panel

CHILD = {"age_band": "13_to_15", "turns_16_on": date(2028, 1, 1)}
WAITS = "an adult who looks after you"


@pytest.fixture
def made(quick_app: Flask) -> tuple[make.House, MadePanel]:
    house = make.house()
    return house, panel(house, members=2, accepts=False, **CHILD)


def test_a_child_whose_adult_hasnt_said_yes_learns_and_says_nothing_yet(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    with make.writing(house.id):
        for step in step_slugs("introduction"):
            training.do_step(group.members[0].actor, "introduction", step)
    opinion = f"/{house.slug}/training/introduction/opinion"
    diary = f"/{house.slug}/panel/{group.id}/hours"
    line = {"day": ["3", "2", "2026"], "what": "Read", "hours": "1", "minutes": ""}
    sent = (
        (opinion, opinion, {"words": "Dull."}),
        (f"/{house.slug}/training/introduction/finished", opinion, {"answer": "yes"}),
        (diary, opinion, line),
    )
    for path, at, typed in sent:
        answer = client.submit(path, typed, at)
        assert answer.status_code == 403
        assert WAITS in answer.text
        assert client.get(path).status_code == 200
    unnamed = client.submit(f"/{house.slug}/words/ask", {"word": "gateway"}, opinion)
    assert unnamed.status_code in (200, 303)
    assert WAITS in client.get(diary).text
    make_panels.adult_says(house, group.member_ids[0])
    for path, at, typed in sent:
        assert client.submit(path, typed, at).status_code in (200, 303)


def test_nobody_is_looked_after_before_their_adult_said_yes(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    make_panels.adult_says(house, group.member_ids[0])
    with make.writing(house.id):
        operations.accept_terms(
            group.members[0].actor, make_panels.place(group.id, group.members[0])
        )
    make_panels.asked_to_mentor(house, *group.member_ids)
    with make.looking(house.id):
        asked = mentorings_of(group.member_ids)[0].id
    page = f"/{house.slug}/panel/{group.id}/mentor"
    first, second = (make.client_of(quick_app, each) for each in group.members)
    assert first.submit(f"{page}/{asked}/yes", at=page).status_code == 303
    assert second.submit(f"{page}/{asked}/yes", at=page).status_code == 403
    make_panels.adult_says(house, group.member_ids[1])
    assert second.submit(f"{page}/{asked}/yes", at=page).status_code == 303


def test_needs_and_sentences_for_the_rules_wait_for_the_adult_too(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client, here = make.client_of(quick_app, group.members[0]), f"/{house.slug}/panel/{group.id}"
    sent = {"/needs": "/needs", "/rules/idea": "/rules"}
    for path, at in sent.items():
        assert WAITS in client.get(here + at).text
        assert (
            client.submit(here + path, {"words": "A lift."}, here + "/details").status_code == 403
        )
    make_panels.adult_says(house, group.member_ids[0])
    for path, at in sent.items():
        assert WAITS not in client.get(here + at).text
        assert client.submit(here + path, {"words": "A lift."}, here + at).status_code == 303
