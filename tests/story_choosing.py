"""How the story's panel chooses who marks, by a vote and by agreement."""

from __future__ import annotations

from datetime import date

from portal.accounts.models import Role
from portal.bids.queries import bidders_of
from portal.core.database import db
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing import placing
from portal.evaluation.choosing.queries import numbered
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.operations import ConflictAnswer
from portal.specifications.hours import operations as hours
from portal.specifications.hours.queries import hours_of
from tests import make, make_choosing, make_panels
from tests.make_choosing import facts, member_of
from tests.story import Story
from tests.story_pairs import two_mark_as_one


def ask_to_choose(story: Story) -> None:
    """From publication on: two put themselves forward, and vote later."""
    assert story.panel
    given = facts(forward_until=date(2026, 10, 5), closes_on=date(2026, 10, 12))
    make_choosing.open_for(story.house, story.id, story.panel, given)
    for who in range(2):
        make_choosing.forward(story.house, story.id, story.panel, who, "I like to read.")


def one_votes(story: Story) -> None:
    """One of them votes, for the other."""
    assert story.panel
    make_choosing.vote(story.house, story.id, story.panel, 1, 0)


def others_choose(story: Story) -> None:
    """Another panel talks about a further seat at a session."""
    others = make_panels.panel(story.house, members=1, title="The panel of their friends")
    again = facts(way="agreement", forward_until=date(2026, 10, 15), closes_on=None)
    make_choosing.open_for(story.house, story.id, others, again)


def agree_instead(story: Story) -> None:
    """One vote is too few to be counted, so the panel agrees on who stands, and on a reserve."""
    assert story.panel
    make_choosing.count(story.house, story.id)
    with story.writing() as tender:
        people = [member_of(story.panel, who) for who in range(2)]
        lead, standing = story.people["participation"].actor, numbered(tender, 1)
        act.note_agreement(lead, tender, standing, people[:1], people[1:], is_agreed=True)


def all_else_happens(story: Story) -> None:
    """What can happen when a panel chooses, and doesn't in the story; two mark as one."""
    two_mark_as_one(story)
    assert story.panel
    house, lead, panel = story.house, story.people["participation"].actor, story.panel
    one, two = (each.actor for each in panel.members[:2])
    with story.writing() as tender:
        found = hours_of(tender)["young"]
        assert found.plan
        hours.say_to_hours(one, tender, found.plan, member_of(panel, 0), "fine")
        hours.explain_hours(lead, tender, found, "There are many questions.")
    make_choosing.forward(house, story.id, panel, 1, n=2)
    with story.writing() as tender:
        standing = numbered(tender, 2)
        own = standing.candidate_of(member_of(panel, 1))
        assert own
        act.withdraw(two, tender, standing, own)
    with story.writing() as tender:
        standing = numbered(tender, 1)
        placing.refuse(lead, tender, standing, standing.places[0], "conflict")
    with story.writing() as tender:
        standing = numbered(tender, 1)
        placing.lift_refusal(lead, tender, standing, standing.places[0], "mistake")
    with story.writing() as tender:
        standing = numbered(tender, 1)
        placing.answer_place(two, tender, standing, standing.places[1], "yes")
    with story.writing() as tender:
        role = db.session.query(Role).filter_by(person_id=two.person_id, name="evaluator").one()
        actor = make.actor_of(role.person_id, role)
        seat = seat_of(actor, tender)
        assert seat
        answers = {each.id: ConflictAnswer(False, False) for each in bidders_of(tender)}
        seats.declare_conflicts(actor, tender, seat, answers)
