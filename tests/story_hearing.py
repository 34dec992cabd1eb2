"""The story's bidders are asked, looked at by name, and heard before anything is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.bids.models import Bid
from portal.bids.queries import bid_of_provider
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.evaluation.compliance import operations as act
from portal.evaluation.compliance.exclusions import Looked, check_bidder
from portal.evaluation.compliance.queries import bidder_of, own_questions
from portal.tenders.models import Tender

if TYPE_CHECKING:
    from tests.story import Story


def ask_and_look(story: Story) -> None:
    """The desk looks at a bidder and has something to ask another; the lead asks the winner, and
    has a bid out and in again before anybody marks."""
    _ask(story, "lead", "winner", "clarification", "Which of the two maps counts?")
    _answer(story, "winner", "The second one.", is_last=False)
    _look(story, "winner", "none", "The list and two registers: nothing.")
    _look(story, "second", "hearing", "The list names a company of the same name.")
    _ask(story, "officer", "second", "exclusion", "Is this company yours?")
    _answer(story, "second", "No. Ours has another number.", is_last=True)
    _ask(story, "lead", "failed", "disregard", "Your bid speaks of another tender. Is it ours?")
    _answer(story, "failed", "It is yours. We used an old heading.", is_last=True)
    for is_out in (True, False):
        with story.writing() as tender:
            bid = _bid(story, tender, "failed")
            reason = "Its heading names another tender."
            act.rule(_who(story, "lead"), tender, bid, "procedural", is_out=is_out, reason=reason)


def hear_on_price(story: Story) -> None:
    """The lowest price is asked about, explained, and stays in; somebody answers too late."""
    _ask(story, "lead", "winner", "low_price", "How can you do the work for this price?")
    _answer(story, "winner", "We own the building and pay no rent.", is_last=True)
    with story.writing() as tender:
        bid, reason = _bid(story, tender, "winner"), "It pays no rent, and showed the deeds."
        act.rule(_who(story, "lead"), tender, bid, "low_price", is_out=False, reason=reason)
    _ask(story, "lead", "second", "clarification", "What does your second table mean?")
    with clock.at(clock.now() + timedelta(days=9)):
        with pytest.raises(Refused) as late:
            _answer(story, "second", "It is late.", is_last=True)
        with story.writing():
            assert late.value.record
            late.value.record()


def _who(story: Story, name: str) -> Actor:
    return story.house.lead.actor if name == "lead" else story.people[name].actor


def _bid(story: Story, tender: Tender, name: str) -> Bid:
    found = bid_of_provider(tender, story.people[name].actor.provider_id)
    assert found
    return found


def _ask(story: Story, who: str, name: str, purpose: str, words: str) -> None:
    with story.writing() as tender:
        asked = act.Question(purpose, words, clock.now() + timedelta(days=5))
        act.ask_bidder(_who(story, who), tender, _bid(story, tender, name), asked)


def _answer(story: Story, name: str, words: str, *, is_last: bool) -> None:
    with story.writing() as tender:
        actor = story.people[name].actor
        act.answer_question(actor, tender, own_questions(actor, tender)[0], words, is_last=is_last)


def _look(story: Story, name: str, outcome: str, words: str) -> None:
    with story.writing() as tender:
        provider_id = story.people[name].actor.provider_id
        assert provider_id
        has_ground = outcome != "none"
        looked = Looked(clock.today(), "no", has_ground, False, words, outcome)
        check_bidder(_who(story, "officer"), tender, *bidder_of(tender, provider_id), looked)
        db.session.flush()
