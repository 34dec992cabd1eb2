"""How the story's panel writes with its tender, and what comes of its words."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.specifications.agreeing import operations as agreeing
from portal.specifications.cowriting.models import AnswerWay, SuggestionAnswer
from portal.specifications.cowriting.operations_rounds import move_answers
from portal.specifications.cowriting.operations_telling import note_answers_told
from portal.specifications.cowriting.queries import rounds_of
from portal.specifications.cowriting.queries_telling import told_of_answers
from tests import make_agreeing, make_choosing, make_writing
from tests.story import Story
from tests.story_agreeing import know_and_state


def write_together(story: Story) -> None:
    """Three suggestions: one questioned and answered again; the round is still open."""
    house, tender_id, panel = story.house, story.id, story.panel
    assert panel
    first, second = panel.members[:2]
    make_writing.open_round(house, tender_id, panel)
    make_writing.suggest(house, tender_id, first)
    make_writing.suggest(house, tender_id, second, "words", "Who (1)", words="All young carers.")
    make_writing.suggest(house, tender_id, first, "weight", "Q1", words="", card="matters")
    make_writing.back(house, tender_id, second, 1, "Every week.")
    make_writing.answer(house, tender_id, 1, 2, outcome="not_taken_up")
    make_writing.question(house, tender_id, first, 1)
    make_writing.answer(house, tender_id, 1, 3)
    make_agreeing.state_influence(house, tender_id)
    for kind in ("professional", "young"):
        make_choosing.plan(house, tender_id, kind, cap=6 if kind == "young" else 40)
    with story.writing() as tender:
        agreeing.go_without(house.lead.actor, tender, "The panel had no time left.")
    know_and_state(story)


def all_else_is_told(story: Story) -> None:
    """Answers come later than was said, and somebody is told of one by a call."""
    lead = story.people["participation"].actor
    assert story.panel
    with story.writing() as tender:
        (each, *_) = rounds_of(tender)
        move_answers(lead, tender, each, each.answered_by + timedelta(weeks=520), "More time.")
        answer = db.session.scalars(select(SuggestionAnswer.id)).first()
        place = story.panel.member_ids[-1]
        way = AnswerWay(answer_id=answer, tender_id=tender.id, member_id=place, how="call")
        db.session.add(way)
        db.session.flush()
        call = next(each for each in told_of_answers(tender) if each.how == "call" and each.open)
        note_answers_told(lead, tender, call, clock.today())
