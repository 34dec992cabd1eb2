"""How the story's panel is told what became of its words, and what comes of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.accounts.models import APPROVER
from portal.accounts.queries import people_by_id
from portal.core import clock
from portal.feedback import operations_after as after
from portal.feedback import queries as ask_for
from tests import make_feedback
from tests.make_writing import Written
from tests.story import Story

OTHER = replace(
    make_feedback.LINE, who="people", said="Buses stop at nine.", promise="", expected_on=None
)


def tell_back(story: Story) -> None:
    """Two lines, one with a promise; one of the panel is told by a call, and asks about a line."""
    made = _made(story)
    make_feedback.promise_day(made)
    make_feedback.agree_to_be_told(made, 0)
    make_feedback.agree_to_be_told(made, 1, by="call")
    make_feedback.add_line(made)
    make_feedback.add_line(made, OTHER)
    make_feedback.tell(made, days=60)
    make_feedback.ask(made, 1)


def keep_on(story: Story) -> None:
    """The question is handed on and back and gets its reply; the promise is in the contract."""
    made = _made(story)
    for human in (story.house.lead, story.house.staff[APPROVER]):
        with story.writing() as tender:
            found = ask_for.question_of(tender, 1)
            assert human.actor.person_id
            person = people_by_id([human.actor.person_id])[human.actor.person_id]
            after.hand_on(make_feedback.lead_of(made), tender, found, person)
    make_feedback.reply(made)
    make_feedback.tick_off(made, 1, clock.today())
    make_feedback.note(made, "in_contract", day=date(2027, 4, 1))


def _made(story: Story) -> Written:
    assert story.panel
    return Written(story.house, story.id, story.panel, story.panel, story.id)
