"""Pages of training: step by step, question by question, to the end, in a group, and the pool."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.accounts.models import PARTICIPATION
from portal.participation.training import operations as act
from portal.participation.training import queries as ask
from portal.participation.training.courses import course_of, step_slugs
from tests import make
from tests.make_panels import MadePanel, panel
from tests.papers import wrong_with

FIRST = "hello"
LAST = len(step_slugs("introduction"))


@pytest.fixture
def made(quick_app: Flask) -> tuple[make.House, MadePanel]:
    house = make.house()
    return house, panel(house)


def path(house: make.House, page: str = "") -> str:
    return f"/{house.slug}/training/introduction{page}"


def test_every_step_and_question_can_be_read(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    assert "120 minutes" in client.get(path(house)).text
    for step in course_of("introduction").steps:
        page = client.get(path(house, f"/steps/{step.slug}")).text
        assert step.title in page
        assert f"{step.minutes} minutes" in page
        if step.question:
            asked = path(house, f"/steps/{step.slug}/question")
            assert step.question.choices[0].text in client.get(asked).text
            assert step.question.choices[1].why[:20] in client.submit(asked, {"choice": "1"}).text


def through(house: make.House, human: make.Human, *, less: int = 0) -> None:
    """Somebody is through all steps of the introduction, or all but the last ones."""
    with make.writing(house.id):
        for slug in step_slugs("introduction")[: LAST - less]:
            act.do_step(human.actor, "introduction", slug)


def test_one_goes_on_where_one_stopped_and_says_at_the_end_how_it_was(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    answer = client.submit(path(house, f"/steps/{FIRST}"))
    assert answer.location.endswith("/steps/buying")
    assert "Go on: What commissioning is" in client.get(path(house)).text
    assert client.get(path(house, "/finished")).status_code == 403
    assert client.submit(path(house, "/steps/buying")).location.endswith("/steps/buying/question")
    through(house, group.members[0], less=1)
    last = client.submit(path(house, "/steps/after"))
    assert last.location.endswith("/introduction/opinion")
    assert client.submit(path(house, "/opinion"), {"enjoyed": "a_little"}).status_code == 303
    assert "You are through" in client.get(path(house, "/finished")).text
    with make.looking(house.id):
        assert ask.is_trained(group.members[0].actor.person_id, "introduction")


def test_the_certificate_is_a_page_and_a_pdf_for_oneself(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    assert client.get(path(house, "/certificate")).status_code == 403
    through(house, group.members[0])
    page = client.get(path(house, "/certificate")).text
    assert "finished the course ‘How help is chosen" in page
    assert house.staff[PARTICIPATION].name in page
    made_pdf = client.get(path(house, "/certificate.pdf"))
    assert made_pdf.mimetype == "application/pdf"
    assert wrong_with(made_pdf.data, page) == []


def test_a_pass_goes_past_the_question_and_counts(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    answer = client.submit(path(house, "/steps/buying"), {"how": "pass"})
    assert answer.location.endswith("/steps/circle")
    assert "Passed" in client.get(path(house)).text
    through(house, group.members[0], less=1)
    last = client.submit(path(house, "/steps/after"), {"how": "pass"})
    assert last.location.endswith("/introduction/opinion")


def test_what_somebody_answers_to_a_question_is_kept_nowhere(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    page = client.submit(path(house, "/steps/buying/question"), {"choice": "0"})
    assert "You chose: Always the council itself" in page.text
    assert "Look again" in page.text
    with make.looking(house.id):
        assert not ask.learning_of(group.members[0].actor.person_id, "introduction").done


def test_the_lead_sees_who_is_through_and_willing_and_never_how_far_others_are(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    done, begun, _other = group.members
    client = make.client_of(quick_app, done)
    through(house, done)
    client.submit(path(house, "/finished"), {"answer": "yes"})
    make.client_of(quick_app, begun).submit(path(house, f"/steps/{FIRST}"))
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    page = lead.get(f"/{house.slug}/training").text
    row = page[page.index(done.name) :]
    assert "yes" in row[: row.index("</tr>")]
    row = page[page.index(begun.name) :]
    assert "not yet" in row[: row.index("</tr>")]
    assert "hasn’t said" in row[: row.index("</tr>")]


def test_a_group_is_led_on_one_screen_and_who_took_part_has_done_its_steps(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    plan = lead.get(path(house, "/group")).text
    assert "then a break of 10 minutes" in plan
    step = course_of("introduction").steps[1]
    shown = lead.get(path(house, f"/group/{step.slug}")).text
    assert step.say in shown.replace("&#39;", "'")
    assert step.question
    assert step.question.choices[0].why in shown
    came, away, _third = group.members
    sent = {"people": str(came.actor.person_id), "steps": step_slugs("introduction")}
    assert lead.submit(path(house, "/attendance"), sent).status_code == 303
    with make.looking(house.id):
        assert ask.trained_among([came.actor.person_id, away.actor.person_id], "introduction") == {
            came.actor.person_id
        }
    assert "Done in a group" in make.client_of(quick_app, came).get(path(house)).text


def test_a_group_needs_somebody_and_something(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    nobody = lead.submit(path(house, "/attendance"), {"people": [], "steps": ["hello"]})
    assert "Tick who took part" in nobody.text
    someone = str(group.members[0].actor.person_id)
    nothing = lead.submit(path(house, "/attendance"), {"people": [someone], "steps": []})
    assert "Tick what you did together" in nothing.text


def test_staff_have_a_course_of_their_own_without_a_pass(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    page = client.get(f"/{house.slug}/training/staff/steps/power").text
    assert "Who has power in the room" in page
    assert 'value="pass"' not in page
    assert client.get(path(house)).status_code == 404
    client.submit(f"/{house.slug}/training/staff/steps/power", {"how": "pass"})
    with make.writing(house.id):
        for slug in step_slugs("staff")[1:]:
            act.do_step(house.lead.actor, "staff", slug)
    with make.looking(house.id):
        learning = ask.learning_of(house.lead.actor.person_id, "staff")
        assert set(learning.done.values()) == {"alone"}
        assert learning.finished_at
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    assert house.lead.name in lead.get(f"/{house.slug}/training").text


def test_other_courses_and_steps_are_not_there(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    for page in ("", "/steps/hello", "/group"):
        assert client.get(f"/{house.slug}/training/dancing{page}").status_code == 404
    assert client.get(path(house, "/steps/nothing")).status_code == 404
    assert client.get(path(house, "/steps/hello/question")).status_code == 404
    assert client.get(f"/{house.slug}/training/staff").status_code == 404
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    assert lead.get(f"/{house.slug}/training/dancing/group").status_code == 404
