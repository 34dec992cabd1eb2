"""What was known before the story's tender, how much say people have in it, and who agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.accounts.queries import people_by_id
from portal.core.database import db
from portal.participation.insights import operations as insights
from portal.participation.insights.operations import AskFacts, InsightFacts
from portal.participation.panels.queries import member_by_id, panel_by_id
from portal.specifications.agreeing import operations as agreeing
from portal.specifications.agreeing import operations_influence as influence
from portal.specifications.agreeing.operations_influence import InfluenceFacts
from portal.specifications.agreeing.queries_influence import digest_of, stated_of, statements_of
from portal.specifications.known.views import parts_of
from tests import make_agreeing
from tests.story import Story

LEFT_OUT = ("plan", "young")
"""The step in which the story's panel has no part."""


def know_and_state(story: Story) -> None:
    """Insights, one of them withdrawn, an ask; a step without the group; a panel with a worry."""
    assert story.panel
    _know(story)
    _state(story)
    make_agreeing.ask_panel(story.house, story.id, story.panel.id)
    make_agreeing.say(story.house, story.id, story.panel, 0, "worry")
    make_agreeing.answer_all(story.house, story.id, story.panel.id)


def agree_at_last(story: Story) -> None:
    """Everybody else says yes."""
    assert story.panel
    for place in range(1, len(story.panel.members)):
        make_agreeing.say(story.house, story.id, story.panel, place, "yes")


def _know(story: Story) -> None:
    lead = story.people["participation"].actor
    words = "Young carers miss clubs that end at six."
    facts = InsightFacts(words, "forum", "", date(2026, 5, 4), "panels", ["clubs"])
    with story.writing() as tender:
        told = (facts, replace(facts, source_words="The same forum."))
        kept, wrong = (insights.enter_insight(lead, each) for each in told)
        db.session.flush()
        every = parts_of(tender)
        known = {part.id for part in every}
        insights.link_insight(lead, tender, kept, every[:2], known)
        insights.link_insight(lead, tender, kept, every[:1], known)
        insights.withdraw_insight(lead, wrong, "It was written down twice.")
        panel = panel_by_id(story.panel.id) if story.panel else None
        assert panel
        asked = AskFacts("Clubs after six", date(2026, 8, 28), 45, "Clubs end at six.")
        insights.ask_panel(lead, panel, asked)


def _state(story: Story) -> None:
    lead, panel = story.house.lead.actor, story.panel
    assert panel
    with story.writing() as tender:
        facts = InfluenceFacts(None, "The plan is older than the panel.", "")
        influence.state_influence(lead, tender, LEFT_OUT, facts)
    with story.writing() as tender:
        version = stated_of(tender)[LEFT_OUT].version
        influence.approve_left_out(story.people["approver"].actor, tender, LEFT_OUT, version)
    with story.writing() as tender:
        named = story.people["participation"].actor.person_id
        assert named
        agreeing.name_coproduction_lead(lead, tender, people_by_id([named])[named])
        member = member_by_id(panel.member_ids[0])
        assert member
        digest = digest_of(statements_of(tender)[0])
        influence.note_understood(panel.members[0].actor, tender, member, digest)
