"""How the story comes to its decision, and a tender on which all else on the way happens."""

from __future__ import annotations

import uuid

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import seat_of
from portal.outcomes import operations_decision as act
from portal.outcomes.approving import operations as approving
from portal.outcomes.approving.queries import questions_of
from portal.outcomes.voices import operations as voices
from tests import make, make_outcomes
from tests.make_moderation import Panel, closed, recorded, sign_all
from tests.make_outcomes import bid_in, then
from tests.story import SECRET_REASON, Story

WORDS = "What mattered most to us was who is there at weekends."


def speak_up(story: Story) -> None:
    """Young people write what they want to say, and the groups talk about what they saw."""
    young, other = story.people["young"].actor, story.people["young-3"].actor
    with story.writing() as tender:
        seat = seat_of(young, tender)
        assert seat
        voices.write_narrative(young, tender, seat, WORDS, 0)
    with story.writing() as tender:
        seat = seat_of(other, tender)
        assert seat
        voices.agree_to_narrative(other, tender, seat, 1)
        words = f"Young people weighed weekends more. {SECRET_REASON}."
        voices.note_talk(story.people["lead"].actor, tender, words, [seat.id], 0)


def order_approver(story: Story) -> None:
    """The lead sets who approves."""
    with story.writing() as tender:
        approver = story.people["approver"].actor.person_id
        assert approver
        approving.set_order(story.people["lead"].actor, tender, [approver])


def ask_once(story: Story) -> None:
    """The approver returns the decision with a question, and the lead answers."""
    with story.writing() as tender:
        approving.ask(story.people["approver"].actor, tender, "Who was in the room?")
    with story.writing() as tender:
        (asked,) = questions_of(tender)
        approving.answer(story.people["lead"].actor, tender, asked, "All but one.")


def contested(house: make.House) -> Panel:
    """A tie is decided, sent back and decided anew; a mistake is found; two approvers say yes."""
    made = make_outcomes.tied_tender(house)
    lead, people = house.lead.actor, [make.staff(house, "approver") for _ in range(2)]
    first, second = (each.actor for each in people)
    with then(made) as tender:
        approving.set_order(lead, tender, [_id(first), _id(second)])
        _decide(made, "It was fuller.")
    with then(made) as tender:
        approving.note_refused(first, tender)
        act.send_back(first, tender, "Say more about the tie.")
    with then(made) as tender:
        _decide(made, "It was fuller on listening.")
        act.reopen_moderation(lead, tender, "Two answers were mixed up.")
    with made.writing():
        for item in items_of(made.tender()):
            if item.bid.label == made.labels[2]:
                recorded(made, item.bid, item.criterion, 3, seen=1)
    sign_all(made)
    closed(made)
    with then(made) as tender:
        _decide(made, "It was still fuller.")
    for actor in (first, second):
        with then(made) as tender:
            act.approve(actor, tender, "It follows from the record.")
    return made


def _id(actor: Actor) -> uuid.UUID:
    assert actor.person_id
    return actor.person_id


def _decide(made: Panel, why: str) -> None:
    """The second of the tied bids is put first, and chosen."""
    lead, tender = made.house.lead.actor, made.tender()
    act.decide_tie(lead, tender, bid_in(made, tender, 1), why)
    db.session.flush()
    act.decide(lead, tender, bid_in(made, tender, 1), "It stands first.")
    db.session.flush()
